package org.hamroh.queue;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallId;

/// Looks each second whom their queue cannot serve in time ([Overflow]), and has the PBX give them
/// back to the dialplan, which offers those on call, a call back or a message. A caller whose call
/// is just being answered stays where they are: the PBX sees to that.
public final class OverflowWatch implements AutoCloseable {

  private static final Duration LOOK = Duration.ofSeconds(1);

  /// Asked twice for one caller only after this: the PBX ends a ring first.
  private static final Duration AGAIN = Duration.ofSeconds(45);

  /// Callers of some hours; what is forgotten is only asked once more.
  private static final int MOST_ASKED = 2_000;

  private static final Logger LOG = LogManager.getLogger(OverflowWatch.class);

  /// Tells the PBX.
  @FunctionalInterface
  public interface Pbx {
    boolean withdraw(String queue, String channel, String why);
  }

  private record Asked(CallId call, Overflow.Why why) {}

  private final Overflow rule;
  private final Supplier<QueuePicture> queues;
  private final Penalties.Distances distances;
  private final Supplier<Set<String>> onCall;
  private final Pbx pbx;
  private final Clock clock;
  private final Map<Asked, Long> asked =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Long> eldest) {
          return size() > MOST_ASKED;
        }
      };
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("queue-overflow").daemon().factory());

  public OverflowWatch(
      Overflow rule,
      Supplier<QueuePicture> queues,
      Penalties.Distances distances,
      Supplier<Set<String>> onCall,
      Pbx pbx,
      Clock clock) {
    this.rule = rule;
    this.queues = queues;
    this.distances = distances;
    this.onCall = onCall;
    this.pbx = pbx;
    this.clock = clock;
  }

  public void start() {
    worker.scheduleWithFixedDelay(
        this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      rule.judge(queues.get(), distances, onCall.get(), clock.instant()).forEach(this::take);
    } catch (RuntimeException e) {
      LOG.error("event=overflow-failed", e); // the next look is a second away
    }
  }

  /// Who was busy-overflowed once goes on waiting for the same people; asking again would only move
  /// them to and fro.
  private void take(Overflow.Taken one) {
    WaitingCaller caller = one.caller();
    Asked question = new Asked(caller.call(), one.why());
    Long before = asked.get(question);
    boolean again =
        before == null
            || one.why() == Overflow.Why.NOBODY && System.nanoTime() - before > AGAIN.toNanos();
    if (!again || caller.channel().isEmpty()) {
      return;
    }
    asked.put(question, System.nanoTime());
    boolean done = pbx.withdraw(caller.hall(), caller.channel(), one.why().word());
    LOG.info(
        "event=overflow call={} queue={} why={} done={}",
        caller.call(),
        caller.hall(),
        one.why().word(),
        done);
    if (!done) {
      asked.remove(question);
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
