package org.hamroh.callback.booking;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hamroh.ivr.outside.Callbacks.When;
import org.jspecify.annotations.Nullable;

/// What "in the morning" means to somebody who asks to be called: hours of the day by the clock
/// where the person is. A Russian number may be in any of eleven zones; then the call comes when
/// the hour is right in all of them, or by the clock of Moscow when no hour is.
public final class BookingHours {

  /// Hours at which nobody is frightened by a telephone.
  private static final Map<When, Hours> USUAL =
      Map.of(
          When.MORNING, new Hours(LocalTime.of(7, 0), LocalTime.of(10, 0)),
          When.DAY, new Hours(LocalTime.of(10, 0), LocalTime.of(17, 0)),
          When.EVENING, new Hours(LocalTime.of(17, 0), LocalTime.of(20, 0)));

  /// "As soon as possible" is over when the day is.
  static final Duration SOON_LASTS = Duration.ofHours(24);

  /// A window with less than this left is too short for a second try: the next one is meant.
  private static final Duration SHORTEST = Duration.ofMinutes(30);

  /// Windows repeat every day; somewhere in so many all zones agree or never do.
  private static final int LOOK_AHEAD_DAYS = 3;

  /// Where most who ring from Russia are.
  private static final ZoneId ASSUMED = ZoneId.of("Europe/Moscow");

  /// @param until earlier than `from` when it crosses midnight
  public record Hours(LocalTime from, LocalTime until) {

    Slot on(LocalDate day, ZoneId zone) {
      LocalDate end = from.isBefore(until) ? day : day.plusDays(1);
      return new Slot(
          day.atTime(from).atZone(zone).toInstant(), end.atTime(until).atZone(zone).toInstant());
    }
  }

  /// @param until the first moment after it
  public record Slot(Instant from, Instant until) {

    private Optional<Slot> with(Slot other) {
      Instant begin = from.isAfter(other.from) ? from : other.from;
      Instant end = until.isBefore(other.until) ? until : other.until;
      return begin.isBefore(end) ? Optional.of(new Slot(begin, end)) : Optional.empty();
    }
  }

  private final Map<When, Hours> hours = new EnumMap<>(USUAL);

  /// @param configured by `morning`, `day`, `evening`; what is left out is as usual
  public BookingHours(@Nullable Map<String, Hours> configured) {
    if (configured != null) {
      configured.forEach(
          (word, span) -> hours.put(When.valueOf(word.toUpperCase(Locale.ROOT)), span));
    }
  }

  /// @param zones in which the person may be, at least one
  /// @return when the call may come; begins now when the window is open
  public Slot slot(When when, Instant now, List<ZoneId> zones) {
    return switch (when) {
      case SOONEST -> new Slot(now, now.plus(SOON_LASTS));
      case MORNING, DAY, EVENING, TOMORROW ->
          find(when, now, zones)
              .or(() -> find(when, now, List.of(assumed(zones))))
              .orElseThrow(() -> new IllegalStateException("a day without " + when));
    };
  }

  private static ZoneId assumed(List<ZoneId> zones) {
    return zones.contains(ASSUMED) ? ASSUMED : zones.getFirst();
  }

  private Optional<Slot> find(When when, Instant now, List<ZoneId> zones) {
    List<Slot> common = slots(when, now, zones.getFirst());
    for (ZoneId zone : zones.subList(1, zones.size())) {
      List<Slot> there = slots(when, now, zone);
      List<Slot> both = new ArrayList<>();
      for (Slot one : common) {
        there.forEach(other -> one.with(other).ifPresent(both::add));
      }
      common = both;
    }
    return common.stream()
        .flatMap(one -> one.with(new Slot(now, Instant.MAX)).stream())
        .filter(one -> Duration.between(one.from, one.until).compareTo(SHORTEST) >= 0)
        .min(java.util.Comparator.comparing(Slot::from));
  }

  /// Yesterday's too: one that crosses midnight may be open still.
  private List<Slot> slots(When when, Instant now, ZoneId zone) {
    LocalDate today = now.atZone(zone).toLocalDate();
    if (when == When.TOMORROW) {
      return List.of(all().on(today.plusDays(1), zone));
    }
    Hours window = hours.getOrDefault(when, all());
    List<Slot> slots = new ArrayList<>();
    for (int day = -1; day <= LOOK_AHEAD_DAYS; day++) {
      slots.add(window.on(today.plusDays(day), zone));
    }
    return slots;
  }

  /// From the beginning of the morning to the end of the evening.
  private Hours all() {
    return new Hours(
        hours.getOrDefault(When.MORNING, midnight()).from(),
        hours.getOrDefault(When.EVENING, midnight()).until());
  }

  private static Hours midnight() {
    return new Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
  }
}
