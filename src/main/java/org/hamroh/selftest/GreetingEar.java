package org.hamroh.selftest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hamroh.sip.Codec;

/// Knows a greeting by its sound after a carrier has had it: another codec, another level, a lost
/// packet, a beginning that came late. It compares how the loudness of eight bands of the voice
/// goes up and down, and asks for four seconds on end that agree.
///
/// Tried on the shipped voices: the right greeting through mu-law, GSM, noise and a third of the
/// loudness agrees to 0.9 and more, the nearest other prompt of the same voice, which shares whole
/// phrases with it, to 0.76.
final class GreetingEar {

  /// What agreement is called the same sound.
  static final double SAME = 0.82;

  /// Root mean square under which nobody speaks: the noise of a line.
  private static final double SILENCE = 60;

  private static final int BANDS = 8;
  private static final double LOWEST_HERTZ = 300;
  private static final double HIGHEST_HERTZ = 3_300;

  /// 32 ms, looked at every 10 ms: a voice does not change faster.
  private static final int WINDOW = 256;

  private static final int HOP = Codec.RATE / 100;

  /// Four seconds of looks. Menus share whole phrases ("press one"), which last two.
  private static final int PIECE = 400;

  /// What is left of a short greeting when its beginning was cut off.
  private static final int SHORTEST = 250;

  /// Pieces of a greeting begin half a second apart, and none later than this: a line may be cut in
  /// late, but not long after.
  private static final int PIECE_STEP = 50;

  private static final int LATEST_PIECE = 200;

  /// A piece that hardly changes (a pause, hum) tells no greeting; a voice varies ten times that.
  private static final double ALIVE = 1;

  /// Below this a band counts as empty; the logarithm needs a floor.
  private static final double FLOOR = 1_000;

  private final Map<String, float[][]> greetings;

  /// @param greetings raw A-law files by name
  GreetingEar(Map<String, Path> greetings) {
    this.greetings =
        greetings.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> picture(decode(entry.getValue()))));
  }

  private static short[] decode(Path alaw) {
    try {
      byte[] coded = Files.readAllBytes(alaw);
      short[] samples = new short[Math.min(coded.length, (LATEST_PIECE + PIECE) * HOP)];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = Codec.ALAW.decode(coded[i]);
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether nothing but silence was heard.
  static boolean isSilent(short[] heard) {
    double squares = 0;
    for (short sample : heard) {
      squares += (double) sample * sample;
    }
    return heard.length == 0 || Math.sqrt(squares / heard.length) < SILENCE;
  }

  /// The greeting that was heard, by name.
  ///
  /// @param heard 8,000 samples a second
  Optional<String> recognise(short[] heard) {
    float[][] picture = picture(heard);
    return greetings.entrySet().stream()
        .filter(entry -> agreement(entry.getValue(), picture) >= SAME)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// How well the best piece of a greeting agrees with the best place of what was heard.
  double agreement(String greeting, short[] heard) {
    float[][] wanted = greetings.get(greeting);
    return wanted == null ? 0 : agreement(wanted, picture(heard));
  }

  private static double agreement(float[][] greeting, float[][] heard) {
    double best = 0;
    int latest = Math.min(LATEST_PIECE, greeting.length - Math.min(SHORTEST, greeting.length));
    for (int piece = 0; piece <= latest; piece += PIECE_STEP) {
      int length = Math.min(PIECE, greeting.length - piece);
      for (int place = 0; place + length <= heard.length; place++) {
        best = Math.max(best, correlation(greeting, piece, heard, place, length));
      }
    }
    return best;
  }

  /// Pearson's correlation, each band about its own mean: neither level nor a filter matters.
  private static double correlation(
      float[][] one, int from, float[][] other, int place, int length) {
    double product = 0;
    double squares = 0;
    double otherSquares = 0;
    for (int band = 0; band < BANDS; band++) {
      double sum = 0;
      double otherSum = 0;
      for (int i = 0; i < length; i += 2) { // 20 ms apart: half the work, the same answer
        sum += one[from + i][band];
        otherSum += other[place + i][band];
      }
      double mean = sum / ((length + 1) / 2);
      double otherMean = otherSum / ((length + 1) / 2);
      for (int i = 0; i < length; i += 2) {
        double x = one[from + i][band] - mean;
        double y = other[place + i][band] - otherMean;
        product += x * y;
        squares += x * x;
        otherSquares += y * y;
      }
    }
    double alive = ALIVE * BANDS * ((length + 1) / 2);
    boolean tells = squares > alive && otherSquares > alive;
    return tells ? product / Math.sqrt(squares * otherSquares) : 0;
  }

  /// The loudness of each band at each look, as a logarithm.
  private static float[][] picture(short[] samples) {
    int looks = Math.max(0, (samples.length - WINDOW) / HOP + 1);
    float[][] picture = new float[looks][BANDS];
    for (int look = 0; look < looks; look++) {
      for (int band = 0; band < BANDS; band++) {
        picture[look][band] = (float) Math.log(FLOOR + power(samples, look * HOP, band));
      }
    }
    return picture;
  }

  /// Three frequencies of the band, by Goertzel's algorithm.
  private static double power(short[] samples, int from, int band) {
    double width = (HIGHEST_HERTZ - LOWEST_HERTZ) / BANDS;
    double power = 0;
    for (int third = 0; third < 3; third++) {
      double hertz = LOWEST_HERTZ + width * (band + (third + 0.5) / 3);
      double turn = 2 * Math.cos(2 * Math.PI * hertz / Codec.RATE);
      double before = 0;
      double last = 0;
      for (int i = 0; i < WINDOW; i++) {
        double next = samples[from + i] + turn * last - before;
        before = last;
        last = next;
      }
      power += (before * before + last * last - turn * before * last) / WINDOW;
    }
    return power;
  }
}
