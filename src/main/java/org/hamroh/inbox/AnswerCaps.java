package org.hamroh.inbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Function;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// Holds what goes out by itself within bounds: by person, range of numbers, day and money. A gang
/// that writes from thousands of neighbouring numbers gets the answers of a few, and somebody is
/// told.
final class AnswerCaps {

  /// Numbers that differ only here are one range: they are handed out, and rented, in such blocks.
  private static final int DIGITS_OF_A_RANGE = 4;

  private static final String ALL = "all";
  private static final String ANSWER = "answer";
  private static final String MONEY = "money";
  private static final String MET = "met";
  private static final String NEIGHBOUR = "neighbour";

  private final InboxConfig config;
  private final Function<PhoneNumber, BigDecimal> price;
  private final Clock clock;

  /// @param price of one segment to a number
  /// @param clock in the site's time zone: its midnight begins a new count
  AnswerCaps(InboxConfig config, Function<PhoneNumber, BigDecimal> price, Clock clock) {
    this.config = config;
    this.price = price;
    this.clock = clock;
  }

  /// `+99290000`: what neighbouring numbers have in common.
  static String range(PhoneNumber number) {
    String e164 = number.e164();
    return e164.substring(0, Math.max(1, e164.length() - DIGITS_OF_A_RANGE));
  }

  /// Why nothing may be answered now; empty when it may.
  String full(Handle handle, PhoneNumber number, CallerKey key, int segments) {
    if (config.destinations().stream().noneMatch(number.e164()::startsWith)) {
      return "destination";
    }
    if (read(handle, ANSWER, key.hex()) >= config.answersPerNumber()) {
      return "number";
    }
    if (read(handle, ANSWER, range(number)) >= config.answersPerRange()) {
      return "range";
    }
    if (read(handle, ANSWER, ALL) >= config.answersPerDay()) {
      return "day";
    }
    long cost = cost(number, segments);
    return cost > 0 && read(handle, MONEY, ALL) + cost > millionths(config.moneyPerDay())
        ? "money"
        : "";
  }

  /// An answer leaves.
  void count(Handle handle, PhoneNumber number, CallerKey key, int segments) {
    forgetEarlierDays(handle);
    add(handle, ANSWER, key.hex(), 1);
    add(handle, ANSWER, range(number), 1);
    add(handle, ANSWER, ALL, 1);
    long cost = cost(number, segments);
    if (cost > 0) {
      add(handle, MONEY, ALL, cost);
    }
  }

  /// A number asks for something that costs money.
  ///
  /// @return how many of its neighbours have today, itself among them
  long neighbours(Handle handle, PhoneNumber number, CallerKey key) {
    if (read(handle, MET, key.hex()) == 0) {
      add(handle, MET, key.hex(), 1);
      add(handle, NEIGHBOUR, range(number), 1);
    }
    return read(handle, NEIGHBOUR, range(number));
  }

  /// Whether so many neighbours are no chance any more.
  boolean isFlood(long neighbours) {
    return neighbours >= config.adjacentAlarm();
  }

  private long cost(PhoneNumber number, int segments) {
    return millionths(price.apply(number).multiply(BigDecimal.valueOf(segments)));
  }

  private static long millionths(BigDecimal amount) {
    return amount.movePointRight(6).setScale(0, RoundingMode.UP).longValueExact();
  }

  private long today() {
    return LocalDate.now(clock).toEpochDay();
  }

  private long read(Handle handle, String what, String who) {
    return handle
        .createQuery("select amount from inbox_count where day = ? and what = ? and who = ?")
        .bind(0, today())
        .bind(1, what)
        .bind(2, who)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  private void add(Handle handle, String what, String who, long amount) {
    handle
        .createUpdate(
            """
            insert into inbox_count (day, what, who, amount) values (:day, :what, :who, :amount)
            on conflict (day, what, who) do update set amount = inbox_count.amount + :amount
            """)
        .bind("day", today())
        .bind("what", what)
        .bind("who", who)
        .bind("amount", amount)
        .execute();
  }

  /// Who wrote how often is nobody's business later.
  int forgetEarlierDays(Handle handle) {
    return handle.execute("delete from inbox_count where day < ?", today());
  }
}
