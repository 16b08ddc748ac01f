package org.hamroh.hours;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import org.hamroh.yaml.YamlFiles;
import tools.jackson.databind.JsonNode;

/// Reads a site's hours and holidays from the scripts' folder. What is wrong goes to `problems`;
/// the book then holds what could be read.
public final class HoursReader {

  /// Stands among the scripts, and is none.
  public static final String FILE = "hours.yaml";

  private static final String HOLIDAYS = "holidays/";
  private static final String SCHEMA = "/ivr-scripts/hours.schema.json";
  private static final String HOLIDAYS_SCHEMA = "/ivr-scripts/holidays.schema.json";

  /// The longest feast that a state gives in one piece is Russia's new year, eight days.
  private static final int LONGEST_HOLIDAY = 14;

  private final YamlFiles files;
  private final Problems problems;

  private HoursReader(YamlFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /// @param files with `hours.yaml` among them; without it there are no schedules
  public static HoursBook read(YamlFiles files, Problems problems) {
    return new HoursReader(files, problems).read();
  }

  private HoursBook read() {
    List<Holiday> holidays = new ArrayList<>();
    files.texts().keySet().stream()
        .filter(path -> path.startsWith(HOLIDAYS))
        .forEach(path -> readYear(path, holidays));
    Map<String, Schedule> schedules = new LinkedHashMap<>();
    if (files.text(FILE).isPresent()) {
      files
          .file(FILE, problems)
          .filter(yaml -> yaml.fits(SCHEMA, problems))
          .ifPresent(
              yaml ->
                  yaml.root()
                      .path("schedules")
                      .properties()
                      .forEach(
                          entry ->
                              schedules.put(
                                  entry.getKey(),
                                  schedule(entry.getKey(), entry.getValue(), yaml, holidays))));
    }
    return new HoursBook(schedules, holidays, files.shown(HOLIDAYS));
  }

  private void readYear(String path, List<Holiday> holidays) {
    Optional<YamlFile> read =
        files.file(path, problems).filter(yaml -> yaml.fits(HOLIDAYS_SCHEMA, problems));
    if (read.isEmpty()) {
      return;
    }
    YamlFile yaml = read.get();
    String year = path.substring(HOLIDAYS.length()).replaceFirst("\\.yaml$", "");
    for (Map.Entry<String, JsonNode> country : yaml.root().properties()) {
      for (int i = 0; i < country.getValue().size(); i++) {
        JsonNode feast = country.getValue().get(i);
        String pointer = "/" + country.getKey() + "/" + i;
        Optional<LocalDate> first = date(yaml, pointer + "/date", feast.path("date").asString());
        Optional<LocalDate> last =
            feast.has("to") ? date(yaml, pointer + "/to", feast.path("to").asString()) : first;
        if (first.isPresent()
            && last.isPresent()
            && lastsWell(yaml, pointer, year, first.get(), last.get())) {
          first
              .get()
              .datesUntil(last.get().plusDays(1))
              .forEach(
                  day ->
                      holidays.add(
                          new Holiday(
                              country.getKey(),
                              day,
                              names(feast.path("names")),
                              feast.path("source").asString(),
                              feast.path("certain").asString("yes").equals("yes"))));
        }
      }
    }
  }

  private boolean lastsWell(
      YamlFile yaml, String pointer, String year, LocalDate from, LocalDate to) {
    boolean inYear = Stream.of(from, to).allMatch(day -> year.equals("" + day.getYear()));
    if (!inYear) {
      problems.add(
          yaml.name(),
          yaml.line(pointer),
          key(pointer),
          "is not in the year " + year,
          "write it into its own year's file");
    }
    boolean tooLong = to.isBefore(from) || to.isAfter(from.plusDays(LONGEST_HOLIDAY - 1L));
    if (tooLong) {
      problems.add(
          yaml.name(),
          yaml.line(pointer + "/to"),
          key(pointer),
          "lasts from " + from + " to " + to,
          "let it last 1 to " + LONGEST_HOLIDAY + " days");
    }
    return inYear && !tooLong;
  }

  private static String key(String pointer) {
    return pointer.substring(1).replace('/', '.');
  }

  private Optional<LocalDate> date(YamlFile yaml, String pointer, String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      problems.add(
          yaml.name(),
          yaml.line(pointer),
          key(pointer),
          "is " + text + ", which no calendar has",
          "give a day such as 2026-11-06");
      return Optional.empty();
    }
  }

