package org.hamroh.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.yaml.Problem;

/// Every schedule of a site, and the holidays that close them: `ivr-scripts/hours.yaml` and
/// `ivr-scripts/holidays/<year>.yaml`. Never changes; reading the files again makes a new book.
public final class HoursBook {

  private final Map<String, Schedule> schedules;
  private final List<Holiday> holidays;
  private final String folder;

  HoursBook(Map<String, Schedule> schedules, List<Holiday> holidays, String folder) {
    this.schedules = Collections.unmodifiableMap(new LinkedHashMap<>(schedules));
    this.holidays = List.copyOf(holidays);
    this.folder = folder;
  }

  /// Where no script asks for the hour.
  public static HoursBook none() {
    return new HoursBook(Map.of(), List.of(), "");
  }

  /// The schedules' names, as they stand in the file.
  public Set<String> schedules() {
    return schedules.keySet();
  }

  /// Every holiday of every year that has a file, in the order of the files.
  public List<Holiday> holidays() {
    return holidays;
  }

  /// Whether these people are there. Computed from memory, without waiting.
  ///
  /// @param site the site's zone, for a schedule without one
  /// @throws IllegalArgumentException when there is no such schedule
  public OpeningHours at(String schedule, Instant moment, ZoneId site) {
    Schedule found = schedules.get(schedule);
    if (found == null) {
      throw new IllegalArgumentException("there is no schedule " + schedule);
    }
    return found.at(moment, site);
  }

  /// The same book with one schedule's hours under every name: what would callers hear if these
  /// were the hours?
  ///
  /// @throws IllegalArgumentException when there is no such schedule
  public HoursBook asIfAll(String schedule) {
    Schedule found = schedules.get(schedule);
    if (found == null) {
      throw new IllegalArgumentException("there is no schedule " + schedule);
    }
    Map<String, Schedule> same = new LinkedHashMap<>();
    schedules.keySet().forEach(name -> same.put(name, found));
    return new HoursBook(same, holidays, folder);
  }

  /// What somebody should see to before it is wrong: holidays that nobody has written down yet, in
  /// December next year's too. Until then those days are ordinary ones.
  public List<Problem> warnings(LocalDate today) {
    List<Problem> missing = new ArrayList<>();
    warn(today.getYear(), missing);
    if (today.getMonth() == Month.DECEMBER) {
      warn(today.getYear() + 1, missing);
    }
    return missing;
  }

  private void warn(int year, List<Problem> missing) {
    for (Schedule schedule : schedules.values()) {
      for (String country : schedule.countries()) {
        if (holidays.stream().noneMatch(day -> isOf(day, country, year))) {
          missing.add(
              Problem.of(
                      folder + "/" + year + ".yaml",
                      "names no holiday of "
                          + country
                          + ", which closes the schedule "
                          + schedule.name(),
                      "write that year's holidays")
                  .asWarning());
        }
      }
    }
  }

  private static boolean isOf(Holiday day, String country, int year) {
    return day.country().equals(country) && day.date().getYear() == year;
  }
}
