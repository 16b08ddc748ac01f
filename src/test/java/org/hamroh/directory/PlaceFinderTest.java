package org.hamroh.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Places as people type them.
final class PlaceFinderTest {

  private final PlaceFinder finder = PlaceFinder.ofSource();

  private String id(String typed) {
    return finder.find(typed).map(Place::id).orElse("");
  }

  @Test
  void everyPrintedNameFindsItsPlaceOrALargerOneOfTheSameName() {
    for (Place place : SourceDirectory.places()) {
      assertThat(id(place.nameEn())).as(place.nameEn()).isEqualTo(place.id());
      for (String name : new String[] {place.nameTg(), place.nameRu()}) {
        Place found = finder.find(name).orElseThrow(() -> new AssertionError(name));
        assertThat(new String[] {found.nameTg(), found.nameRu()}).as(place.id()).contains(name);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "хучанд, khujand",
    "Худжанд, khujand",
    "в Худжанде, khujand",
    "Xujand, khujand",
    "дар Хуҷанд, khujand",
    "г. Худжанд, khujand",
    "шаҳри Кӯлоб, kulyab",
    "Кулоб, kulyab",
    "Kulob, kulyab",
    "из Куляба, kulyab",
    "Курган-Тюбе, kurgan-tyube",
    "кургантюбе, kurgan-tyube",
    "Қурғонтеппа, kurgan-tyube",
    "Бохтар, kurgan-tyube",
    "Ғарм, gharm",
    "Гарм, gharm",
    "Gharm, gharm",
    "ҷамоати Ғарм, rasht-garm",
    "джамоат Гарм, rasht-garm",
    "Garm, rasht-garm",
    "Рашт, rasht",
    "ноҳияи Рашт, rasht",
    "Раштский район, rasht",
    "водии Рашт, rasht-valley",
    "в Раштской долине, rasht-valley",
    "Точикобод, tojikobod",
    "Таджикабад, tojikobod",
    "Нурабад, nurobod",
    "Нуробод, nurobod",
    "Навобод, rasht-navobod",
    "Navobot, rasht-navobod",
    "Джиргаталь, jarghatol",
    "ҷамоати Ҷиргатол, jarghatol-jirghatol",
    "Тавилдара, tavildara",
    "Чилдара, tavildara-childara",
    "Сурхоб, jarghatol-surkhob",
    "Душамбе, dushanbe",
    "Исфара, isfara",
    "Точикистон, tajikistan",
    "ВМКБ, gbao",
    "Бадахшан, gbao",
    "Калъаи Сурх, rasht-qalaia-surh",
    "Kal'ai-Surh, rasht-qalaia-surh"
  })
  void aPlaceIsFoundHoweverItWasTyped(String typed, String place) {
    assertThat(id(typed)).isEqualTo(place);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Москва", "x", "ноҳия", "Лондон", "12345", "намедонам"})
  void whatIsNoPlaceOfOursIsNotGuessed(String typed) {
    assertThat(finder.find(typed)).isEmpty();
  }
}
