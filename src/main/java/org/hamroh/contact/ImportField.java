package org.hamroh.contact;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a column of a list may hold, and what it may be called in three languages.
public enum ImportField {
  NUMBER(
      "number",
      "phone",
      "tel",
      "telephone",
      "mobile",
      "номер",
      "телефон",
      "номер телефона",
      "рақам",
      "рақами телефон"),
  REGION("region", "country", "страна", "кишвар"),
  NAME("name", "имя", "фио", "ном", "ному насаб"),
  LANGUAGE("language", "lang", "язык", "забон"),
  PLACE("place", "место", "ҷой", "ҷамоат", "джамоат", "jamoat", "район", "ноҳия", "district"),
  SEX("sex", "gender", "пол", "ҷинс"),
  BIRTH_YEAR(
      "birth_year",
      "year of birth",
      "birth date",
      "date of birth",
      "год рождения",
      "дата рождения",
      "соли таваллуд",
      "санаи таваллуд"),
  TAGS("tags", "groups", "season", "topic", "status", "группы", "сезон", "тема", "гурӯҳҳо"),
  CONSENT_DATE("consent_date", "дата согласия", "санаи розигӣ"),
  CONSENT_WAY("consent_way", "способ согласия", "тарзи розигӣ"),
  CONSENT_PROOF("consent_proof", "подтверждение согласия", "далели розигӣ"),
  PATENT("patent", "patent until", "патент", "патент до"),
  REGISTRATION("registration", "регистрация", "регистрация до", "бақайдгирӣ"),
  PASSPORT("passport", "паспорт до", "шиноснома"),
  DEPARTURE("departure", "отъезд", "дата отъезда", "рафтан"),
  RETURN("return", "возвращение", "дата возвращения", "бозгашт");

  /// Days that a text may be reckoned from.
  static final List<ImportField> DAYS = List.of(PATENT, REGISTRATION, PASSPORT, DEPARTURE, RETURN);

  private final List<String> names;

  ImportField(String... names) {
    this.names = List.of(names);
  }

  /// As files, messages and plans call it: `consent_date`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What a column of this name holds.
  public static Optional<ImportField> of(String column) {
    String name = column.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(one -> one.names.contains(name) || one.word().equals(name))
        .findFirst();
  }
}
