package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpeakableTest {

  @ParameterizedTest
  @CsvSource({
    "Доллари ИМА гарон шуд., ИМА",
    "ООО «Самар» ищет людей., ООО",
    "Получите СМС., СМС",
    "Созмони СММ-Занон, СММ",
    "Это важно т.е. нужно., т.е.",
    "И т. д. и другое, т.",
    "Музд панҷ млн аст., млн",
    "Бор як кг аст., кг",
    "Панҷсад сом. медиҳанд., сом.",
    "Пятьсот руб. в день., руб.",
    "Дар ш. Душанбе, ш.",
    "Позвоните по тел. сегодня, тел.",
  })
  void abbreviationIsFoundWithItsStop(String text, String abbreviation) {
    assertThat(Speakable.faults(text))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.found()).isEqualTo(abbreviation);
              assertThat(fault.remedy()).contains("in full");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "Рақами 15 аст., 15",
    "Нависед ба SMS гурӯҳ, SMS",
    "Омӯзишгоҳи № панҷ, №",
    "Панҷ %, %"
  })
  void figuresLatinLettersAndSignsAreFound(String text, String found) {
    assertThat(Speakable.faults(text)).extracting(Speakable.Fault::found).containsExactly(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ба «Ҳамроҳ» занг занед. Рақами шумо {number} аст.",
        "Я ищу работу. Спросите у него и у неё, а потом у нас. Это он и я.",
        "В конце с кем-то к вам. Б",
        "Ман ва ӯ. Шумо ё ӯ.",
        "Ҷустуҷӯи кор, синну сол: нуҳ.",
      })
  void ordinarySentencesPass(String text) {
    assertThat(Speakable.faults(text)).isEmpty();
  }

  @Test
  void bothKindsAreToldAtOnce() {
    List<Speakable.Fault> faults = Speakable.faults("Дар соли 2026 дар ИМА.");

    assertThat(faults).extracting(Speakable.Fault::found).containsExactly("2026", "ИМА");
  }
}
