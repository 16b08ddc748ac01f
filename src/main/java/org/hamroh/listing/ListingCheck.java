package org.hamroh.listing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.listing.ListingFaults.Fault;
import org.hamroh.listing.ListingItem.Words;
import org.jspecify.annotations.Nullable;

/// Makes an item of what was typed, or tells every mistake at once.
final class ListingCheck {

  /// Regions of the places that come with the house.
  static final List<String> REGIONS = List.of("dushanbe", "sughd", "khatlon", "drs", "gbao");

  static final List<String> COUNTRIES = List.of("TJ", "RU", "KZ");
  static final List<String> CURRENCIES = List.of("TJS", "RUB");

  /// Longer names nobody keeps in mind until the end of the sentence.
  static final int LONGEST_WORDS = 80;

  /// What still leaves room in the text message.
  static final int LONGEST_CONTACT = 100;

  /// A slip of the finger rather than a wage.
  private static final int HIGHEST_SALARY = 999_999;

  /// Whatever is longer ahead would be forgotten.
  private static final int LONGEST_DAYS = 366;

  private static final List<DateTimeFormatter> DATES =
      List.of(DateTimeFormatter.ISO_LOCAL_DATE, DateTimeFormatter.ofPattern("d.M.uuuu"));

  private final List<Fault> faults = new ArrayList<>();
  private final LocalDate today;

  private ListingCheck(LocalDate today) {
    this.today = today;
  }

  /// @param today at the site
  /// @param who   types it
  /// @throws ListingFaults with all mistakes
  static ListingItem item(ListKind kind, ListingDraft draft, LocalDate today, String who) {
    ListingCheck check = new ListingCheck(today);
    ListingItem item =
        new ListingItem(
            0,
            kind,
            "",
            new Words(
                check.spoken("titleTg", "tg", draft.titleTg()),
                check.spoken("titleRu", "ru", draft.titleRu())),
            new Words(
                check.spoken("placeTg", "tg", draft.placeTg()),
                check.spoken("placeRu", "ru", draft.placeRu())),
            check.oneOf("region", draft.region(), Set.copyOf(REGIONS), ""),
            check.oneOf("country", draft.country(), Set.copyOf(COUNTRIES), "TJ"),
            check.salary(draft.salary()),
            check.oneOf("currency", draft.currency(), Set.copyOf(CURRENCIES), "TJS"),
            check.contact(kind, draft.contact()),
            check.day(draft.validUntil()),
            Boolean.TRUE.equals(draft.example()),
            who);
    if (!check.faults.isEmpty()) {
      throw new ListingFaults(check.faults);
    }
    return item;
  }

  private void wrong(String field, String code, String value) {
    faults.add(new Fault(field, code, value));
  }

  private String spoken(String field, String language, @Nullable String typed) {
    String text = ListingDraft.text(typed).replaceAll("\\s+", " ");
    if (text.length() > LONGEST_WORDS) {
      wrong(field, "long", Integer.toString(LONGEST_WORDS));
    } else {
      SpeakableWords.fault(field, language, text).ifPresent(faults::add);
    }
    return text;
  }

  private String oneOf(String field, @Nullable String typed, Set<String> known, String otherwise) {
    String text = ListingDraft.text(typed);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!known.contains(text)) {
      wrong(
          field,
          "unknown",
          text + " (" + String.join(", ", known.stream().sorted().toList()) + ")");
    }
    return text;
  }

  private int salary(@Nullable String typed) {
    String text = ListingDraft.text(typed).replace(" ", "").replace("\u00a0", "");
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) > HIGHEST_SALARY) {
      wrong("salary", "salary", text);
      return 0;
    }
    return Integer.parseInt(text);
  }

  private String contact(ListKind kind, @Nullable String typed) {
    String text = ListingDraft.text(typed).replaceAll("\\s+", " ");
    if (text.length() > LONGEST_CONTACT) {
      wrong("contact", "long", Integer.toString(LONGEST_CONTACT));
    }
    if (text.isEmpty() && kind == ListKind.VACANCIES) {
      wrong("contact", "empty", "");
    }
    if (text.matches("[=@].*|.*[{}].*")) { // a spreadsheet's formula, a text's placeholder
      wrong("contact", "sign", "= @ { }");
    }
    return text;
  }

  private LocalDate day(@Nullable String typed) {
    String text = ListingDraft.text(typed);
    Optional<LocalDate> day = read(text);
    if (text.isEmpty()) {
      wrong("validUntil", "empty", "");
    } else if (day.isEmpty()) {
      wrong("validUntil", "day", text);
    } else if (day.get().isBefore(today)) {
      wrong("validUntil", "past", text);
    } else if (day.get().isAfter(today.plusDays(LONGEST_DAYS))) {
      wrong("validUntil", "far", text);
    }
    return day.orElse(today);
  }

  private static Optional<LocalDate> read(String text) {
    for (DateTimeFormatter format : DATES) {
      try {
        return Optional.of(LocalDate.parse(text, format));
      } catch (DateTimeException e) {
        continue; // perhaps written the next way
      }
    }
    return Optional.empty();
  }
}
