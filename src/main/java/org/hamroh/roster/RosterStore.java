package org.hamroh.roster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// The tables `roster_person` and `roster_shift`.
final class RosterStore {

  private RosterStore() {}

  static List<Skills> people(Handle handle) {
    return handle
        .createQuery("select * from roster_person order by operator")
        .map((row, context) -> skills(row))
        .list();
  }

  static void put(Handle handle, Skills skills, Instant now, String by) {
    handle
        .createUpdate(
            """
            insert into roster_person
              (operator, languages, topics, woman, mobile, changed_at, changed_by)
            values (:operator, :languages, :topics, :woman, :mobile, :now, :by)
            on conflict (operator) do update set
              languages = excluded.languages, topics = excluded.topics, woman = excluded.woman,
              mobile = excluded.mobile, changed_at = excluded.changed_at,
              changed_by = excluded.changed_by
            """)
        .bind("operator", skills.operator())
        .bind("languages", String.join(" ", new TreeSet<>(skills.languages())))
        .bind("topics", String.join(" ", new TreeSet<>(skills.topics())))
        .bind("woman", skills.woman() ? 1 : 0)
        .bind("mobile", skills.mobile().map(PhoneNumber::e164).orElse(null))
        .bind("now", now.toEpochMilli())
        .bind("by", by)
        .execute();
  }

  static List<PlannedShift> shifts(Handle handle) {
    return handle
        .createQuery("select * from roster_shift order by id")
        .map((row, context) -> shift(row))
        .list();
  }

  /// @return its id
  static long plan(Handle handle, PlannedShift shift, Instant now, String by) {
    long id =
        handle
            .createQuery("select coalesce(max(id), 0) + 1 from roster_shift")
            .mapTo(Long.class)
            .one();
    handle
        .createUpdate(
            """
            insert into roster_shift
              (id, operator, duty, weekday, date, from_minute, minutes, planned_at, planned_by)
            values (:id, :operator, :duty, :weekday, :date, :from, :minutes, :now, :by)
            """)
        .bind("id", id)
        .bind("operator", shift.operator())
        .bind("duty", shift.duty().word())
        .bind("weekday", shift.day().map(DayOfWeek::getValue).orElse(null))
        .bind("date", shift.date().map(LocalDate::toString).orElse(null))
        .bind("from", shift.from().toSecondOfDay() / 60)
        .bind("minutes", shift.length().toMinutes())
        .bind("now", now.toEpochMilli())
        .bind("by", by)
        .execute();
    return id;
  }

  /// @return whether it was there
  static boolean drop(Handle handle, long id) {
    return handle.execute("delete from roster_shift where id = ?", id) > 0;
  }

  /// Dates that are over keep no plan: nobody asks who was planned, the calls tell who worked.
  static void dropBefore(Handle handle, LocalDate day) {
    handle.execute("delete from roster_shift where date < ?", day.toString());
  }

  private static Skills skills(ResultSet row) throws SQLException {
    return new Skills(
        row.getString("operator"),
        words(row.getString("languages")),
        words(row.getString("topics")),
        row.getLong("woman") == 1,
        Optional.ofNullable(row.getString("mobile")).map(PhoneNumber::new));
  }

  private static Set<String> words(String joined) {
    return Arrays.stream(joined.split(" "))
        .filter(one -> !one.isEmpty())
        .collect(Collectors.toSet());
  }

  private static PlannedShift shift(ResultSet row) throws SQLException {
    int weekday = row.getInt("weekday");
    return new PlannedShift(
        row.getLong("id"),
        row.getString("operator"),
        PlannedShift.Duty.of(row.getString("duty")).orElseThrow(),
        weekday == 0 ? Optional.empty() : Optional.of(DayOfWeek.of(weekday)),
        Optional.ofNullable(row.getString("date")).map(LocalDate::parse),
        LocalTime.ofSecondOfDay(row.getLong("from_minute") * 60),
        Duration.ofMinutes(row.getLong("minutes")));
  }
}
