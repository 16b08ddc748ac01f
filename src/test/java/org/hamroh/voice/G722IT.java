package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The real spandsp; that Asterisk decodes its bytes to the same sound was heard once by hand.
final class G722IT {

  @BeforeAll
  static void install() {
    VoicePrograms.ensure(what -> {});
  }

  @Test
  void secondOfSoundIsEightThousandBytes() {
    short[] tone = new short[16_000];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) (8_000 * Math.sin(2 * Math.PI * 1_000 * i / 16_000));
    }

    byte[] encoded = G722.encode(tone);

    assertThat(encoded).hasSize(8_000);
    assertThat(encoded).isNotEqualTo(G722.encode(new short[16_000]));
  }

  @Test
  void libraryIsFoundOnThisMachine() {
    assertThat(G722.isThere()).isTrue();
  }
}
