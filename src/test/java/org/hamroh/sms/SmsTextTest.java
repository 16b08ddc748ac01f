package org.hamroh.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How texts are counted, at every border.
final class SmsTextTest {

  @ParameterizedTest
  @CsvSource({
    "a, 160, 1",
    "a, 161, 2",
    "a, 306, 2",
    "a, 307, 3",
    "a, 459, 3",
    "a, 460, 4",
    "€, 80, 1",
    "€, 81, 2",
    "€, 152, 2",
    "€, 153, 3",
    "ғ, 70, 1",
    "ғ, 71, 2",
    "ғ, 134, 2",
    "ғ, 135, 3",
    "ғ, 201, 3",
    "ғ, 202, 4",
    "😀, 35, 1",
    "😀, 36, 2",
    "😀, 66, 2",
    "😀, 67, 3",
  })
  void lettersAreCountedInTheUnitOfTheAir(String letter, int times, int segments) {
    SmsText text = SmsText.of(letter.repeat(times));

    assertThat(text.segments()).hasSize(segments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ғ", "ӣ", "қ", "ӯ", "ҳ", "ҷ", "Ғ", "Ӣ", "Қ", "Ӯ", "Ҳ", "Ҷ", "я", "ё", "ʻ", "ң", "ө", "ү",
        "ў", "—", "№", "«", "’", "…", "`", "ç", "😀"
      })
  void oneLetterBeyondTheBasicAlphabetForcesUcs2(String letter) {
    SmsText text = SmsText.of("Hamroh: call 700 " + letter);

    assertThat(text.encoding()).isEqualTo(Encoding.UCS_2);
    assertThat(text.forcing()).containsExactly(letter);
  }

  @Test
  void theWholeBasicAlphabetStaysInSeptets() {
    String basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
            + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    SmsText text = SmsText.of(basic);

    assertThat(text.encoding()).isEqualTo(Encoding.GSM_7);
    assertThat(text.length()).isEqualTo(127);
    assertThat(text.forcing()).isEmpty();
    byte[] octets = Encoding.GSM_7.encode(basic);
    for (int i = 0; i < 127; i++) {
      assertThat(octets[i])
          .as("septet of " + basic.charAt(i))
          .isEqualTo((byte) (i < 27 ? i : i + 1));
    }
  }

  @Test
  void anEscapePairIsNotCutAtTheBorder() {
    SmsText text = SmsText.of("a".repeat(152) + "€" + "a".repeat(10));

    assertThat(text.segments())
        .extracting(Segment::text)
        .containsExactly("a".repeat(152), "€" + "a".repeat(10));
    assertThat(text.segments().get(1).octets(7)).startsWith(5, 0, 3, 7, 2, 2, 0x1b, 0x65);
  }

  @Test
  void anEmojiIsNotCutAtTheBorder() {
    SmsText text = SmsText.of("ҳ".repeat(66) + "😀" + "ҳ".repeat(5));

    assertThat(text.segments())
        .extracting(Segment::text)
        .containsExactly("ҳ".repeat(66), "😀" + "ҳ".repeat(5));
  }

  @Test
  void aSegmentCarriesItsHeaderAndBigEndianUnits() {
    SmsText text = SmsText.of("ғ".repeat(71));

    byte[] octets = text.segments().get(1).octets(0x1ff);

    assertThat(HexFormat.of().formatHex(octets)).isEqualTo("050003ff0202" + "0493".repeat(4));
    assertThat(text.segments().getFirst().octets(0)).hasSize(140);
  }

  @Test
  void roomIsWhatFitsBeforeTheNextSegment() {
    assertThat(SmsText.of("Салом").room()).isEqualTo(65);
    assertThat(SmsText.of("я".repeat(71)).room()).isEqualTo(63);
    assertThat(SmsText.of("").segments()).hasSize(1);
  }

  @Property
  void joinedSegmentsAreTheText(@ForAll("texts") String text) {
    SmsText sms = SmsText.of(text);

    StringBuilder joined = new StringBuilder();
    for (Segment segment : sms.segments()) {
      byte[] octets = segment.encoding().encode(segment.text());
      joined.append(segment.encoding().decode(octets));
    }

    assertThat(joined.toString()).isEqualTo(text);
  }

  @Property
  void everySegmentFitsAndIsFullButForOnePair(@ForAll("texts") String text) {
    SmsText sms = SmsText.of(text);
    Encoding encoding = sms.encoding();
    List<Segment> segments = sms.segments();

    int sum = segments.stream().mapToInt(one -> encoding.length(one.text())).sum();

    assertThat(sum).isEqualTo(sms.length());
    for (Segment segment : segments) {
      int length = encoding.length(segment.text());
      assertThat(length)
          .isLessThanOrEqualTo(segment.joined() ? encoding.joined() : encoding.alone());
      if (segment.part() < segment.parts()) {
        assertThat(length).isGreaterThanOrEqualTo(encoding.joined() - 1);
      }
      assertThat(segment.text()).doesNotMatch("(?s)^[\\uDC00-\\uDFFF].*|.*[\\uD800-\\uDBFF]$");
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> latin = letters("abcXYZ 0123456789@£\n", "€^{}[]~|\\");
    Arbitrary<String> cyrillic = letters("абвгд ғӣқӯҳҷ Ҳамроҳ", "😀🇹🇯");
    return Arbitraries.oneOf(latin, cyrillic);
  }

  private static Arbitrary<String> letters(String usual, String costly) {
    Arbitrary<String> letter =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.of(usual.codePoints().mapToObj(Character::toString).toList())),
            Tuple.of(
                1, Arbitraries.of(costly.codePoints().mapToObj(Character::toString).toList())));
    return letter.list().ofMaxSize(400).map(all -> String.join("", all));
  }
}
