package org.hamroh.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.queue.QueueMember.State;
import org.hamroh.queue.WaitRange.Situation;

/// Tells how long a caller will wait who is about to join a queue, from what is seen live: who
/// waits, who serves, and how long the last calls kept their operators. All queues lead to the same
/// people, so all of their talks count. Nothing is kept over a restart: until enough has been seen
/// the answer is that nobody knows.
///
/// Told by the thread that tells the board, asked by any.
public final class WaitTimes {

  /// Talks that are remembered: the last hours of a busy line.
  private static final int MOST_TALKS = 50;

  /// Yesterday's rush says nothing of today.
  private static final Duration FRESH = Duration.ofHours(2);

  /// Shorter ones were a wrong number; longer ones a receiver that was not put back.
  private static final Duration SHORTEST = Duration.ofSeconds(5);

  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Set<State> SERVING =
      EnumSet.of(State.IDLE, State.RINGING, State.TALKING, State.WRAP_UP);

  /// Who comes first, as `queues.conf` has it; all others weigh nothing.
  private static final Map<String, Integer> WEIGHTS = Map.of("queue-danger", 20, "queue-high", 10);

  private record Talk(Instant ended, Duration length) {}

  private final Map<String, Instant> busySince = new HashMap<>();
  private final Deque<Talk> talks = new ArrayDeque<>();

  /// Looks at the next picture of the queues.
  public synchronized void see(QueuePicture picture, Instant now) {
    if (!picture.live()) {
      busySince.clear(); // what happens meanwhile is not seen
      return;
    }
    for (QueueMember member : picture.members().values()) {
      switch (member.state()) {
        case TALKING -> busySince.putIfAbsent(member.operator(), member.since());
        case WRAP_UP -> {
          // still busy with the same call
        }
        case IDLE, RINGING, PAUSED, UNREGISTERED -> {
          Instant since = busySince.remove(member.operator());
          if (since != null) {
            add(new Talk(now, Duration.between(since, now)));
          }
        }
      }
    }
  }

  private void add(Talk talk) {
    if (talk.length.compareTo(SHORTEST) >= 0 && talk.length.compareTo(LONGEST) <= 0) {
      talks.addLast(talk);
      if (talks.size() > MOST_TALKS) {
        talks.removeFirst();
      }
    }
  }

  /// The wait of somebody who joins this queue now; empty when nobody waits before, for then a
  /// person may come at any moment, and when it is not known.
  public synchronized Optional<WaitRange> before(String queue, QueuePicture picture, Instant now) {
    int weight = weight(queue);
    int ahead =
        (int)
            picture.waiting().values().stream()
                .filter(caller -> weight(caller.queue()) >= weight)
                .count();
    if (!picture.live() || ahead == 0) {
      return Optional.empty();
    }
    List<Duration> fresh =
        talks.stream()
            .filter(talk -> talk.ended.plus(FRESH).isAfter(now))
            .map(Talk::length)
            .toList();
    return WaitRange.of(
        new Situation(ahead, count(picture, SERVING), count(picture, Set.of(State.IDLE)), fresh));
  }

  private static int weight(String queue) {
    return WEIGHTS.getOrDefault(QueueName.of(queue).topic(), 0);
  }

  private static int count(QueuePicture picture, Set<State> states) {
    return (int)
        picture.members().values().stream()
            .filter(member -> states.contains(member.state()))
            .count();
  }
}
