package org.hamroh.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Words that mean the same are the same after folding, however they were typed.
final class FoldTest {

  @ParameterizedTest
  @CsvSource({
    "Ғарм, Гарм",
    "Ғарм, Gharm",
    "Хуҷанд, Худжанд",
    "Хуҷанд, Хучанд",
    "Хуҷанд, Khujand",
    "Хуҷанд, Xujand",
    "Ҳақиқат, хакикат",
    "Ҳақиқат, haqiqat",
    "Ҷафр, Джафр",
    "Ҷафр, Jafr",
    "Маълумот, малумот",
    "Маълумот, ma'lumot",
    "Навдӣ, Навди",
    "Навдӣ, NAVDI",
    "Кӯлоб, кулоб",
    "Рашт, Rasht",
    "Шоҳ, shoh",
    "Фирӯз, Firuz",
    "Ёвон, Yovon",
    "ҳуқуқ, њуќуќ",
    "ҷавоб, љавоб",
    "Муқсу, Muqsu",
    "Рашт, Paшт"
  })
  void theSameWord(String one, String other) {
    assertThat(Fold.text(other)).isEqualTo(Fold.text(one));
  }

  @Test
  void differentWordsStayDifferent() {
    assertThat(Fold.text("Навобод")).isNotEqualTo(Fold.text("Нуробод"));
    assertThat(Fold.text("шоҳ")).isNotEqualTo(Fold.text("чоҳ"));
    assertThat(Fold.text("бор")).isNotEqualTo(Fold.text("бар"));
  }

  @Test
  void aTextBecomesItsWordsAndNumbersStay() {
    assertThat(Fold.words("Каримов, Фирӯз: +992-90; №7"))
        .containsExactly("karimov", "firuz", "992", "90", "no7");
    assertThat(Fold.words(" –  ")).isEmpty();
    assertThat(Fold.words("а".repeat(100))).isEqualTo(List.of());
  }
}
