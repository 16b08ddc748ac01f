package org.hamroh.voice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/// Recordings for tests: a second of a tone, with silence around it.
final class TestSounds {

  private TestSounds() {}

  static void write(Path wav, int rate, int channels) throws IOException {
    Files.createDirectories(wav.getParent());
    int samples = rate * 3;
    ByteBuffer bytes = ByteBuffer.allocate(samples * channels * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples; i++) {
      boolean sounds = i >= rate && i < 2 * rate;
      short value = (short) (sounds ? 3_000 * Math.sin(2 * Math.PI * 1_000 * i / rate) : 0);
      for (int channel = 0; channel < channels; channel++) {
        bytes.putShort(value);
      }
    }
    AudioFormat format = new AudioFormat(rate, 16, channels, true, false);
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples),
        AudioFileFormat.Type.WAVE,
        wav.toFile());
  }

  /// A tone, 16 kHz, with a quarter of a second of silence at both ends.
  static void tone(Path wav, double seconds, double hertz, int amplitude) throws IOException {
    short[] tone = tone(seconds, hertz, amplitude, 16_000);
    short[] samples = new short[tone.length + 8_000];
    System.arraycopy(tone, 0, samples, 4_000, tone.length);
    Files.createDirectories(wav.getParent());
    Files.write(wav, new Pcm(samples, 16_000).wav());
  }

  static short[] tone(double seconds, double hertz, int amplitude, int rate) {
    short[] tone = new short[(int) (seconds * rate)];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return tone;
  }
}
