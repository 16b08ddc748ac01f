package org.hamroh.recording;

import java.util.Random;
import org.hamroh.voice.Pcm;

/// Sounds that behave like somebody speaking in a room: words of a tenth to a third of a second,
/// with short gaps between them, silence around, and noise everywhere.
final class Speech {

  private static final int RATE = 16_000;

  /// Seconds.
  private static final double WORD = 0.25;

  private static final double GAP = 0.08;

  private double seconds = 3;
  private double around = 0.5;
  private double dbfs = -20;
  private double noise = -70;
  private double overdrive = 1;

  static Speech of(double seconds) {
    Speech speech = new Speech();
    speech.seconds = seconds;
    return speech;
  }

  /// Of the words.
  Speech at(double level) {
    dbfs = level;
    return this;
  }

  /// Of the room.
  Speech inNoise(double level) {
    noise = level;
    return this;
  }

  /// So much louder than the file can hold.
  Speech overdriven(double factor) {
    overdrive = factor;
    return this;
  }

  Pcm pcm() {
    Random chance = new Random(1);
    int head = (int) (around * RATE);
    int words = (int) (seconds * RATE);
    short[] samples = new short[2 * head + words];
    double loud = Math.pow(10, dbfs / 20) * 32_768 * Math.sqrt(2);
    double room = Math.pow(10, noise / 20) * 32_768;
    for (int i = 0; i < samples.length; i++) {
      double at = (i - head) / (double) RATE;
      boolean spoken = i >= head && i < head + words && at % (WORD + GAP) < WORD;
      double wave = spoken ? loud * overdrive * Math.sin(2 * Math.PI * 220 * at) : 0;
      double value = wave + room * chance.nextGaussian();
      samples[i] = (short) Math.clamp(Math.round(value), -32_768, 32_767);
    }
    return new Pcm(samples, RATE);
  }

  byte[] wav() {
    return pcm().wav();
  }
}
