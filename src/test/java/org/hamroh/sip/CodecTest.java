package org.hamroh.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class CodecTest {

  @ParameterizedTest
  @EnumSource(Codec.class)
  void everyCodeDecodesToASampleThatEncodesToIt(Codec codec) {
    for (int code = 0; code < 256; code++) {
      if (codec == Codec.ULAW && code == 0x7F) {
        continue; // the second zero of u-law
      }
      assertThat(codec.encode(codec.decode((byte) code)) & 0xFF).isEqualTo(code);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({ // ITU-T G.711 tables 1a, 1b, 2a, 2b: the loudest and the quietest values
    "ULAW, 0x80, 32124",
    "ULAW, 0x00, -32124",
    "ULAW, 0xFF, 0",
    "ULAW, 0xFE, 8",
    "ALAW, 0xAA, 32256",
    "ALAW, 0x2A, -32256",
    "ALAW, 0xD5, 8",
    "ALAW, 0x55, -8"
  })
  void valuesOfTheStandard(Codec codec, String code, short sample) {
    assertThat(codec.decode((byte) Integer.decode(code).intValue())).isEqualTo(sample);
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void loudestSamplesAreClippedNotWrapped(Codec codec) {
    assertThat(codec.decode(codec.encode(Short.MAX_VALUE))).isGreaterThan((short) 32000);
    assertThat(codec.decode(codec.encode(Short.MIN_VALUE))).isLessThan((short) -32000);
  }

  @Test
  void silenceIsQuietAndAToneIsNot() {
    assertThat(Codec.ALAW.loudness(Codec.ALAW.silence(160))).isLessThan(10);
    assertThat(Codec.ULAW.loudness(Tone.of(Codec.ULAW, java.time.Duration.ofMillis(100))))
        .isBetween(5500.0, 5800.0);
  }
}
