package org.hamroh.listing;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hamroh.say.Kind;
import org.hamroh.voice.Spoken;

/// One item of a list: a vacancy, an office.
///
/// @param id         0 while it is not kept
/// @param source     organisation of the directory it was made from, empty when it was typed
/// @param title      the profession, or the name of the office
/// @param region     the region's place id (`sughd`), empty abroad
/// @param country    `TJ`, `RU`, `KZ`
/// @param salary     a month, in whole somoni or roubles; 0: by agreement
/// @param currency   `TJS`, `RUB`
/// @param contact    organisation and number, for texts and for operators; never spoken
/// @param validUntil the last day on which callers hear it
/// @param example    whether it is made up, to show how the list works
/// @param changedBy  login of who changed it last
public record ListingItem(
    long id,
    ListKind kind,
    String source,
    Words title,
    Words place,
    String region,
    String country,
    int salary,
    String currency,
    String contact,
    LocalDate validUntil,
    boolean example,
    String changedBy) {

  private static final Words BY_AGREEMENT = new Words("мувофиқи созиш", "по договорённости");
  private static final Words SOMONI = new Words("сомонӣ", "сомони");
  private static final Words ROUBLES = new Words("рубл", "руб");

  /// The same in both languages of the lists.
  public record Words(String tg, String ru) {

    /// Any language but Tajik gets the Russian words.
    public String in(String language) {
      return language.equals("tg") ? tg : ru;
    }
  }

  /// For the placeholders of the prompt that says it.
  Map<String, Spoken> spoken(String language) {
    Map<String, Spoken> values = new LinkedHashMap<>();
    values.put(titleName(), new Spoken.Words(title.in(language)));
    values.put("place", new Spoken.Words(place.in(language)));
    if (kind == ListKind.VACANCIES) {
      values.put(
          "salary",
          salary == 0
              ? new Spoken.Words(BY_AGREEMENT.in(language))
              : new Spoken.Of(
                  currency.equals("RUB") ? Kind.MONEY_RUB : Kind.MONEY_TJS,
                  Integer.toString(salary)));
    }
    return values;
  }

  /// For a text message.
  Map<String, String> written(String language) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(titleName(), title.in(language));
    values.put("place", place.in(language));
    values.put("salary", salaryIn(language));
    values.put("contact", contact);
    return values;
  }

  /// `2500 сомонӣ`
  private String salaryIn(String language) {
    return salary == 0
        ? BY_AGREEMENT.in(language)
        : salary + " " + (currency.equals("RUB") ? ROUBLES : SOMONI).in(language);
  }

  private String titleName() {
    return kind == ListKind.VACANCIES ? "profession" : "office";
  }

  public boolean isValidOn(LocalDate day) {
    return !validUntil.isBefore(day);
  }
}
