package org.hamroh.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Turns any recording or synthesised sentence into what a telephone line carries: silence trimmed,
/// even loudness, the telephone's band, one file a codec.
final class SoundShaper {

  /// Part of every sound's identity: raise it when anything here changes what is heard.
  static final String VERSION = "1";

  /// The formats that are made: file ending, samples a second, sox's name of the coding.
  /// Asterisk needs no transcoding for a line that speaks one of them.
  enum Format {
    SLN16("sln16", 16_000, List.of("-t", "raw", "-e", "signed-integer", "-b", "16")),
    ALAW("alaw", 8_000, List.of("-t", "al")),
    ULAW("ulaw", 8_000, List.of("-t", "ul"));

    private final String ending;
    private final int rate;
    private final List<String> sox;

    Format(String ending, int rate, List<String> sox) {
      this.ending = ending;
      this.rate = rate;
      this.sox = sox;
    }

    String ending() {
      return ending;
    }
  }

  /// How a sound is levelled.
  ///
  /// @param dbfs loudness as [SpeechLevel] measures it
  /// @param trim whether the silence at both ends is cut to [#HEAD] and [#TAIL]
  record Treatment(double dbfs, boolean trim) {
    /// Loud enough for a street, with room for peaks. Prompt after prompt is equally loud.
    static final Treatment SPEECH = new Treatment(-18, true);

    /// Well below speech: whoever waits hears the announcement over it, and is not shouted at.
    static final Treatment MUSIC = new Treatment(-32, false);
  }

  /// Peaks stay below this, or cheap telephones rattle.
  static final double PEAK_DBFS = -3;

  /// Seconds of silence that are kept: the first sound of a word is soft, and the line needs a
  /// moment to open; the tail parts a prompt from the next.
  static final double HEAD = 0.08;

  static final double TAIL = 0.2;

  /// Room for the filters' overshoot; the level is set afterwards.
  private static final String HEADROOM = "-6";

  private static final List<String> MONO_PCM =
      List.of("-t", "raw", "-e", "signed-integer", "-b", "16", "-c", "1");

  private SoundShaper() {}

  /// @param in   anything sox reads
  /// @param work a folder of this sound alone
  /// @return the files made, in the order of [Format], and how long the sound is
  static Shaped shape(Path in, Treatment treatment, Path work) throws IOException {
    List<Path> made = new ArrayList<>();
    Levelled wide = level(in, 16_000, List.of("highpass", "80"), treatment, work);
    Levelled narrow = level(in, 8_000, List.of("sinc", "300-3400"), treatment, work);
    for (Format format : Format.values()) {
      Levelled from = format.rate == wide.rate ? wide : narrow;
      Path out = work.resolve("made." + format.ending);
      List<String> command = new ArrayList<>(List.of("sox", "-D"));
      command.addAll(MONO_PCM);
      command.addAll(List.of("-r", Integer.toString(from.rate), from.pcm.toString()));
      command.addAll(format.sox);
      command.addAll(List.of("-c", "1", out.toString()));
      command.addAll(from.effects);
      Program.run(command);
      made.add(out);
    }
    double seconds = Files.size(made.getFirst()) / 2.0 / 16_000;
    return new Shaped(made, seconds);
  }

  /// @param files   as many as there are formats, in their order
  /// @param seconds of the finished sound
  record Shaped(List<Path> files, double seconds) {}

  private record Levelled(Path pcm, int rate, List<String> effects) {}

  /// Brings the sound to a rate and band and finds what still has to be done to it.
  private static Levelled level(
      Path in, int rate, List<String> band, Treatment treatment, Path work) throws IOException {
    Path pcm = work.resolve("level-" + rate + ".raw");
    List<String> command = new ArrayList<>(List.of("sox", "-D", in.toString()));
    command.addAll(MONO_PCM);
    command.addAll(List.of(pcm.toString(), "gain", HEADROOM, "rate", "-v"));
    command.add(Integer.toString(rate));
    command.addAll(band);
    Program.run(command);
    SpeechLevel level = SpeechLevel.of(Files.readAllBytes(pcm), rate);
    List<String> effects = new ArrayList<>();
    if (treatment.trim() && level.dbfs() > Double.NEGATIVE_INFINITY) {
      int head = (int) (HEAD * rate);
      int tail = (int) (TAIL * rate);
      int from = Math.max(0, level.first() - head);
      int to = Math.min(level.samples(), level.end() + tail);
      effects.addAll(List.of("trim", from + "s", (to - from) + "s"));
      // Short fades, so that a cut in a recording's background noise does not click.
      effects.addAll(List.of("fade", "t", "0.005", "-0", "0.02"));
      int before = head - (level.first() - from);
      int after = tail - (to - level.end());
      effects.addAll(List.of("pad", before + "s", after + "s"));
    }
    if (level.dbfs() > Double.NEGATIVE_INFINITY) {
      // The limiter works against full scale: first louder by the peak's distance, then back.
      double gain = treatment.dbfs() - level.dbfs() - PEAK_DBFS;
      effects.addAll(List.of("gain", "-l", String.format(Locale.ROOT, "%.2f", gain)));
      effects.addAll(List.of("gain", Double.toString(PEAK_DBFS)));
    }
    return new Levelled(pcm, rate, effects);
  }
}