  private static Map<String, String> names(JsonNode node) {
    Map<String, String> names = new LinkedHashMap<>();
    node.properties().forEach(name -> names.put(name.getKey(), name.getValue().asString()));
    return Map.copyOf(names);
  }

  private Schedule schedule(String name, JsonNode node, YamlFile yaml, List<Holiday> holidays) {
    String pointer = "/schedules/" + name;
    Set<String> countries = new LinkedHashSet<>();
    node.path("holidays").forEach(country -> countries.add(country.asString()));
    Map<LocalDate, Holiday> closing = new HashMap<>();
    holidays.stream()
        .filter(day -> countries.contains(day.country()))
        .forEach(day -> closing.putIfAbsent(day.date(), day));
    return new Schedule(
        name,
        zone(node, yaml, pointer),
        Set.copyOf(countries),
        week(node.path("week"), yaml, pointer + "/week"),
        exceptions(node.path("exceptions"), yaml, pointer + "/exceptions"),
        Map.copyOf(closing));
  }

  private Optional<ZoneId> zone(JsonNode node, YamlFile yaml, String pointer) {
    Optional<String> written = node.path("timeZone").asStringOpt();
    try {
      return written.map(ZoneId::of);
    } catch (DateTimeException e) {
      problems.add(
          yaml.name(),
          yaml.line(pointer + "/timeZone"),
          key(pointer + "/timeZone"),
          "is " + written.orElse("") + ", which is no time zone",
          "give one such as Asia/Dushanbe");
      return Optional.empty();
    }
  }

  private Map<DayOfWeek, List<Shift>> week(JsonNode node, YamlFile yaml, String pointer) {
    Map<DayOfWeek, List<Shift>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      String own = day.name().toLowerCase(Locale.ROOT);
      String field = node.has(own) ? own : "everyDay";
      week.put(day, shifts(node.path(field), yaml, pointer + "/" + field));
    }
    return week;
  }

  private Map<LocalDate, Schedule.SpecialDay> exceptions(
      JsonNode node, YamlFile yaml, String pointer) {
    Map<LocalDate, Schedule.SpecialDay> exceptions = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String at = pointer + "/" + entry.getKey();
      date(yaml, at, entry.getKey())
          .ifPresent(
              day ->
                  exceptions.put(
                      day,
                      new Schedule.SpecialDay(
                          shifts(entry.getValue().path("shifts"), yaml, at + "/shifts"),
                          names(entry.getValue().path("names")))));
    }
    return Map.copyOf(exceptions);
  }

  private List<Shift> shifts(JsonNode node, YamlFile yaml, String pointer) {
    List<Shift> shifts = new ArrayList<>();
    long lastEnd = -1;
    for (int i = 0; i < node.size(); i++) {
      String text = node.get(i).asString();
      Optional<Shift> shift = Shift.of(text);
      boolean follows = shift.isPresent() && shift.get().from().toSecondOfDay() / 60 >= lastEnd;
      if (!follows) {
        problems.add(
            yaml.name(),
            yaml.line(pointer + "/" + i),
            key(pointer + "/" + i),
            shift.isEmpty()
                ? "is " + text + ", which is no stretch of time"
                : "begins before the shift above it ends",
            "write shifts in their order, such as 08:00-12:30 or 22:00-06:00");
      }
      shift.ifPresent(shifts::add);
      lastEnd = shift.map(Shift::end).orElse(lastEnd);
    }
    return List.copyOf(shifts);
  }
}
