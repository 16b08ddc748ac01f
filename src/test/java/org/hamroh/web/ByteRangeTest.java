package org.hamroh.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What browsers' players ask for.
final class ByteRangeTest {

  private static final byte[] SOUND = "0123456789".getBytes(StandardCharsets.US_ASCII);

  private static Answer asked(String range) {
    return ByteRange.answer("audio/wav", SOUND, Optional.of(range));
  }

  private static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-, 0123456789, bytes 0-9/10",
    "bytes=4-, 456789, bytes 4-9/10",
    "bytes=2-5, 2345, bytes 2-5/10",
    "bytes=9-9, 9, bytes 9-9/10",
    "bytes=8-100, 89, bytes 8-9/10",
    "bytes=-3, 789, bytes 7-9/10",
    "bytes=-100, 0123456789, bytes 0-9/10"
  })
  void aPartIsGivenWithItsPlace(String range, String part, String place) {
    Answer answer = asked(range);

    assertThat(answer.status()).isEqualTo(206);
    assertThat(text(answer)).isEqualTo(part);
    assertThat(answer.headers()).containsEntry("Content-Range", place);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=5-4", "bytes=999999999-", "bytes=-0"})
  void aPartThatIsNotThereIsRefusedWithTheLength(String range) {
    Answer answer = asked(range);

    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.headers()).containsEntry("Content-Range", "bytes */10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bytes=-", "bytes=0-1,4-5", "items=0-1", "bytes=99999999999-"})
  void anythingElseIsAnsweredWithTheWhole(String range) {
    Answer answer = asked(range);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(text(answer)).isEqualTo("0123456789");
    assertThat(answer.headers()).containsEntry("Accept-Ranges", "bytes");
  }

  @Test
  void withoutAWishTheWholeIsGiven() {
    assertThat(ByteRange.answer("audio/wav", SOUND, Optional.empty()).status()).isEqualTo(200);
  }
}
