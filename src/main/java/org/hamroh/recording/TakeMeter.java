package org.hamroh.recording;

import java.time.Duration;
import java.util.Arrays;
import org.hamroh.voice.Pcm;

/// Measures a recording: where somebody speaks, how loud, how loud the room is, what is cut off.
final class TakeMeter {

  private static final double FRAME_SECONDS = 0.02;
  private static final double FULL_SCALE = 32_768.0;

  /// A converter's full scale, less a little: what follows it scales by rounding.
  private static final int CLIPPED = 32_700;

  /// One sample at full scale is a loud moment; three in a row are a cut-off wave.
  private static final int CLIPPED_IN_A_ROW = 3;

  /// The quietest tenth of the frames is the room: people breathe.
  private static final double ROOM_SHARE = 0.1;

  /// Speech stands out from the room by so much, in decibels.
  private static final double ABOVE_ROOM = 9;

  /// Softer than this below the loudest frame is breath and the room.
  private static final double BELOW_LOUDEST = 38;

  /// Quieter is no voice, whatever the room.
  private static final double QUIETEST_VOICE = -60;

  /// A shorter burst with nothing beside it is a click: the key, the chair, the mouse.
  private static final int SHORTEST_FRAMES = 4;

  /// Within a word there may be a gap: a stop before `т` or `к`.
  private static final int GAP_FRAMES = 8;

  private TakeMeter() {}

  static TakeFigures measure(Pcm sound) {
    double[] frames = decibels(sound);
    double loudest = Arrays.stream(frames).max().orElse(TakeFigures.QUIETEST);
    double room = room(frames);
    double threshold =
        Math.max(QUIETEST_VOICE, Math.max(room + ABOVE_ROOM, loudest - BELOW_LOUDEST));
    boolean[] voiced = voiced(frames, threshold);
    int first = 0;
    while (first < voiced.length && !voiced[first]) {
      first++;
    }
    int end = voiced.length;
    while (end > first && !voiced[end - 1]) {
      end--;
    }
    double power = 0;
    int count = 0;
    for (int i = 0; i < frames.length; i++) {
      if (voiced[i]) {
        power += power(frames[i]);
        count++;
      }
    }
    return new TakeFigures(
        sound.rate(),
        time(sound.samples().length, sound.rate()),
        time((long) first * frame(sound), sound.rate()),
        time(Math.min(sound.samples().length, (long) end * frame(sound)), sound.rate()),
        count == 0 ? loudest : decibels(power / count),
        peak(sound.samples()),
        room,
        clipped(sound.samples()));
  }

  private static int frame(Pcm sound) {
    return (int) (sound.rate() * FRAME_SECONDS);
  }

  private static Duration time(long samples, int rate) {
    return Duration.ofMillis(samples * 1_000 / rate);
  }

  private static double[] decibels(Pcm sound) {
    short[] samples = sound.samples();
    int frame = frame(sound);
    double[] frames = new double[samples.length / frame];
    for (int i = 0; i < frames.length; i++) {
      double sum = 0;
      for (int j = i * frame; j < (i + 1) * frame; j++) {
        double value = samples[j] / FULL_SCALE;
        sum += value * value;
      }
      frames[i] = decibels(sum / frame);
    }
    return frames;
  }

  private static double room(double[] frames) {
    if (frames.length == 0) {
      return TakeFigures.QUIETEST;
    }
    double[] sorted = frames.clone();
    Arrays.sort(sorted);
    return sorted[(int) (sorted.length * ROOM_SHARE)];
  }

  /// The frames of words: loud ones in groups, without lonely clicks.
  private static boolean[] voiced(double[] frames, double threshold) {
    boolean[] voiced = new boolean[frames.length];
    int at = 0;
    while (at < frames.length) {
      if (frames[at] < threshold) {
        at++;
        continue;
      }
      int last = at;
      int loud = 0;
      for (int i = at; i < frames.length && i - last <= GAP_FRAMES; i++) {
        if (frames[i] >= threshold) {
          last = i;
          loud++;
        }
      }
      if (loud >= SHORTEST_FRAMES) {
        Arrays.fill(voiced, at, last + 1, true);
      }
      at = last + 1;
    }
    return voiced;
  }

  private static double peak(short[] samples) {
    int highest = 0;
    for (short sample : samples) {
      highest = Math.max(highest, Math.abs((int) sample));
    }
    double ratio = highest / FULL_SCALE;
    return decibels(ratio * ratio);
  }

  private static long clipped(short[] samples) {
    long clipped = 0;
    int row = 0;
    for (int i = 0; i <= samples.length; i++) {
      if (i < samples.length && Math.abs((int) samples[i]) >= CLIPPED) {
        row++;
      } else {
        clipped += row >= CLIPPED_IN_A_ROW ? row : 0;
        row = 0;
      }
    }
    return clipped;
  }

  /// To a tenth: nobody hears less, and so it is kept.
  private static double decibels(double power) {
    return power <= 0
        ? TakeFigures.QUIETEST
        : Math.max(TakeFigures.QUIETEST, Math.round(100 * Math.log10(power)) / 10.0);
  }

  private static double power(double decibels) {
    return Math.pow(10, decibels / 10);
  }
}
