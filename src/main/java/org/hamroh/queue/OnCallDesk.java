package org.hamroh.queue;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ami.AmiEvent;

/// Keeps the mobiles of those who are on call in the queues that ring them, and only while their
/// duty lasts: for callers in danger, and for those whom nobody at a desk can serve.
///
/// What the PBX tells is compared with the rota every few seconds. Asterisk keeps these members
/// over its own restart; one whose duty ended meanwhile is taken out when the PBX has told all.
public final class OnCallDesk implements AutoCloseable {

  /// How the PBX's names of such members begin; see `on-call` in `extensions.conf`.
  public static final String MOBILE = "Local/";

  /// How late a duty may begin or end.
  private static final Duration LOOK = Duration.ofSeconds(2);

  private static final Logger LOG = LogManager.getLogger(OnCallDesk.class);

  /// Tells the PBX.
  public interface Pbx {
    boolean add(String queue, String device, String operator, int penalty);

    boolean remove(String queue, String device);
  }

  private record Seat(String queue, String operator) {}

  private final Pbx pbx;
  private final Supplier<Set<String>> onDuty;
  private final Function<Seat, Integer> distance;
  private final Map<String, Set<String>> queues = new HashMap<>();
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("on-call").daemon().factory());
  private boolean told;

  /// @param onDuty who is on call at this moment, with a mobile that may be rung
  public OnCallDesk(Pbx pbx, Supplier<Set<String>> onDuty, Penalties.Distances distances) {
    this.pbx = pbx;
    this.onDuty = onDuty;
    this.distance = seat -> distances.of(QueueName.of(seat.queue), seat.operator);
  }

  public void start() {
    worker.scheduleWithFixedDelay(
        this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// A listener of [org.hamroh.ami.AmiClient]; returns at once.
  public void accept(AmiEvent event) {
    if (event instanceof AmiEvent.Resynced all) {
      worker.execute(() -> replace(all));
    } else if (event instanceof AmiEvent.Lost) {
      worker.execute(() -> told = false);
    }
  }

  private void replace(AmiEvent.Resynced all) {
    queues.clear();
    for (AmiEvent.Member member : all.members()) {
      Set<String> mobiles = queues.computeIfAbsent(member.queue(), name -> new HashSet<>());
      if (member.device().startsWith(MOBILE)) {
        mobiles.add(QueueMember.operatorOf(member.device()));
      }
    }
    told = true;
  }

  private void look() {
    try {
      if (told) {
        Set<String> duty = onDuty.get();
        for (String queue : new TreeSet<>(queues.keySet())) {
          settle(queue, takes(queue) ? duty : Set.of());
        }
      }
    } catch (RuntimeException e) {
      LOG.error("event=on-call-failed", e); // the next look is seconds away
    }
  }

  private static boolean takes(String queue) {
    String topic = QueueName.of(queue).topic();
    return topic.equals(QueueName.DANGER) || topic.equals(QueueName.ON_CALL);
  }

  private void settle(String queue, Set<String> wanted) {
    Set<String> there = queues.getOrDefault(queue, Set.of());
    for (String operator : new TreeSet<>(wanted)) {
      if (!there.contains(operator)
          && pbx.add(
              queue, device(operator), operator, distance.apply(new Seat(queue, operator)))) {
        LOG.info("event=on-call-begins operator={} queue={}", operator, queue);
        there.add(operator);
      }
    }
    for (String operator : new TreeSet<>(there)) {
      if (!wanted.contains(operator) && pbx.remove(queue, device(operator))) {
        LOG.info("event=on-call-ends operator={} queue={}", operator, queue);
        there.remove(operator);
      }
    }
  }

  /// The mobile of an operator, as a member.
  public static String device(String operator) {
    return MOBILE + operator + "@on-call";
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
