package org.hamroh.queue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ami.AmiEvent;

/// Keeps the penalties of all members of all queues as they must be: how far a person is from what
/// the queue's callers need, and whether the person is held for a call back. Nobody else sets them.
///
/// What the PBX tells is compared with what is wanted each time it tells all, so a PBX that was
/// started anew, and has forgotten, is put right within seconds; until then everybody is as near as
/// everybody else, and no caller is without a person.
public final class Penalties implements AutoCloseable {

  /// What being held adds: more than any distance that a caller who waits long may reach.
  public static final int HELD = 100;

  private static final Logger LOG = LogManager.getLogger(Penalties.class);

  /// Tells the PBX.
  @FunctionalInterface
  public interface Pbx {
    /// @return whether it is done
    boolean set(String queue, String device, int penalty);
  }

  /// How far a person is from what those in a queue need; 0 fits.
  @FunctionalInterface
  public interface Distances {
    int of(QueueName queue, String operator);
  }

  /// Who is to be spared hard calls, or may not yet take them, while others are there.
  public interface Turns {

    /// The penalty in the queue where danger waits first: 0 is the one to have it, [#NOT_FIRST] is
    /// nobody.
    int inDanger(String operator);

    /// What is added where callers with this topic wait: less than any distance.
    int behind(String topic, String operator);
  }

  /// More than the dialplan lets in where danger waits first.
  public static final int NOT_FIRST = 9;

  /// Everybody is as near as everybody else.
  private static final Turns NO_TURNS =
      new Turns() {
        @Override
        public int inDanger(String operator) {
          return NOT_FIRST;
        }

        @Override
        public int behind(String topic, String operator) {
          return 0;
        }
      };

  private record Seat(String queue, String device) {}

  private final Pbx pbx;
  private final Distances distances;
  private final Turns turns;
  private final Map<Seat, Integer> told = new HashMap<>();
  private final Set<String> held = new HashSet<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("queue-penalties").daemon().factory());

  public Penalties(Pbx pbx, Distances distances) {
    this(pbx, distances, NO_TURNS);
  }

  public Penalties(Pbx pbx, Distances distances, Turns turns) {
    this.pbx = pbx;
    this.distances = distances;
    this.turns = turns;
  }

  /// A listener of [org.hamroh.ami.AmiClient]; returns at once.
  public void accept(AmiEvent event) {
    switch (event) {
      case AmiEvent.Resynced all -> worker.execute(() -> replace(all));
      case AmiEvent.Lost lost -> worker.execute(this::forget);
      default -> {}
    }
  }

  /// Somebody's skills have changed, or whose turn it is.
  public void refresh() {
    worker.execute(this::settleAll);
  }

  /// Keeps an operator from waiting callers, or lets go again.
  ///
  /// @return whether the PBX has done it in every queue
  public synchronized boolean hold(String operator, boolean hold) {
    if (hold) {
      held.add(operator);
    } else {
      held.remove(operator);
    }
    boolean known = false;
    boolean done = true;
    for (Seat seat : new TreeMap<>(byName()).values()) {
      if (QueueMember.operatorOf(seat.device).equals(operator)) {
        known = true;
        done &= settle(seat);
      }
    }
    return known && done;
  }

  private Map<String, Seat> byName() {
    Map<String, Seat> seats = new HashMap<>();
    told.keySet().forEach(seat -> seats.put(seat.queue + " " + seat.device, seat));
    return seats;
  }

  private synchronized void replace(AmiEvent.Resynced all) {
    told.clear();
    all.members().forEach(one -> told.put(new Seat(one.queue(), one.device()), one.penalty()));
    settleAll();
  }

  private synchronized void forget() {
    told.clear();
  }

  private synchronized void settleAll() {
    for (Seat seat : byName().values()) {
      if (!settle(seat)) {
        LOG.warn("event=penalty-not-set queue={} device={}", seat.queue, seat.device);
        return; // a PBX that refuses one is asked again when it tells all
      }
    }
  }

  private boolean settle(Seat seat) {
    int wish = wish(seat);
    Integer now = told.get(seat);
    if (now == null || now == wish) {
      return now != null;
    }
    if (!pbx.set(seat.queue, seat.device, wish)) {
      return false;
    }
    told.put(seat, wish);
    return true;
  }

  private int wish(Seat seat) {
    QueueName queue = QueueName.of(seat.queue);
    String operator = QueueMember.operatorOf(seat.device);
    if (seat.queue.equals(QueueName.FIRST_DANGER)) {
      return turns.inDanger(operator);
    }
    if (queue.topic().equals(QueueName.DANGER)) {
      return 0; // everybody rings
    }
    return distances.of(queue, operator)
        + turns.behind(queue.topic(), operator)
        + (held.contains(operator) ? HELD : 0);
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
