package org.hamroh.gate;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/// This site's rules for what goes out.
///
/// @param callPrefixes E.164 prefixes that may be rung
/// @param textPrefixes E.164 prefixes that may be written to
/// @param window       for what the person did not ask for
/// @param electricity  when there is power, by place of the directory; phones are charged then
public record GateRules(
    List<String> callPrefixes,
    List<String> textPrefixes,
    DayWindow window,
    Map<String, List<Power>> electricity,
    Caps caps) {

  /// @param from  by the clock of the place
  /// @param until the minute after; earlier than `from` when it crosses midnight
  public record Power(LocalTime from, LocalTime until, ZoneId zone) {

    DayWindow window() {
      return new DayWindow(from, until, java.util.Optional.empty());
    }
  }

  List<String> prefixes(Kind kind) {
    return kind == Kind.CALL ? callPrefixes : textPrefixes;
  }
}
