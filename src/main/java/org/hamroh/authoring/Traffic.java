package org.hamroh.authoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hamroh.store.Database;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Counts what happens at each step: how many callers come, how long they listen, how many leave
/// there. From the events of the last days' calls.
public final class Traffic {

  /// The newest so many calls are counted: a month of a busy line, and half a second of work.
  static final int MOST_CALLS = 20_000;

  /// An answer is given again for so long: a page asks often, a day changes slowly.
  private static final Duration FRESH = Duration.ofSeconds(30);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Database database;
  private final Clock clock;
  private final Map<Integer, Counted> counted = new HashMap<>();

  public Traffic(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// One step.
  ///
  /// @param callers     calls that came here at least once
  /// @param visits      times that it was entered
  /// @param heardMillis listened to here, by all together
  /// @param leftHere    calls that hung up here, before people or a good-bye
  /// @param toPeople    calls that were handed to a queue from here
  public record Node(int callers, int visits, long heardMillis, int leftHere, int toPeople) {
    Node plus(Node other) {
      return new Node(
          callers + other.callers,
          visits + other.visits,
          heardMillis + other.heardMillis,
          leftHere + other.leftHere,
          toPeople + other.toPeople);
    }
  }

  /// @param calls that were counted
  /// @param nodes by `script/step`
  public record Counted(Instant from, Instant at, int calls, Map<String, Node> nodes) {}

  /// @param days back from now
  Counted last(int days) {
    Instant now = clock.instant();
    synchronized (counted) {
      Counted known = counted.get(days);
      if (known == null || Duration.between(known.at(), now).compareTo(FRESH) > 0) {
        known = count(now.minus(Duration.ofDays(days)), now);
        counted.put(days, known);
      }
      return known;
    }
  }

  private Counted count(Instant from, Instant now) {
    Fold fold = new Fold();
    database.read(
        handle -> {
          handle
              .createQuery(
                  """
                  select e.call_id, e.type, e.body
                  from (select call_id from call_record where started_at >= :from
                        order by started_at desc limit :most) c
                  join call_event e on e.call_id = c.call_id
                  where e.source = 'ivr' and e.type in ('ScriptStarted', 'StepEntered',
                    'PromptHeard', 'ScriptEnded', 'CallStarted')
                  order by e.call_id, e.at, e.ordinal""")
              .bind("from", from.toEpochMilli())
              .bind("most", MOST_CALLS)
              .map(
                  (row, context) ->
                      new Event(
                          row.getString("call_id"), row.getString("type"), row.getString("body")))
              .forEach(fold::add);
          return true;
        });
    return new Counted(from, now, fold.calls, new TreeMap<>(fold.nodes));
  }

  private record Event(String call, String type, String body) {}

  /// Walks through the events of one call after another.
  private static final class Fold {
    private final Map<String, Node> nodes = new HashMap<>();
    private final Set<String> met = new HashSet<>();
    private String call = "";
    private String script = "";
    private @Nullable String at;
    private int calls;

    void add(Event one) {
      if (!one.call().equals(call)) {
        call = one.call();
        met.clear();
        at = null;
        calls++;
      }
      JsonNode event = JSON.readTree(one.body());
      switch (one.type()) {
        case "ScriptStarted" -> script = event.path("script").asString("");
        case "StepEntered" -> enter(event);
        case "PromptHeard" ->
            count(0, 0, Duration.parse(event.path("heard").asString("PT0S")).toMillis(), 0, 0);
        case "ScriptEnded" -> {
          switch (event.path("next").asString("")) {
            case "hangup" -> count(0, 0, 0, 1, 0);
            case "queue" -> count(0, 0, 0, 0, 1);
            default -> {}
          }
          at = null;
        }
        default -> {}
      }
    }

    private void enter(JsonNode event) {
      String named = event.path("script").asString("");
      at = (named.isEmpty() ? script : named) + "/" + event.path("step").asString("");
      count(met.add(at) ? 1 : 0, 1, 0, 0, 0);
    }

    private void count(int callers, int visits, long heard, int left, int people) {
      if (at != null) {
        nodes.merge(at, new Node(callers, visits, heard, left, people), Node::plus);
      }
    }
  }
}
