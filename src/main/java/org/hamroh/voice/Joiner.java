package org.hamroh.voice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hamroh.voice.Leveller.Treatment;
import org.hamroh.voice.RecordedWords.Fragment;

/// Makes one sound of several recordings: each brought to the same loudness and trimmed to its
/// speech, the end of one blended into the beginning of the next.
record Joiner(SoundShaper shaper) {

  /// Fine enough that no silence between two words is heard.
  private static final double FRAME_SECONDS = 0.005;

  /// Left around the speech, and just what the blend takes away: soft ends stay whole.
  private static final double MARGIN_SECONDS = 0.006;

  /// Too short to be heard as two voices at once, too long to click.
  private static final double BLEND_SECONDS = 0.008;

  /// Between groups of digits.
  private static final double BREATH_SECONDS = 0.15;

  /// More than the fine trim keeps, so that it alone decides.
  private static final Treatment PART = new Treatment(-20, true, 0.03, 0.03);

  private static final int WIDE = 16_000;
  private static final int NARROW = 8_000;

  SoundShaper.Encoded join(List<Fragment> fragments, boolean goesOn) throws IOException {
    List<Pcm> sounds = new ArrayList<>();
    for (Fragment fragment : fragments) {
      sounds.add(Pcm.read(fragment.file()));
    }
    Treatment ends = goesOn ? Treatment.GOES_ON : Treatment.SPEECH;
    return shaper.encode(
        join(fragments, sounds, WIDE, sound -> shaper.levelWide(sound, PART), ends),
        join(fragments, sounds, NARROW, sound -> shaper.levelNarrow(sound, PART), ends));
  }

  private static short[] join(
      List<Fragment> fragments,
      List<Pcm> sounds,
      int rate,
      Function<Pcm, short[]> level,
      Treatment ends) {
    int blend = (int) (BLEND_SECONDS * rate);
    List<short[]> parts = sounds.stream().map(level).map(part -> trim(part, rate)).toList();
    int room = (int) ((ends.head() + ends.tail()) * rate);
    for (int i = 0; i < parts.size(); i++) {
      room += parts.get(i).length + (fragments.get(i).breath() ? (int) (BREATH_SECONDS * rate) : 0);
    }
    double[] joined = new double[room];
    int at = (int) (ends.head() * rate);
    for (int i = 0; i < parts.size(); i++) {
      add(joined, at, parts.get(i), blend);
      at += parts.get(i).length;
      if (fragments.get(i).breath()) {
        at += (int) (BREATH_SECONDS * rate);
      } else if (i + 1 < parts.size()) {
        at = Math.max(0, at - blend);
      }
    }
    int length = Math.min(room, at + (int) (ends.tail() * rate));
    short[] sound = new short[length];
    for (int i = 0; i < length; i++) {
      sound[i] = (short) Math.round(Math.clamp(joined[i], Short.MIN_VALUE, Short.MAX_VALUE));
    }
    return sound;
  }

  private static short[] trim(short[] part, int rate) {
    SpeechLevel level = SpeechLevel.of(part, rate, FRAME_SECONDS);
    int margin = (int) (MARGIN_SECONDS * rate);
    int from = Math.max(0, level.first() - margin);
    int to = Math.min(part.length, level.end() + margin);
    return java.util.Arrays.copyOfRange(part, from, to);
  }

  /// Rises and falls over the blend, so that two neighbours together stay as loud as one.
  private static void add(double[] joined, int at, short[] part, int blend) {
    for (int i = 0; i < part.length && at + i < joined.length; i++) {
      double in = Math.min(1, (i + 0.5) / blend);
      double out = Math.min(1, (part.length - i - 0.5) / blend);
      joined[at + i] += part[i] * Math.min(in, out);
    }
  }
}
