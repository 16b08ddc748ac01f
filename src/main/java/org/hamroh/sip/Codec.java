package org.hamroh.sip;

import java.util.Arrays;

/// The two forms of telephone sound (ITU-T G.711): one byte a sample, 8,000 samples a second.
/// Encoding follows the PBX's own tables (sign and magnitude of 16 bits), so that sound which the
/// PBX encodes for us comes out byte for byte as ours.
public enum Codec {
  ULAW(0, "PCMU", "ulaw", 0xFF),
  ALAW(8, "PCMA", "alaw", 0xD5);

  /// Bytes of 20 ms, what one RTP packet carries.
  public static final int FRAME = 160;

  /// Samples, and so bytes, of one second.
  public static final int RATE = 8000;

  private static final int ULAW_BIAS = 0x84;
  private static final int ULAW_CLIP = 32635;
  private static final int ALAW_EVEN_BITS = 0x55;

  private final int payloadType;
  private final String sdpName;
  private final String ending;
  private final byte silence;
  private final short[] linear = new short[256];

  Codec(int payloadType, String sdpName, String ending, int silence) {
    this.payloadType = payloadType;
    this.sdpName = sdpName;
    this.ending = ending;
    this.silence = (byte) silence;
    for (int code = 0; code < 256; code++) {
      linear[code] = payloadType == 0 ? fromUlaw(code) : fromAlaw(code);
    }
  }

  /// The number of this codec in RTP and SDP (RFC 3551 table 4).
  public int payloadType() {
    return payloadType;
  }

  /// `PCMU` or `PCMA`, its name in SDP.
  public String sdpName() {
    return sdpName;
  }

  /// `ulaw` or `alaw`, the ending of a prompt's file and its name in the PBX's settings.
  public String ending() {
    return ending;
  }

  /// One encoded sample as 16-bit linear.
  public short decode(byte sample) {
    return linear[sample & 0xFF];
  }

  /// One 16-bit linear sample, encoded.
  public byte encode(short sample) {
    return this == ULAW ? toUlaw(sample) : toAlaw(sample);
  }

  /// Linear samples, encoded.
  public byte[] encode(short[] samples) {
    byte[] encoded = new byte[samples.length];
    for (int i = 0; i < samples.length; i++) {
      encoded[i] = encode(samples[i]);
    }
    return encoded;
  }

  /// The same sound in the other form.
  byte[] from(Codec other, byte[] sound) {
    byte[] encoded = new byte[sound.length];
    for (int i = 0; i < sound.length; i++) {
      encoded[i] = encode(other.decode(sound[i]));
    }
    return encoded;
  }

  byte[] silence(int samples) {
    byte[] quiet = new byte[samples];
    Arrays.fill(quiet, silence);
    return quiet;
  }

  /// Root mean square of the linear samples: 0 for silence, 23,000 for the loudest tone.
  double loudness(byte[] frame) {
    long sum = 0;
    for (byte sample : frame) {
      long value = linear[sample & 0xFF];
      sum += value * value;
    }
    return frame.length == 0 ? 0 : Math.sqrt((double) sum / frame.length);
  }

  private static short fromUlaw(int code) {
    int bits = ~code & 0xFF;
    int magnitude = ((((bits & 0x0F) << 3) + ULAW_BIAS) << ((bits & 0x70) >> 4)) - ULAW_BIAS;
    return (short) ((bits & 0x80) != 0 ? -magnitude : magnitude);
  }

  private static byte toUlaw(short sample) {
    int sign = sample < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs((int) sample), ULAW_CLIP) + ULAW_BIAS;
    int exponent = 24 - Integer.numberOfLeadingZeros(magnitude);
    int mantissa = (magnitude >> (exponent + 3)) & 0x0F;
    return (byte) ~(sign | (exponent << 4) | mantissa);
  }

  private static short fromAlaw(int code) {
    int bits = code ^ ALAW_EVEN_BITS;
    int segment = (bits & 0x70) >> 4;
    int magnitude = ((bits & 0x0F) << 4) + 8;
    if (segment > 0) {
      magnitude = (magnitude + 0x100) << (segment - 1);
    }
    return (short) ((bits & 0x80) != 0 ? magnitude : -magnitude);
  }

  private static byte toAlaw(short sample) {
    int mask = sample >= 0 ? ALAW_EVEN_BITS | 0x80 : ALAW_EVEN_BITS;
    int magnitude = Math.min(Math.abs((int) sample), Short.MAX_VALUE);
    int segment = Math.max(0, 24 - Integer.numberOfLeadingZeros(magnitude));
    int mantissa = (magnitude >> (segment == 0 ? 4 : segment + 3)) & 0x0F;
    return (byte) (((segment << 4) | mantissa) ^ mask);
  }
}
