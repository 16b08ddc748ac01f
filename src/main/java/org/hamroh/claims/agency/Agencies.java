package org.hamroh.claims.agency;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamroh.claims.party.NameFold;
import org.hamroh.csv.CsvTable;
import org.hamroh.store.Database;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;

/// Looks up whether a recruitment agency stands in the list of licences. What is not in the list is
/// said to be not in the list of that day, and nothing more.
public final class Agencies {

  /// Tajikistan's list had some dozens of rows in 2025; a guard against a file that is not ours.
  static final int MOST = 5_000;

  public static final int MAX_BYTES = 2 * 1024 * 1024;

  private static final int LONGEST_TEXT = 200;
  private static final int MOST_FOUND = 20;

  /// Before the law there were no licences, and a slip of the finger.
  private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

  private static final List<DateTimeFormatter> DATES =
      List.of(DateTimeFormatter.ISO_LOCAL_DATE, DateTimeFormatter.ofPattern("d.M.uuuu"));

  private static final List<String> NAME = List.of("name", "ном", "название");
  private static final List<String> LICENCE =
      List.of("licence", "license", "иҷозатнома", "лицензия");
  private static final List<String> UNTIL = List.of("valid_until", "то санаи", "действует до");
  private static final List<String> NOTE = List.of("note", "эзоҳ", "примечание");

  private final Database database;
  private final Clock clock;

  /// @param clock in the site's time zone
  public Agencies(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Where the rows come from.
  ///
  /// @param asOf     the day of the list, not the day it was brought in
  /// @param name     who made it: `Ministry of Labour`
  /// @param agencies how many it has
  public record Source(LocalDate asOf, String name, int agencies) {}

  /// @param source absent while there is no list at all
  /// @param same   those of this name, however it is typed
  /// @param alike  those whose names look like it, for a person to compare
  public record Found(Optional<Source> source, List<Agency> same, List<Agency> alike) {}

  public Optional<Source> source() {
    return database.read(AgencyStore::list);
  }

  /// @param name as a caller said it
  public Found find(String name) {
    String fold = NameFold.of(name);
    return database.read(
        handle -> {
          List<Agency> same = new ArrayList<>();
          List<Agency> alike = new ArrayList<>();
          if (!fold.isEmpty()) {
            for (AgencyStore.Row row : AgencyStore.all(handle)) {
              if (row.fold().equals(fold)) {
                same.add(row.agency());
              } else if (alike.size() < MOST_FOUND && isAlike(row.fold(), fold)) {
                alike.add(row.agency());
              }
            }
          }
          return new Found(AgencyStore.list(handle), same, alike);
        });
  }

  private static boolean isAlike(String one, String other) {
    return NameFold.isLikely(one, other) || other.length() >= 3 && one.contains(other);
  }

  /// Puts this list in the place of the one before, whole or not at all.
  ///
  /// @param file the file as its user knows it; columns name, licence, valid_until, note
  /// @param asOf the day of the list
  /// @return how many agencies it has
  /// @throws ProblemsException with every row that is wrong; nothing was changed then
  public int take(String file, byte[] bytes, LocalDate asOf, String source, String who) {
    LocalDate today = LocalDate.now(clock);
    if (asOf.isAfter(today) || asOf.isBefore(EARLIEST)) {
      throw new ProblemsException(
          new Problem(file, 0, "", "is said to be of " + asOf, "give the day that the list names"));
    }
    CsvTable table = CsvTable.read(file, bytes);
    Problems problems = new Problems();
    List<Agency> agencies = new ArrayList<>();
    int nameAt = column(table, NAME);
    int licenceAt = column(table, LICENCE);
    for (CsvTable.Row row : table.rows()) {
      String name = row.cells().get(nameAt).strip();
      String licence = row.cells().get(licenceAt).strip();
      String until = table.column(UNTIL).map(at -> row.cells().get(at).strip()).orElse("");
      String note = table.column(NOTE).map(at -> row.cells().get(at).strip()).orElse("");
      if (NameFold.of(name).isEmpty() || name.length() > LONGEST_TEXT) {
        problems.add(file, row.line(), "name", "is no name", "write letters or digits");
      }
      if (licence.length() > LONGEST_TEXT || note.length() > LONGEST_TEXT) {
        problems.add(file, row.line(), "", "has a cell that is far too long", "shorten it");
      }
      Optional<LocalDate> day = until.isEmpty() ? Optional.empty() : day(until);
      if (!until.isEmpty() && day.isEmpty()) {
        problems.add(
            file, row.line(), "valid_until", "is no day: " + until, "write it as 2026-11-22");
      }
      agencies.add(new Agency(name, licence, day, note));
    }
    if (agencies.isEmpty() || agencies.size() > MOST) {
      problems.add(
          file, 0, "", "has " + agencies.size() + " rows", "bring in a list of 1 to " + MOST);
    }
    problems.throwIfAny();
    database.write(
        handle -> {
          Source list = new Source(asOf, source, agencies.size());
          AgencyStore.replace(handle, list, agencies, who, clock.instant());
          return true;
        });
    return agencies.size();
  }

  private static int column(CsvTable table, List<String> names) {
    return table.column(names).orElseGet(() -> table.required(names.getFirst()));
  }

  private static Optional<LocalDate> day(String text) {
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
