package org.hamroh.sip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// Makes sounds that are like prompts in what matters: every frame of every one is its own.
public final class Prompts {

  private Prompts() {}

  /// Writes a prompt in one codec.
  ///
  /// @param samples of 8,000 a second
  public static byte[] write(Path sounds, String name, Codec codec, int samples)
      throws IOException {
    byte[] sound = speech(codec, name.hashCode(), samples);
    Path file = sounds.resolve(name + "." + codec.ending());
    Files.createDirectories(file.getParent());
    Files.write(file, sound);
    return sound;
  }

  /// Three voices that glide from pitch to pitch, and a little noise.
  static byte[] speech(Codec codec, long seed, int samples) {
    Random random = new Random(seed);
    short[] linear = new short[samples];
    double[] phase = new double[3];
    double[] pitch = new double[3];
    for (int i = 0; i < samples; i++) {
      if (i % 400 == 0) {
        for (int voice = 0; voice < 3; voice++) {
          pitch[voice] = 200 + random.nextDouble() * 1800;
        }
      }
      double sum = random.nextGaussian() * 60;
      for (int voice = 0; voice < 3; voice++) {
        phase[voice] += 2 * Math.PI * pitch[voice] / Codec.RATE;
        sum += 2000 * Math.sin(phase[voice]);
      }
      linear[i] = (short) sum;
    }
    return codec.encode(linear);
  }
}
