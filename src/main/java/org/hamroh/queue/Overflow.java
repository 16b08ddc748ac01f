package org.hamroh.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hamroh.queue.QueueMember.State;

/// Whom the queue they wait in cannot serve in time, judged again each second: nobody who could
/// answer is there (all are gone or rest), or everybody has been busy for too long.
///
/// @param busyAfter a caller whom nobody has been rung for so long is offered to those on call
public record Overflow(Duration busyAfter) {

  public static final Overflow STANDARD = new Overflow(Duration.ofSeconds(45));

  /// Telephones that come back after a cut, and a wish that is just being told, need a moment.
  static final Duration NOBODY_AFTER = Duration.ofSeconds(4);

  /// Further away nobody who waits will ever be offered: see `widen` in `queuerules.conf`.
  public static final int FURTHEST = 99;

  private static final Set<State> THERE =
      EnumSet.of(State.IDLE, State.RINGING, State.TALKING, State.WRAP_UP);

  /// Why somebody is taken out of a queue; the dialplan knows these words.
  public enum Why {
    /// There is nobody who could answer.
    NOBODY("nobody"),
    /// There is, but it takes too long.
    BUSY("busy");

    private final String word;

    Why(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public record Taken(WaitingCaller caller, Why why) {}

  /// @param onCall who is on call now
  public List<Taken> judge(
      QueuePicture picture, Penalties.Distances distances, Set<String> onCall, Instant now) {
    List<Taken> taken = new ArrayList<>();
    if (!picture.live()) {
      return taken; // what is not seen is not judged
    }
    for (WaitingCaller caller : picture.waitingInOrder()) {
      QueueName queue = QueueName.of(caller.hall());
      Duration waited = Duration.between(caller.since(), now);
      if (isJudged(queue) && caller.ringing().isEmpty()) {
        boolean somebody =
            picture.members().values().stream()
                .anyMatch(
                    one ->
                        one.atDesk()
                            && THERE.contains(one.state())
                            && distances.of(queue, one.operator()) <= FURTHEST);
        if (!somebody && waited.compareTo(NOBODY_AFTER) >= 0) {
          taken.add(new Taken(caller, Why.NOBODY));
        } else if (somebody
            && waited.compareTo(busyAfter) >= 0
            && helps(queue, distances, onCall)) {
          taken.add(new Taken(caller, Why.BUSY));
        }
      }
    }
    return taken;
  }

  private static boolean helps(QueueName queue, Penalties.Distances distances, Set<String> onCall) {
    return onCall.stream().anyMatch(operator -> distances.of(queue, operator) <= FURTHEST);
  }

  /// Danger has all there is already, and so have those on call.
  private static boolean isJudged(QueueName queue) {
    return !Set.of(QueueName.DANGER, QueueName.ON_CALL, QueueName.FIRST).contains(queue.topic());
  }
}
