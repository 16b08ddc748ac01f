package org.hamroh.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerReaderTest {

  private static final Poll WORK =
      new Poll(
          1,
          Map.of("tg", "Кор ёфтед?", "ru", "Вы нашли работу?"),
          List.of(
              new Poll.Option(1, Map.of("tg", "Ҳа, дар Русия", "ru", "Да, в России")),
              new Poll.Option(2, Map.of("tg", "Ҳа, дар ватан", "ru", "Да, дома")),
              new Poll.Option(3, Map.of("tg", "Не", "ru", "Нет"))));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|1",
        "1.|1",
        "№ 2|2",
        "№3|3",
        "2)|2",
        "Ответ: 3|3",
        "ҷавоби ман 2|2",
        "вариант 1|1",
        "3й|3",
        "ду|2",
        "Се|3",
        "один|1",
        "yak|1",
        "нет|3",
        "НЕТ!|3",
        "не|3",
        "ne|3",
        "россия|1",
        "Дар Русия|1",
        "дома|2",
        "ватан|2",
        "ha dar vatan|2",
        "1 да|1",
        "салом 3 рахмат|3",
        "Да, в Росии|1",
        "третий|3"
      })
  void anAnswerIsReadHoweverItIsWritten(String text, int digit) {
    assertThat(AnswerReader.read(WORK, text)).isEqualTo(OptionalInt.of(digit));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "4",
        "0",
        "12",
        "1 или 2",
        "1 нет",
        "да",
        "ҳа",
        "1 000 сомонӣ қарз дорам",
        "Корфармо 3 моҳ музд надод",
        "когда придут деньги",
        "дома никого нет и паспорт у хозяина"
      })
  void whatMayMeanSomethingElseIsNoAnswer(String text) {
    assertThat(AnswerReader.read(WORK, text)).isEmpty();
  }
}
