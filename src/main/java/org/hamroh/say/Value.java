package org.hamroh.say;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.function.Supplier;

/// Reads what is to be said, and says clearly what is wrong with it.
final class Value {

  /// The rules of both languages hold up to here.
  static final int MAX = 999_999_999;

  /// A telephone number with room to spare; more digits nobody remembers.
  private static final int MAX_DIGITS = 40;

  private Value() {}

  static int number(String input) {
    return number(input, 0, MAX);
  }

  static int number(String input, int from, int to) {
    if (input.matches("[0-9]{1,9}")) {
      int value = Integer.parseInt(input);
      if (value >= from && value <= to) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "'" + input + "' is not a whole number from " + from + " to " + to);
  }

  static String digits(String input) {
    if (!input.matches("[0-9]{1," + MAX_DIGITS + "}")) {
      throw new IllegalArgumentException("'" + input + "' is not 1 to " + MAX_DIGITS + " digits");
    }
    return input;
  }

  static MonthDay day(String input) {
    return read(
        input,
        "a day such as 03-15",
        () ->
            input.length() > "03-15".length()
                ? MonthDay.from(LocalDate.parse(input))
                : MonthDay.parse("--" + input));
  }

  static LocalDate date(String input) {
    return read(input, "a date such as 2026-03-15", () -> LocalDate.parse(input));
  }

  static LocalTime time(String input) {
    return read(input, "a time such as 17:45", () -> LocalTime.parse(input));
  }

  static LocalTime fullHour(String input) {
    LocalTime time = time(input);
    if (time.getMinute() != 0) {
      throw new IllegalArgumentException("'" + input + "' is not a full hour such as 17:00");
    }
    return time;
  }

  /// In hundredths.
  static long money(String input) {
    if (!input.matches("[0-9]{1,9}(\\.[0-9]{2})?")) {
      throw new IllegalArgumentException("'" + input + "' is not a sum such as 12500.75");
    }
    return new BigDecimal(input).movePointRight(2).longValueExact();
  }

  private static <T> T read(String input, String what, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + input + "' is not " + what, e);
    }
  }
}
