package org.hamroh.contact;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hamroh.csv.CsvTable;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.NumberReading;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// Takes a list of people from a spreadsheet. The whole file is read and judged first; then the
/// good rows are kept, and the answer is given after they are. Taking the same file again changes
/// nothing, so whoever got no answer just repeats it.
public final class ContactImport {

  /// The largest file taken.
  public static final int MAX_BYTES = 20 * 1024 * 1024;

  /// Rows kept in one write: calls must never wait long for the store.
  private static final int ROWS_A_WRITE = 500;

  private static final int LONGEST_TEXT = 200;
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.ISO_LOCAL_DATE,
          DateTimeFormatter.ofPattern("d.M.uuuu"),
          DateTimeFormatter.ofPattern("d/M/uuuu"));

  /// What the columns may be called, in three languages.
  private static final Map<String, List<String>> COLUMNS = columns();

  private final Database database;
  private final NumberReader numbers;
  private final List<String> languages;
  private final String defaultLanguage;
  private final ZoneId zone;
  private final Clock clock;

  /// @param languages of the site
  public ContactImport(
      Database database,
      NumberReader numbers,
      List<String> languages,
      String defaultLanguage,
      ZoneId zone,
      Clock clock) {
    this.database = database;
    this.numbers = numbers;
    this.languages = List.copyOf(languages);
    this.defaultLanguage = defaultLanguage;
    this.zone = zone;
    this.clock = clock;
  }

  private static Map<String, List<String>> columns() {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    columns.put("number", List.of("number", "phone", "tel", "номер", "телефон", "рақам"));
    columns.put("region", List.of("region", "country", "страна", "кишвар"));
    columns.put("name", List.of("name", "имя", "ном"));
    columns.put("language", List.of("language", "lang", "язык", "забон"));
    columns.put("place", List.of("place", "место", "ҷой", "ҷамоат", "джамоат"));
    columns.put("tags", List.of("tags", "groups", "группы", "гурӯҳҳо"));
    columns.put("consent_date", List.of("consent_date", "дата согласия", "санаи розигӣ"));
    columns.put("consent_way", List.of("consent_way", "способ согласия", "тарзи розигӣ"));
    return columns;
  }

  /// @param name       of the file, for messages
  /// @param consentWay how everybody agreed whose row does not say it, dated today; empty when that
  ///                   is not known
  /// @throws ProblemsException when the file as a whole cannot be taken; nothing is kept then
  public ImportReport take(String name, byte[] bytes, String consentWay) {
    CsvTable table = CsvTable.read(name, bytes);
    if (column(table, "number").isEmpty()) {
      throw new ProblemsException(
          new Problem(
              name,
              1,
              "",
              "has no column number, only " + String.join(", ", table.columns()),
              "name the columns in the first line: number, name, language, region, place, tags,"
                  + " consent_date, consent_way"));
    }
    Reading reading = new Reading(table, consentWay);
    List<ContactStore.Card> cards = reading.cards();
    int added = 0;
    for (int from = 0; from < cards.size(); from += ROWS_A_WRITE) {
      List<ContactStore.Card> some =
          cards.subList(from, Math.min(cards.size(), from + ROWS_A_WRITE));
      added += database.write(handle -> save(handle, some));
    }
    int unique = (int) cards.stream().map(ContactStore.Card::number).distinct().count();
    return new ImportReport(
        table.rows().size(),
        added,
        unique - added,
        cards.size() - unique,
        reading.refused,
        withoutConsent(cards),
        reading.ignored(),
        reading.problems);
  }

  private int save(org.jdbi.v3.core.Handle handle, List<ContactStore.Card> cards) {
    int added = 0;
    for (ContactStore.Card card : cards) {
      added += ContactStore.save(handle, card, defaultLanguage, clock.instant()) ? 1 : 0;
    }
    return added;
  }

  private static int withoutConsent(List<ContactStore.Card> cards) {
    Set<PhoneNumber> all = new HashSet<>();
    Set<PhoneNumber> agreed = new HashSet<>();
    for (ContactStore.Card card : cards) {
      all.add(card.number());
      if (card.consent().isPresent()) {
        agreed.add(card.number());
      }
    }
    return all.size() - agreed.size();
  }

  private static Optional<Integer> column(CsvTable table, String meaning) {
    return table.column(COLUMNS.getOrDefault(meaning, List.of(meaning)));
  }

  /// One file on its way through the rules.
  private final class Reading {
    private final CsvTable table;
    private final String consentWay;
    private final List<ImportReport.Row> problems = new ArrayList<>();
    private int refused;

    Reading(CsvTable table, String consentWay) {
      this.table = table;
      this.consentWay = consentWay.strip();
    }

    List<String> ignored() {
      Set<String> known = new HashSet<>();
      COLUMNS.values().forEach(known::addAll);
      return table.columns().stream().filter(column -> !known.contains(column)).toList();
    }

    List<ContactStore.Card> cards() {
      List<ContactStore.Card> cards = new ArrayList<>(table.rows().size());
      for (CsvTable.Row row : table.rows()) {
        card(row).ifPresentOrElse(cards::add, () -> refused++);
      }
      return cards;
    }

    private Optional<ContactStore.Card> card(CsvTable.Row row) {
      if (row.extra() > 0) {
        return refuse(
            row,
            "",
            "has more cells than there are columns",
            "put texts with separators into quotation marks");
      }
      String region = cell(row, "region");
      NumberReading reading = numbers.read(cell(row, "number"), region.isEmpty() ? "TJ" : region);
      if (reading instanceof NumberReading.Unreadable(var reason)) {
        return refuse(row, "number", reason, "correct the number in the list");
      }
      PhoneNumber number = ((NumberReading.Read) reading).number();
      String language = cell(row, "language").toLowerCase(Locale.ROOT);
      if (!language.isEmpty() && !languages.contains(language)) {
        return refuse(
            row, "language", "is " + language, "give one of " + String.join(", ", languages));
      }
      for (String column : List.of("name", "place", "tags", "consent_way")) {
        if (cell(row, column).length() > LONGEST_TEXT) {
          return refuse(row, column, "is longer than " + LONGEST_TEXT + " letters", "shorten it");
        }
      }
      Optional<Instant> date = Optional.empty();
      if (!cell(row, "consent_date").isEmpty()) {
        date = date(cell(row, "consent_date"));
        if (date.isEmpty() || date.get().isAfter(clock.instant())) {
          return refuse(
              row,
              "consent_date",
              "is " + cell(row, "consent_date") + ", no day up to today",
              "write it as 2026-03-31 or 31.03.2026");
        }
      }
      return Optional.of(
          new ContactStore.Card(
              number,
              cell(row, "name"),
              language,
              numbers.region(number).orElse(""),
              cell(row, "place"),
              tags(cell(row, "tags")),
              consent(date, cell(row, "consent_way"))));
    }

    private Optional<Contact.Consent> consent(Optional<Instant> date, String way) {
      if (date.isPresent()) {
        String how = way.isEmpty() ? consentWay : way;
        return Optional.of(new Contact.Consent(date.get(), how.isEmpty() ? "list" : how));
      }
      String how = way.isEmpty() ? consentWay : way;
      return how.isEmpty()
          ? Optional.empty()
          : Optional.of(new Contact.Consent(clock.instant(), how));
    }

    private Optional<Instant> date(String text) {
      for (DateTimeFormatter format : DATES) {
        try {
          return Optional.of(LocalDate.parse(text, format).atStartOfDay(zone).toInstant());
        } catch (DateTimeException e) {
          continue; // perhaps written the next way
        }
      }
      return Optional.empty();
    }

    private String cell(CsvTable.Row row, String meaning) {
      return column(table, meaning).map(at -> row.cells().get(at).strip()).orElse("");
    }

    private Optional<ContactStore.Card> refuse(
        CsvTable.Row row, String column, String what, String remedy) {
      if (problems.size() < ImportReport.MOST_PROBLEMS) {
        problems.add(new ImportReport.Row(row.line(), column, what, remedy));
      }
      return Optional.empty();
    }
  }

  /// `potential-migrant; women`: separated by anything but letters, digits and hyphens.
  static Set<String> tags(String cell) {
    Set<String> tags = new TreeSet<>();
    for (String tag : cell.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}-]+")) {
      if (!tag.isEmpty()) {
        tags.add(tag);
      }
    }
    return tags;
  }
}
