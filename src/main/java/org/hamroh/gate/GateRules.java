package org.hamroh.gate;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// This site's rules for what goes out.
///
/// @param callPrefixes E.164 prefixes that may be rung
/// @param textPrefixes E.164 prefixes that may be written to
/// @param window       for what the person did not ask for
/// @param electricity  when there is power, by id of the list of places; phones are charged then
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

  /// The same, with what holds in a place for all that lies in it and has no hours of its own.
  ///
  /// @param within ids of all that lies in a place, itself among them; of none when there is no
  ///               such place
  /// @throws ProblemsException when hours stand at what is no place
  public GateRules within(Function<String, Set<String>> within) {
    Map<String, List<Power>> all = new HashMap<>();
    List<Problem> problems = new ArrayList<>();
    electricity.forEach(
        (place, hours) -> {
          Set<String> inside = within.apply(place);
          if (inside.isEmpty()) {
            problems.add(
                Problem.of(
                    "gate.electricity." + place,
                    "is no place of the list",
                    "give an id, such as rasht; ./hamroh place NAME tells it"));
          }
          inside.forEach(one -> all.putIfAbsent(one, hours));
        });
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    all.putAll(electricity); // a jamoat's own hours win over its district's
    return new GateRules(callPrefixes, textPrefixes, window, all, caps);
  }

  List<String> prefixes(Kind kind) {
    return kind == Kind.CALL ? callPrefixes : textPrefixes;
  }
}
