package org.hamroh.sip;

import java.time.Duration;

/// A tone of 440 Hz at a quarter of full loudness: what the test telephone says for speech. Its
/// frames repeat every 100 ms, and none is like a prompt's.
final class Tone {

  private static final double HERTZ = 440;
  private static final double LOUDNESS = 8000;

  private Tone() {}

  static byte[] of(Codec codec, Duration length) {
    short[] samples = new short[(int) (length.toMillis() * Codec.RATE / 1000)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (LOUDNESS * Math.sin(2 * Math.PI * HERTZ * i / Codec.RATE));
    }
    return codec.encode(samples);
  }
}
