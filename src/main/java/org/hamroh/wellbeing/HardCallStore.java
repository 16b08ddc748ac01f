package org.hamroh.wellbeing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hamroh.wellbeing.HardCall.Answer;
import org.hamroh.wellbeing.HardCall.Sign;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rows of `hard_call` and `hard_said`.
final class HardCallStore {

  private HardCallStore() {}

  static void put(Handle handle, HardCall one) {
    handle
        .createUpdate(
            """
            insert into hard_call
              (contact, login, ended_at, talked_ms, why, offered_at, answer, answered_at, minutes)
            values (:contact, :login, :ended, :talked, :why, :offered, :answer, :answered, :minutes)
            on conflict (contact) do update set
              why = excluded.why, ended_at = excluded.ended_at, talked_ms = excluded.talked_ms,
              offered_at = excluded.offered_at, answer = excluded.answer,
              answered_at = excluded.answered_at, minutes = excluded.minutes
            """)
        .bind("contact", one.contact())
        .bind("login", one.login())
        .bind("ended", one.endedAt().toEpochMilli())
        .bind("talked", one.talked().toMillis())
        .bind("why", words(one.why()))
        .bind("offered", millis(one.offeredAt()))
        .bind("answer", one.answer().word())
        .bind("answered", millis(one.answeredAt()))
        .bind("minutes", one.minutes())
        .execute();
  }

  static Optional<HardCall> find(Handle handle, String contact) {
    return handle
        .createQuery("select * from hard_call where contact = :contact")
        .bind("contact", contact)
        .map((row, context) -> hardCall(row))
        .findOne();
  }

  /// The newest first.
  static List<HardCall> since(Handle handle, Instant from) {
    return handle
        .createQuery("select * from hard_call where ended_at >= :from order by ended_at desc")
        .bind("from", from.toEpochMilli())
        .map((row, context) -> hardCall(row))
        .list();
  }

  /// The newest whose pause is offered and not answered.
  static Optional<HardCall> open(Handle handle, String login, Instant from) {
    return handle
        .createQuery(
            """
            select * from hard_call
            where login = :login and ended_at >= :from and answer = '' and offered_at is not null
            order by ended_at desc limit 1
            """)
        .bind("login", login)
        .bind("from", from.toEpochMilli())
        .map((row, context) -> hardCall(row))
        .findOne();
  }

  /// Pauses that nobody wanted to answer for.
  ///
  /// @return how many
  static int lapse(Handle handle, Instant before, Instant now) {
    return handle
        .createUpdate(
            """
            update hard_call set answer = 'lapsed', answered_at = :now
            where answer = '' and offered_at is not null and ended_at < :before
            """)
        .bind("before", before.toEpochMilli())
        .bind("now", now.toEpochMilli())
        .execute();
  }

  static void say(Handle handle, String contact, String login, Instant at) {
    handle
        .createUpdate(
            """
            insert into hard_said (contact, login, at) values (:contact, :login, :at)
            on conflict (contact) do nothing
            """)
        .bind("contact", contact)
        .bind("login", login)
        .bind("at", at.toEpochMilli())
        .execute();
  }

  static void unsay(Handle handle, String contact) {
    handle
        .createUpdate("delete from hard_said where contact = :contact")
        .bind("contact", contact)
        .execute();
  }

  static boolean isSaid(Handle handle, String contact) {
    return handle
        .createQuery("select 1 from hard_said where contact = :contact")
        .bind("contact", contact)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  static void remove(Handle handle, String contact) {
    handle
        .createUpdate("delete from hard_call where contact = :contact")
        .bind("contact", contact)
        .execute();
  }

  static int letGo(Handle handle, Instant before) {
    int said =
        handle
            .createUpdate("delete from hard_said where at < :before")
            .bind("before", before.toEpochMilli())
            .execute();
    int calls =
        handle
            .createUpdate("delete from hard_call where ended_at < :before")
            .bind("before", before.toEpochMilli())
            .execute();
    return said + calls;
  }

  private static String words(Set<Sign> signs) {
    return new TreeSet<>(signs).stream().map(Sign::word).collect(Collectors.joining(" "));
  }

  private static Set<Sign> signs(String words) {
    Set<Sign> signs = EnumSet.noneOf(Sign.class);
    List<String> all = Arrays.asList(words.split(" "));
    for (Sign sign : Sign.values()) {
      if (all.contains(sign.word())) {
        signs.add(sign);
      }
    }
    return signs;
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static HardCall hardCall(ResultSet row) throws SQLException {
    return new HardCall(
        row.getString("contact"),
        row.getString("login"),
        Instant.ofEpochMilli(row.getLong("ended_at")),
        Duration.ofMillis(row.getLong("talked_ms")),
        signs(row.getString("why")),
        instant(row, "offered_at"),
        Answer.of(row.getString("answer")),
        instant(row, "answered_at"),
        row.getInt("minutes"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
