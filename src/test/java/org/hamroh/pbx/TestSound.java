package org.hamroh.pbx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/// A sound for tests: 8 kHz, mono, 16 bits.
///
/// @param samples little-endian
record TestSound(byte[] samples) {

  private static final int RATE = 8_000;
  private static final int LOUDNESS = 4_000;

  /// Noise that is the same for the same name and like no other's.
  static TestSound noise(String name, Duration length) {
    Random random = new Random(name.hashCode());
    int count = (int) (RATE * length.toMillis() / 1000);
    ByteBuffer samples = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      samples.putShort((short) random.nextInt(-LOUDNESS, LOUDNESS));
    }
    return new TestSound(samples.array());
  }

  void write(Path wav) throws IOException {
    Files.createDirectories(wav.getParent());
    AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
    try (AudioInputStream in =
        new AudioInputStream(new ByteArrayInputStream(samples), format, samples.length / 2)) {
      AudioSystem.write(in, AudioFileFormat.Type.WAVE, wav.toFile());
    }
  }
}
