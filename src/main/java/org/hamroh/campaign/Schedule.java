package org.hamroh.campaign;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hamroh.yaml.Problem;

/// When a campaign goes out, how often, how long it is worth sending and what it may cost.
///
/// @param startAt    empty: when somebody presses start
/// @param until      of a repeated one: no run begins after it; empty: until somebody stops it
/// @param dateKind   which of a contact's dates, of [Repeat#DATE]: `patent`
/// @param daysBefore the date; a run every day takes those whose date is so many days away
/// @param validHours after its hour nothing of it leaves any more; 0: as the site's broadcasts
/// @param budget     what it may cost in the currency of the prices; 0: no limit
public record Schedule(
    Optional<Instant> startAt,
    Repeat repeat,
    Optional<Instant> until,
    String dateKind,
    int daysBefore,
    int validHours,
    BigDecimal budget) {

  public static final Schedule AT_ONCE =
      new Schedule(Optional.empty(), Repeat.ONCE, Optional.empty(), "", 0, 0, BigDecimal.ZERO);

  /// What contacts have dates of.
  public static final List<String> DATE_KINDS =
      List.of("patent", "registration", "passport", "departure", "return");

  private static final int MOST_DAYS_BEFORE = 365;

  /// A month: whatever is said later than that is another message.
  private static final int MOST_VALID_HOURS = 720;

  /// A hundred years of weeks: a loop needs an end.
  private static final int MOST_RUNS = 5_200;

  private static final BigDecimal MOST_MONEY = new BigDecimal("1000000000");

  /// How often.
  public enum Repeat {
    ONCE,
    WEEKLY,
    MONTHLY,

    /// Every day, for those who have a date so many days later.
    DATE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Repeat> of(String word) {
      return List.of(values()).stream().filter(one -> one.word().equals(word)).findFirst();
    }
  }

  /// Whether each run is a campaign of its own.
  public boolean isSeries() {
    return repeat != Repeat.ONCE;
  }

  long budgetMillionths() {
    return budget.movePointRight(6).longValue();
  }

  /// The hour after one, by the clock of the site; empty after the last.
  Optional<Instant> after(Instant run, ZoneId site) {
    if (startAt.isEmpty() || !isSeries()) {
      return Optional.empty();
    }
    ZonedDateTime first = startAt.get().atZone(site);
    Instant next = startAt.get();
    for (int i = 1; i <= MOST_RUNS * 7 && !next.isAfter(run); i++) {
      // Reckoned from the first: the 31st comes back after a short month.
      next =
          switch (repeat) {
            case WEEKLY -> first.plusWeeks(i).toInstant();
            case MONTHLY -> first.plusMonths(i).toInstant();
            case DATE, ONCE -> first.plusDays(i).toInstant();
          };
    }
    Instant found = next;
    return found.isAfter(run) && until.map(end -> !found.isAfter(end)).orElse(true)
        ? Optional.of(found)
        : Optional.empty();
  }

  /// The day that a run is about; 0 when it is about none.
  long dayOf(Instant run, ZoneId site) {
    LocalDate day = run.atZone(site).toLocalDate();
    return repeat == Repeat.DATE ? day.plusDays(daysBefore).toEpochDay() : 0;
  }

  /// Until when a run that was due then may send.
  ///
  /// @param usual as long as the site's broadcasts
  Instant validUntil(Instant due, Duration usual) {
    return due.plus(validHours > 0 ? Duration.ofHours(validHours) : usual);
  }

  List<Problem> problems(Instant now) {
    List<Problem> problems = new ArrayList<>();
    if (isSeries() && startAt.isEmpty()) {
      problems.add(Problem.of("startAt", "is missing", "give the day and hour of the first run"));
    }
    if (startAt.filter(at -> at.isBefore(now)).isPresent()) {
      problems.add(Problem.of("startAt", "is in the past", "give a later day and hour"));
    }
    if (startAt.isPresent() && until.filter(end -> end.isBefore(startAt.get())).isPresent()) {
      problems.add(Problem.of("until", "is before the first run", "give a later day"));
    }
    if (repeat == Repeat.DATE && !DATE_KINDS.contains(dateKind)) {
      problems.add(
          Problem.of("dateKind", "is " + dateKind, "give " + String.join(", ", DATE_KINDS)));
    }
    if (daysBefore < 0 || daysBefore > MOST_DAYS_BEFORE) {
      problems.add(
          Problem.of("daysBefore", "is " + daysBefore, "give 0 to " + MOST_DAYS_BEFORE + " days"));
    }
    if (validHours < 0 || validHours > MOST_VALID_HOURS) {
      problems.add(
          Problem.of("validHours", "is " + validHours, "give 0 to " + MOST_VALID_HOURS + " hours"));
    }
    if (budget.signum() < 0 || budget.compareTo(MOST_MONEY) > 0) {
      problems.add(Problem.of("budget", "is " + budget.toPlainString(), "give 0 or an amount"));
    }
    return problems;
  }
}
