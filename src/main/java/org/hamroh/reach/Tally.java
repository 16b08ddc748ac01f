package org.hamroh.reach;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hamroh.sms.SmsState;

/// Counts the texts of a campaign one by one, each once in every table. Needs memory by the number
/// of companies, places and minutes, never by the number of people.
final class Tally {

  /// How long after a text a call or a stop is put down to it.
  static final Duration ECHO = Duration.ofHours(48);

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration FOUR_HOURS = Duration.ofHours(4);

  /// Bars that a telephone's screen has room for.
  private static final int MOST_STEPS = 60;

  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1));

  /// One text as the tables have it.
  ///
  /// @param why        the carrier's or our own word for a failure
  /// @param acceptedAt when the carrier took it; null: it did not
  /// @param receiptAt  of its last receipt
  /// @param place      the region's id, empty when not known
  record Text(
      SmsState state,
      String why,
      @org.jspecify.annotations.Nullable Instant acceptedAt,
      @org.jspecify.annotations.Nullable Instant receiptAt,
      String network,
      String place) {}

  private final Instant now;
  private final Map<SmsState, Long> states = new EnumMap<>(SmsState.class);
  private final Map<Why, Long> failures = new HashMap<>();
  private final Map<String, long[]> networks = new TreeMap<>();
  private final Map<String, long[]> places = new TreeMap<>();
  private final TreeMap<Long, long[]> minutes = new TreeMap<>();
  private long asked;
  private long accepted;
  private long open;
  private long callers;
  private long callersBefore;
  private long calls;
  private long callsBefore;
  private long callsInHour;
  private long callsInFour;
  private long stopped;

  private record Why(SmsState state, String reason) {}

  /// @param now the 48 hours of a text that is younger are still open
  Tally(Instant now) {
    this.now = now;
    for (SmsState state : SmsState.values()) {
      states.put(state, 0L);
    }
  }

  /// @param rang     when this person rang, at any time around
  /// @param stopAt   since when the person wants no more texts; null: still does
  void add(Text text, List<Instant> rang, @org.jspecify.annotations.Nullable Instant stopAt) {
    asked++;
    states.merge(text.state, 1L, Long::sum);
    int fate = Fate.of(text.state).ordinal();
    networks.computeIfAbsent(text.network, name -> new long[Fate.values().length])[fate]++;
    places.computeIfAbsent(text.place, name -> new long[Fate.values().length])[fate]++;
    if (Fate.of(text.state) == Fate.FAILED) {
      failures.merge(new Why(text.state, text.why), 1L, Long::sum);
    }
    if (text.receiptAt != null) {
      long[] minute =
          minutes.computeIfAbsent(text.receiptAt.getEpochSecond() / 60, at -> new long[2]);
      switch (Fate.of(text.state)) {
        case DELIVERED -> minute[0]++;
        case FAILED -> minute[1]++;
        case ON_THE_WAY, UNKNOWN -> {
          // the receipt said no more than that it is under way
        }
      }
    }
    if (text.acceptedAt != null) {
      accepted++;
      echo(text.acceptedAt, rang, stopAt);
    }
  }

  private void echo(
      Instant at, List<Instant> rang, @org.jspecify.annotations.Nullable Instant stopAt) {
    if (now.isBefore(at.plus(ECHO))) {
      open++;
    }
    long after = 0;
    long before = 0;
    for (Instant call : rang) {
      Duration since = Duration.between(at, call);
      if (since.isNegative()) {
        before += since.negated().compareTo(ECHO) <= 0 ? 1 : 0;
      } else if (since.compareTo(ECHO) < 0) {
        after++;
        callsInHour += since.compareTo(HOUR) < 0 ? 1 : 0;
        callsInFour += since.compareTo(FOUR_HOURS) < 0 ? 1 : 0;
      }
    }
    calls += after;
    callsBefore += before;
    callers += after > 0 ? 1 : 0;
    callersBefore += before > 0 ? 1 : 0;
    if (stopAt != null && !stopAt.isBefore(at) && stopAt.isBefore(at.plus(ECHO))) {
      stopped++;
    }
  }

  Report report(long campaign, boolean settled, Report.Heard heard) {
    Map<String, Long> byWord = new java.util.LinkedHashMap<>();
    Map<String, Long> fates = new java.util.LinkedHashMap<>();
    for (Fate fate : Fate.values()) {
      fates.put(fate.word(), 0L);
    }
    states.forEach(
        (state, count) -> {
          byWord.put(state.word(), count);
          fates.merge(Fate.of(state).word(), count, Long::sum);
        });
    Duration step = step();
    return new Report(
        campaign,
        now,
        settled,
        asked,
        byWord,
        fates,
        accepted,
        failures.entrySet().stream()
            .map(
                one ->
                    new Report.Failure(
                        one.getKey().state.word(), one.getKey().reason, one.getValue()))
            .sorted(
                Comparator.comparingLong(Report.Failure::texts)
                    .reversed()
                    .thenComparing(Report.Failure::state)
                    .thenComparing(Report.Failure::reason))
            .toList(),
        rows(networks),
        rows(places),
        steps(step),
        step.toSeconds(),
        new Report.Rang(
            callers,
            callersBefore,
            calls,
            callsBefore,
            open,
            new Report.Soon(callsInHour, callsInFour)),
        new Report.Stopped(stopped, open),
        heard);
  }

  private static List<Report.Row> rows(Map<String, long[]> counted) {
    return counted.entrySet().stream()
        .map(
            one -> {
              long[] fates = one.getValue();
              return new Report.Row(
                  one.getKey(),
                  java.util.Arrays.stream(fates).sum(),
                  fates[Fate.DELIVERED.ordinal()],
                  fates[Fate.ON_THE_WAY.ordinal()],
                  fates[Fate.UNKNOWN.ordinal()],
                  fates[Fate.FAILED.ordinal()]);
            })
        .sorted(
            Comparator.comparingLong(Report.Row::asked).reversed().thenComparing(Report.Row::name))
        .toList();
  }

  private Duration step() {
    long span = minutes.isEmpty() ? 0 : minutes.lastKey() - minutes.firstKey() + 1;
    return STEPS.stream()
        .filter(step -> span <= step.toMinutes() * (MOST_STEPS - 1))
        .findFirst()
        .orElse(STEPS.getLast());
  }

  private List<Report.Step> steps(Duration step) {
    if (minutes.isEmpty()) {
      return List.of();
    }
    long size = step.toMinutes();
    TreeMap<Long, long[]> bars = new TreeMap<>();
    minutes.forEach(
        (minute, counted) -> {
          long[] bar = bars.computeIfAbsent(minute / size, at -> new long[2]);
          bar[0] += counted[0];
          bar[1] += counted[1];
        });
    List<Report.Step> steps = new ArrayList<>();
    bars.forEach(
        (at, bar) ->
            steps.add(new Report.Step(Instant.ofEpochSecond(at * size * 60), bar[0], bar[1])));
    return steps;
  }
}
