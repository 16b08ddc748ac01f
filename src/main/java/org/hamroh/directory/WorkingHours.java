package org.hamroh.directory;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When an organisation can be reached, as staff write it down: `Mo-Fr 08:00-12:00,13:00-17:00; Sa
/// 09:00-13:00`, a small part of the opening hours of OpenStreetMap. Times are those of its own
/// clock; a day that is not named is a day off.
public final class WorkingHours {

  private static final List<String> DAYS = List.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su");
  private static final String TIME =
      "([01]\\d|2[0-3]):([0-5]\\d)-(?:([01]\\d|2[0-3]):([0-5]\\d)|24:00)";
  private static final Pattern RULE =
      Pattern.compile("(Mo|Tu|We|Th|Fr|Sa|Su)(?:-(Mo|Tu|We|Th|Fr|Sa|Su))? (\\S+)");
  private static final Pattern SPAN = Pattern.compile(TIME);

  /// @param from  minutes after midnight
  /// @param until the first minute after it, at most 1440
  private record Span(int from, int until) {}

  private final Map<DayOfWeek, List<Span>> week;

  private WorkingHours(Map<DayOfWeek, List<Span>> week) {
    this.week = week;
  }

  /// @return nothing when nobody has written any, or not in this way
  public static Optional<WorkingHours> of(String text) {
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    for (String rule : text.strip().split("\\s*;\\s*", 15)) {
      Matcher read = RULE.matcher(rule);
      Optional<List<Span>> spans = read.matches() ? spans(read.group(3)) : Optional.empty();
      if (spans.isEmpty()) {
        return Optional.empty();
      }
      int first = DAYS.indexOf(read.group(1));
      int last = read.group(2) == null ? first : DAYS.indexOf(read.group(2));
      for (int i = 0; i <= (last - first + 7) % 7; i++) {
        week.put(DayOfWeek.of((first + i) % 7 + 1), spans.get());
      }
    }
    return Optional.of(new WorkingHours(week));
  }

  private static Optional<List<Span>> spans(String text) {
    List<Span> spans = new ArrayList<>();
    for (String one : text.split(",", 5)) {
      Matcher read = SPAN.matcher(one);
      if (!read.matches()) {
        return Optional.empty();
      }
      int from = minute(read.group(1), read.group(2));
      int until = read.group(3) == null ? 24 * 60 : minute(read.group(3), read.group(4));
      if (until <= from) {
        return Optional.empty();
      }
      spans.add(new Span(from, until));
    }
    return Optional.of(List.copyOf(spans));
  }

  private static int minute(String hours, String minutes) {
    return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
  }

  /// @param there the moment by the organisation's own clock
  public boolean isOpen(ZonedDateTime there) {
    LocalTime time = there.toLocalTime();
    int minute = time.getHour() * 60 + time.getMinute();
    return week.getOrDefault(there.getDayOfWeek(), List.of()).stream()
        .anyMatch(span -> span.from <= minute && minute < span.until);
  }
}
