package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.hamroh.say.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ValueWordsTest {

  private final ValueWords words = new ValueWords(new WrittenWords(Path.of("deploy/voices")));

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "123, 123",
    "2047, 20 47",
    "12345, 12 345",
    "123456, 12 34 56",
    "9000001, 900 00 01",
    "900000001, 90 000 00 01",
    "79000000001, 7 900 000 00 01",
    "992900000001, 992 90 000 00 01",
    "00992900000001, 0 099 290 000 00 01",
  })
  void digitsAreSaidInBreathsAsPeopleSayThem(String digits, String groups) {
    assertThat(String.join(" ", ValueWords.groups(digits))).isEqualTo(groups);
  }

  @Test
  void promptsOwnKindWinsOverTheSteps() {
    Spoken five = new Spoken.Of(Kind.CARDINAL, "5");

    assertThat(words.of("ru", Optional.of(Kind.COUNT_MINUTE_GENITIVE), five))
        .isEqualTo("пяти минут");
    assertThat(words.of("ru", Optional.empty(), five)).isEqualTo("пять");
    assertThat(words.of("tg", Optional.of(Kind.ORDINAL), five)).isEqualTo("панҷум");
  }

  @Test
  void digitsHaveACommaForEachBreath() {
    assertThat(words.of("tg", Optional.empty(), new Spoken.Of(Kind.DIGITS, "2047")))
        .isEqualTo("ду сифр, чор ҳафт");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tg | Омӯзишгоҳи касбии рақами 61, Ғарм | Омӯзишгоҳи касбии рақами шасту як, Ғарм",
        "tg | Барномаи рушди СММ (БРСММ), Ғарм | Барномаи рушди Созмони Милали Муттаҳид, Ғарм",
        "tg | Маркази шуғл дар хориҷ (Қирғизистон) | Маркази шуғл дар хориҷ, Қирғизистон",
        "tg | СММ-Занон | Созмони Милали Муттаҳид барои занон",
        "tg | МИРПАЛ | Мирпал",
        "tg | Ҷомеаи иқтисодии АвруОсиё | Ҷомеаи иқтисодии Авруосиё",
        "tg | 5000 сом. | панҷ ҳазор сомонӣ",
        "tg | 500$ | панҷсад доллар",
        "tg | 0029 | сифр сифр, ду нуҳ",
        "ru | Профессиональное училище № 61, Гарм | Профессиональное училище номер шестьдесят"
            + " один, Гарм",
        "ru | УВКБ ООН | Управление Верховного комиссара ооэн по делам беженцев",
        "ru | Рогунская ГЭС | Рогунская гэс",
        "ru | МОТ, Москва | Международная организация труда, Москва",
        "ru | ББК | б б к",
        "ru | Каменщик [[x]] <b>{place} | Каменщик x b place",
      })
  void listsAreSaidInFull(String language, String written, String said) {
    assertThat(words.of(language, Optional.empty(), new Spoken.Words(written))).isEqualTo(said);
  }

  @Test
  void whatIsNoValueOfItsKindIsRefused() {
    assertThatThrownBy(() -> words.of("tg", Optional.empty(), new Spoken.Of(Kind.TIME24, "25:00")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> words.of("tg", Optional.empty(), new Spoken.Words(" ")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> words.of("tg", Optional.empty(), new Spoken.Words("х".repeat(301))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> words.of("en", Optional.empty(), new Spoken.Of(Kind.CARDINAL, "1")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
