package org.hamroh.contact;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hamroh.csv.CsvText;
import org.hamroh.directory.Place;
import org.hamroh.directory.PlaceFinder;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.NumberReading;
import org.hamroh.phone.PhoneNumber;

/// Judges the rows of one list: each is a person, or is refused with the reason. Not for several
/// threads at once.
final class RowReader {

  /// What becomes of a row.
  sealed interface Verdict {

    record Taken(ContactStore.Card card) implements Verdict {}

    /// @param column the cell's meaning, empty for the whole row
    /// @param what   is wrong, in a clause
    /// @param remedy what to do
    record Refused(String column, String what, String remedy) implements Verdict {}
  }

  static final Verdict TOO_MANY_CELLS =
      new Verdict.Refused(
          "",
          "has more cells than there are columns",
          "put texts with separators into quotation marks");

  /// What a site knows that the list does not say.
  ///
  /// @param zone where the days of the list are
  record Site(NumberReader numbers, List<String> languages, ZoneId zone, Clock clock) {

    Site {
      languages = List.copyOf(languages);
    }
  }

  static final int LONGEST_TEXT = 200;

  /// Spellings of places that are remembered: a list has few, and each takes long to find.
  private static final int PLACES_KEPT = 20_000;

  private static final int OLDEST_BIRTH = 1900;
  private static final Pattern NOT_A_TAG = Pattern.compile("[^\\p{L}\\p{N}-]+");
  private static final Pattern YEAR = Pattern.compile("(\\d{4})(\\.0+)?");
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.ISO_LOCAL_DATE,
          DateTimeFormatter.ofPattern("d.M.uuuu"),
          DateTimeFormatter.ofPattern("d/M/uuuu"));
  private static final Map<String, String> LANGUAGES =
      Map.of(
          "таджикский",
          "tg",
          "тоҷикӣ",
          "tg",
          "tajik",
          "tg",
          "русский",
          "ru",
          "русӣ",
          "ru",
          "russian",
          "ru");
  private static final Map<String, String> SEXES = sexes();

  private final Map<ImportField, List<Integer>> columns = new EnumMap<>(ImportField.class);
  private final Map<String, String> places;
  private final PlaceFinder finder;
  private final ImportPlan plan;
  private final Site site;
  private final boolean mayHaveLost;

  RowReader(ImportPlan plan, Site site, PlaceFinder finder) {
    this.plan = plan;
    this.site = site;
    this.finder = finder;
    this.mayHaveLost = plan.encoding().equals("windows-1251");
    for (ImportField field : ImportField.values()) {
      columns.put(field, plan.at(field));
    }
    this.places =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > PLACES_KEPT;
          }
        };
  }

  private static Map<String, String> sexes() {
    Map<String, String> sexes = new LinkedHashMap<>();
    for (String word : List.of("f", "female", "w", "woman", "ж", "жен", "женский", "зан", "з")) {
      sexes.put(word, "f");
    }
    for (String word : List.of("m", "male", "man", "м", "муж", "мужской", "мард")) {
      sexes.put(word, "m");
    }
    return Map.copyOf(sexes);
  }

  Verdict read(List<String> cells) {
    if (cells.size() > plan.columns().size()
        && cells.subList(plan.columns().size(), cells.size()).stream()
            .anyMatch(cell -> !cell.isBlank())) {
      return TOO_MANY_CELLS;
    }
    if (mayHaveLost && cells.stream().anyMatch(CsvText::hasLost)) {
      return new Verdict.Refused(
          "",
          "has a question mark where a Tajik letter was (Windows-1251 has no ғ ӣ қ ӯ ҳ ҷ)",
          "save the list again as \"CSV UTF-8\"");
    }
    String region = cell(cells, ImportField.REGION).toUpperCase(Locale.ROOT);
    NumberReading reading =
        site.numbers.read(
            cell(cells, ImportField.NUMBER), region.isEmpty() ? plan.region() : region);
    if (reading instanceof NumberReading.Unreadable(var reason)) {
      return refused(ImportField.NUMBER, reason, "correct the number in the list");
    }
    PhoneNumber number = ((NumberReading.Read) reading).number();
    String said = cell(cells, ImportField.LANGUAGE).toLowerCase(Locale.ROOT);
    String language = LANGUAGES.getOrDefault(said, said);
    if (!language.isEmpty() && !site.languages.contains(language)) {
      return refused(
          ImportField.LANGUAGE, "is " + said, "give one of " + String.join(", ", site.languages));
    }
    for (ImportField field :
        List.of(
            ImportField.NAME,
            ImportField.PLACE,
            ImportField.TAGS,
            ImportField.CONSENT_WAY,
            ImportField.CONSENT_PROOF)) {
      if (cell(cells, field).length() > LONGEST_TEXT) {
        return refused(field, "is longer than " + LONGEST_TEXT + " letters", "shorten it");
      }
    }
    return person(cells, number, language);
  }

  private Verdict person(List<String> cells, PhoneNumber number, String language) {
    String written = cell(cells, ImportField.SEX).toLowerCase(Locale.ROOT);
    String sex = SEXES.getOrDefault(written, "");
    if (!written.isEmpty() && sex.isEmpty()) {
      return refused(ImportField.SEX, "is " + written, "write f or m, or nothing");
    }
    String born = cell(cells, ImportField.BIRTH_YEAR);
    Optional<Integer> birthYear = birthYear(born);
    if (!born.isEmpty() && birthYear.isEmpty()) {
      return refused(
          ImportField.BIRTH_YEAR, "is " + born + ", no year of birth", "write it as 1994");
    }
    String agreed = cell(cells, ImportField.CONSENT_DATE);
    Optional<Instant> consentAt = day(agreed).map(day -> day.atStartOfDay(site.zone).toInstant());
    if (!agreed.isEmpty()
        && (consentAt.isEmpty() || consentAt.get().isAfter(site.clock.instant()))) {
      return refused(
          ImportField.CONSENT_DATE,
          "is " + agreed + ", no day up to today",
          "write it as 2026-03-31 or 31.03.2026");
    }
    Map<String, LocalDate> dates = new LinkedHashMap<>();
    for (ImportField field : ImportField.DAYS) {
      String text = cell(cells, field);
      Optional<LocalDate> day = day(text);
      if (!text.isEmpty() && day.isEmpty()) {
        return refused(field, "is " + text + ", no day", "write it as 2026-03-31 or 31.03.2026");
      }
      day.ifPresent(at -> dates.put(field.word(), at));
    }
    String place = cell(cells, ImportField.PLACE);
    return new Verdict.Taken(
        new ContactStore.Card(
            number,
            cell(cells, ImportField.NAME),
            language,
            site.numbers.region(number).orElse(""),
            place,
            placeId(place),
            sex,
            birthYear,
            tags(cell(cells, ImportField.TAGS)),
            consent(
                consentAt,
                cell(cells, ImportField.CONSENT_WAY),
                cell(cells, ImportField.CONSENT_PROOF)),
            dates));
  }

  private Optional<Contact.Consent> consent(Optional<Instant> at, String way, String proof) {
    if (at.isEmpty() && way.isEmpty() && plan.consentWay().isEmpty()) {
      return Optional.empty();
    }
    String how = way.isEmpty() ? plan.consentWay() : way;
    Instant when =
        at.or(() -> day(plan.consentDate()).map(day -> day.atStartOfDay(site.zone).toInstant()))
            .orElseGet(site.clock::instant);
    return Optional.of(
        new Contact.Consent(
            when, how.isEmpty() ? "list" : how, proof.isEmpty() ? plan.consentProof() : proof));
  }

  private String placeId(String place) {
    return place.isEmpty()
        ? ""
        : places.computeIfAbsent(place, text -> finder.find(text).map(Place::id).orElse(""));
  }

  private Optional<Integer> birthYear(String text) {
    var year = YEAR.matcher(text);
    return (year.matches()
            ? Optional.of(Integer.parseInt(year.group(1)))
            : day(text).map(LocalDate::getYear))
        .filter(one -> one >= OLDEST_BIRTH)
        .filter(one -> one <= LocalDate.now(site.clock).getYear());
  }

  static Optional<LocalDate> day(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (DateTimeFormatter format : DATES) {
      try {
        return Optional.of(LocalDate.parse(text, format));
      } catch (DateTimeException e) {
        continue; // perhaps written the next way
      }
    }
    return Optional.empty();
  }

  /// `potential-migrant; women`: separated by anything but letters, digits and hyphens.
  static Set<String> tags(String cell) {
    Set<String> tags = new TreeSet<>();
    for (String tag : NOT_A_TAG.split(cell.toLowerCase(Locale.ROOT))) {
      if (!tag.isEmpty()) {
        tags.add(tag);
      }
    }
    return tags;
  }

  private String cell(List<String> cells, ImportField field) {
    List<Integer> at = columns.getOrDefault(field, List.of());
    if (at.size() == 1) {
      return at.getFirst() < cells.size() ? cells.get(at.getFirst()).strip() : "";
    }
    List<String> all = new ArrayList<>();
    for (int one : at) {
      if (one < cells.size()) {
        all.add(cells.get(one).strip());
      }
    }
    return String.join(" ", all);
  }

  private static Verdict refused(ImportField field, String what, String remedy) {
    return new Verdict.Refused(field.word(), what, remedy);
  }
}
