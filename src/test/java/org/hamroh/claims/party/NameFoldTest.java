package org.hamroh.claims.party;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NameFoldTest {

  @ParameterizedTest
  @CsvSource({
    "ООО «Строй-Инвест», Stroyinvest",
    "ҶДММ Навруз, Наврӯз",
    "ЗАО \"Ёлка\", Елка",
    "ТОО Қурилиш, Курилиш",
    "Меҳри Ҷаҳон, Mehri Jahon",
    "Меҳри Ҷаҳон, Мехри Джахон",
    "Шахрисабз Южный, Shakhrisabz Yuzhniy",
    "LLC Alfa Stroy, альфа строй",
    "Объект 7 (Мытищи), объект 7 Мытищи",
  })
  void sameNameIsOneInWhateverAlphabetItIsTyped(String one, String other) {
    assertThat(NameFold.of(one)).isNotEmpty().isEqualTo(NameFold.of(other));
  }

  @ParameterizedTest
  @CsvSource({"Альфа Строй, Бета Строй", "Объект 7, Объект 8", "Наврӯз, Навои"})
  void othersStayApart(String one, String other) {
    assertThat(NameFold.of(one)).isNotEqualTo(NameFold.of(other));
  }

  @ParameterizedTest
  @CsvSource({
    "Стройинвест, Строийнвест С, true",
    "Мосстройгрупп, Мострийгруп, true",
    "Альфа Строй, Бета Строй, false",
    "Ким, Кин, false",
  })
  void aSlipOfTheFingerIsShownToAPerson(String one, String other, boolean likely) {
    assertThat(NameFold.isLikely(NameFold.of(one), NameFold.of(other))).isEqualTo(likely);
  }

  @Property
  void foldingTwiceChangesNothing(@ForAll String name) {
    String folded = NameFold.of(name);

    assertThat(folded).matches("[a-z0-9]*");
  }
}
