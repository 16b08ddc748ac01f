package org.hamroh.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class CallerKeyTest {

  private static final PhoneNumber NUMBER = new PhoneNumber("+992900000001");
  private static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  @Test
  void theSameNumberHasTheSameKeyAndAnotherSecretAnother() {
    byte[] other = "fedcba9876543210".getBytes(StandardCharsets.UTF_8);

    assertThat(CallerKey.of(NUMBER, SECRET)).isEqualTo(CallerKey.of(NUMBER, SECRET));
    assertThat(CallerKey.of(NUMBER, SECRET)).isNotEqualTo(CallerKey.of(NUMBER, other));
    assertThat(CallerKey.of(NUMBER, SECRET))
        .isNotEqualTo(CallerKey.of(new PhoneNumber("+992900000002"), SECRET));
  }

  @Test
  void aShortSecretIsRefused() {
    assertThatThrownBy(() -> CallerKey.of(NUMBER, new byte[8]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNumberIsMaskedWhereverItIsPrinted() {
    assertThat(NUMBER).hasToString("+992•••••••01");
    assertThat("number=" + NUMBER).doesNotContain("900000");
  }
}
