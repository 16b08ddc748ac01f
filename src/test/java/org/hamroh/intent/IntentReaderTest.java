package org.hamroh.intent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What single texts are taken for.
final class IntentReaderTest {

  private final IntentReader reader = IntentReader.load();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Стоп. Рахмат|stop",
        "STOP please|stop",
        "сотп|stop",
        "С.Т.О.П|stop",
        "стол|none",
        "стоп-лист?|none",
        "паёмакҳоро қатъ накунед|none",
        "ОҒОЗ|start",
        "огоз|start",
        "Старт!|start",
        "КУМАК|keyword:help",
        "помощ|keyword:help",
        "курсхо|keyword:courses",
        "вакансия|keyword:jobs",
        "оперотор|keyword:operator",
        "Обращение 2047|keyword:case",
        "муроҷиати ман 2047|keyword:case",
        "ЗАНГ|keyword:call-me",
        "ТОҶ|keyword:lang-tg",
        "ТОЧ|keyword:lang-tg",
        "rus|keyword:lang-ru",
        "ҶАМОАТ Навобод|keyword:place",
        "ҲА|keyword:yes",
        "ха|keyword:yes",
        "Нет|keyword:no",
        "ХАТАР|keyword:danger",
        "SOS|keyword:danger",
        "корфармо музд намедиҳад|none",
        "бас ба ман занг зан|none",
        "...|none",
        "''|none",
        "2047|none"
      })
  void aTextIsTakenFor(String text, String intent) {
    assertThat(reader.read(text).intent().word()).isEqualTo(intent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"стоп мусоидат лозим, хӯҷаин маро мезанад", "Бас, мекушад маро", "stop help me"})
  void aCryWithAStopWordIsUrgentAndNoStop(String text) {
    Reading reading = reader.read(text);

    assertThat(reading.urgent()).isTrue();
    assertThat(reading.maybeStop()).isTrue();
    assertThat(reading.whole()).isFalse();
  }

  @Test
  void aStopWordInAStoryIsShownToAPerson() {
    Reading reading = reader.read("Стоп: не дают зарплату с мая, что мне делать");

    assertThat(reading.intent()).isEqualTo(Intent.NONE);
    assertThat(reading.maybeStop()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Музди маро намедиҳад, tg",
    "Salom maslihat lozim, tg",
    "корфармо пул намедихад, tg",
    "Мне нужен совет, ru",
    "mne nuzhna rabota spasibo, ru",
    "ok 123, ''"
  })
  void theLanguageIsGuessedFromLettersAndWords(String text, String language) {
    assertThat(reader.read(text).language()).isEqualTo(language);
  }

  @ParameterizedTest
  @CsvSource({
    "stop, stpo, true",
    "stop, stopp, true",
    "stop, sstop, true",
    "stop, stol, false",
    "stop, top, false",
    "kat, kta, false",
    "hvatit, hvatt, true",
    "hvatit, hvatat, true",
    "hvatit, vhatit, true",
    "hvatit, hvattti, false"
  })
  void typingMistakesAreForgivenInLongWordsMoreThanInShort(
      String word, String written, boolean meant) {
    assertThat(Typing.isMeant(word, written)).isEqualTo(meant);
  }
}
