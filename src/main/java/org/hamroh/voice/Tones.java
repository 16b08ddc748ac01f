package org.hamroh.voice;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.program.Program;
import org.hamroh.voice.Sound.Tone;

/// The sounds that are made of figures: the beep, silence, the hold music and the ring tone.
final class Tones {

  /// Raise it when a tone changes.
  static final String VERSION = "2";

  /// The hold music takes sox a second; this is for a machine that swaps.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Seconds a chord: slow, so that it calms.
  private static final String CHORD = "5";

  /// A quiet round of eight chords, 40 s, plucked one string after another; the last leads back to
  /// the first. Nobody's work but ours, so no licence is due.
  private static final List<List<String>> CHORDS =
      List.of(
          List.of("D3", "A3", "D4", "F#4", "A4"),
          List.of("B2", "F#3", "B3", "D4", "F#4"),
          List.of("G2", "D3", "G3", "B3", "D4"),
          List.of("A2", "E3", "A3", "C#4", "E4"),
          List.of("F#2", "C#3", "F#3", "A3", "C#4"),
          List.of("B2", "F#3", "B3", "D4", "A4"),
          List.of("E3", "G3", "B3", "E4", "G4"),
          List.of("A2", "E3", "G3", "C#4", "E4"));

  private Tones() {}

  /// @param work a folder of this tone alone
  static Pcm make(Tone tone, Path work) throws IOException {
    Path wav = work.resolve("tone.wav");
    switch (tone) {
      case BEEP ->
          sox(wav, List.of("synth", "0.35", "sine", "1000", "fade", "t", "0.01", "-0", "0.01"));
      case SILENCE -> sox(wav, List.of("trim", "0", "1"));
      case HOLD_MUSIC -> music(wav, work);
      // As in Russia and Tajikistan (indications.conf): one second of 425 Hz, four of silence.
      case RING ->
          sox(
              wav,
              List.of(
                  "synth", "1", "sine", "425", "fade", "t", "0.01", "-0", "0.01", "pad", "0", "4"));
    }
    return Pcm.read(wav);
  }

  private static void music(Path wav, Path work) {
    List<String> join = new ArrayList<>(List.of("sox", "-R", "-D"));
    for (int i = 0; i < CHORDS.size(); i++) {
      Path chord = work.resolve("chord-" + i + ".wav");
      List<String> effects = new ArrayList<>(List.of("synth", CHORD));
      CHORDS.get(i).forEach(note -> effects.addAll(List.of("pluck", note)));
      effects.addAll(List.of("delay", "0", "0.6", "1.2", "1.8", "2.4"));
      effects.addAll(List.of("remix", "-", "trim", "0", CHORD, "fade", "t", "0.02", CHORD, "1.2"));
      effects.addAll(List.of("lowpass", "2000", "norm", "-6")); // strings of a soft kind
      sox(chord, effects);
      join.add(chord.toString());
    }
    join.add(wav.toString());
    Program.run(join, PATIENCE).orThrow();
  }

  /// `-R`: the same random figures each time, so that the same sound comes out.
  private static void sox(Path wav, List<String> effects) {
    List<String> command =
        new ArrayList<>(List.of("sox", "-R", "-D", "-n", "-r", "16000", "-b", "16", "-c", "1"));
    command.add(wav.toString());
    command.addAll(effects);
    Program.run(command, PATIENCE).orThrow();
  }
}
