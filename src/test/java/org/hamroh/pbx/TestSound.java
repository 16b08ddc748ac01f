package org.hamroh.pbx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.hamroh.sip.Codec;

/// A sound for tests, 8 kHz linear.
record TestSound(short[] samples) {

  private static final int LOUDNESS = 4_000;

  /// Noise that is the same for the same name and like no other's.
  static TestSound noise(String name, Duration length) {
    Random random = new Random(name.hashCode());
    short[] samples = new short[Math.toIntExact(Codec.RATE * length.toMillis() / 1000)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) random.nextInt(-LOUDNESS, LOUDNESS);
    }
    return new TestSound(samples);
  }

  /// In each telephone form, as the product's own sounds stand on disk: so they cross the PBX byte
  /// for byte.
  ///
  /// @param file without ending
  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    for (Codec codec : Codec.values()) {
      Files.write(
          file.resolveSibling(file.getFileName() + "." + codec.ending()), codec.encode(samples));
    }
  }
}
