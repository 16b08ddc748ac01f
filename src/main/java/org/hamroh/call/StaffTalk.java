package org.hamroh.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the talks of a call that no queue has made: a page that was lost has ended the talk for
/// its queue, and a moment later the operator's telephone was rung again and answered by itself.
///
/// Each answer that a queue tells belongs to one leg of the operator; the legs that are left over
/// are such talks. A queue tells whole seconds, so the nearest leg is its own.
final class StaffTalk {

  private static final Pattern OPERATORS_LEG = Pattern.compile("PJSIP/(op[0-9]+)-[0-9a-f]+");

  private record Leg(String operator, Instant answered, @Nullable Instant ended) {}

  private record QueueTalk(String operator, Instant at) {}

  /// While the server moves the legs of a talk about; this time is counted as a whole elsewhere.
  private record Beyond(Instant from, @Nullable Instant until) {}

  private final Map<String, Leg> legs = new LinkedHashMap<>();
  private final List<QueueTalk> ofQueues = new ArrayList<>();
  private final List<Beyond> beyond = new ArrayList<>();

  void answered(String channel, Instant at) {
    Matcher operators = OPERATORS_LEG.matcher(channel);
    if (operators.matches()) {
      legs.putIfAbsent(channel, new Leg(operators.group(1), at, null));
    }
  }

  void ended(String channel, Instant at) {
    legs.computeIfPresent(channel, (name, leg) -> new Leg(leg.operator, leg.answered, at));
  }

  void ofQueue(String operator, Instant at) {
    ofQueues.add(new QueueTalk(operator, at));
  }

  void beyond(Instant from) {
    beyond.add(new Beyond(from, null));
  }

  void backInQueue(Instant at) {
    if (!beyond.isEmpty() && beyond.getLast().until == null) {
      beyond.set(beyond.size() - 1, new Beyond(beyond.getLast().from, at));
    }
  }

  boolean isResumed() {
    return !leftOver().isEmpty();
  }

  /// @param callOver when the caller was gone
  Duration resumed(Instant callOver) {
    Duration sum = Duration.ZERO;
    for (Leg leg : leftOver()) {
      Instant until = leg.ended == null || leg.ended.isAfter(callOver) ? callOver : leg.ended;
      for (Beyond one : beyond) {
        if (one.from.isAfter(leg.answered) && one.from.isBefore(until)) {
          until = one.from;
        }
      }
      if (until.isAfter(leg.answered)) {
        sum = sum.plus(Duration.between(leg.answered, until));
      }
    }
    return sum;
  }

  private List<Leg> leftOver() {
    List<Leg> left = new ArrayList<>(legs.values());
    for (QueueTalk talk : ofQueues) {
      left.stream()
          .filter(leg -> leg.operator.equals(talk.operator))
          .min(Comparator.comparing(leg -> Duration.between(leg.answered, talk.at).abs()))
          .ifPresent(left::remove);
    }
    left.removeIf(leg -> beyond.stream().anyMatch(one -> isWithin(leg.answered, one)));
    return left;
  }

  private static boolean isWithin(Instant at, Beyond one) {
    return !at.isBefore(one.from) && (one.until == null || at.isBefore(one.until));
  }
}
