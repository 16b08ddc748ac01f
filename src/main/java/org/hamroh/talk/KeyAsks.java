package org.hamroh.talk;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ami.AmiActions;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiClient;
import org.hamroh.ami.AmiEvent;
import org.hamroh.call.CallId;
import org.hamroh.talk.TalkPicture.Leg;
import org.hamroh.web.Refusal;

/// A question in the middle of a talk that the caller answers with a key: 1 yes, 2 no. The operator
/// asks it by voice; the PBX tells the caller's keys from the asking to the answer, and not a
/// moment longer. A question that a restart of the server loses has not been answered: it is asked
/// again.
public final class KeyAsks implements AutoCloseable {

  /// The sentence is read out, and somebody thinks about it.
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String YES = "1";
  private static final String NO = "2";
  private static final Logger LOG = LogManager.getLogger(KeyAsks.class);

  /// Who wants to know.
  @FunctionalInterface
  public interface Asker {

    /// Runs on a thread of its own and may wait.
    void answered(boolean yes);
  }

  private record Ask(String channel, boolean heardBefore, Asker asker) {}

  private final AmiClient ami;
  private final Talks talks;
  private final Map<CallId, Ask> asks = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("key-asks").daemon().factory());

  public KeyAsks(AmiClient ami, Talks talks) {
    this.ami = ami;
    this.talks = talks;
  }

  /// Whether the keys of this call are somebody's answer now.
  public boolean isAsked(CallId call) {
    return asks.containsKey(call);
  }

  /// From now on the caller's next 1 or 2 is the answer.
  ///
  /// @throws Refusal 409 when this operator's telephone is not on the call, or a question is open
  public void ask(CallId call, String operator, Asker asker) {
    TalkPicture now = talks.picture(call);
    Leg caller = TalkLegs.callerOf(now);
    TalkLegs.ownLeg(now, operator);
    boolean heardBefore =
        ami.actions().variable(caller.channel(), AmiActions.KEYS)
                instanceof AmiAnswer.Done<String> is
            && is.value().equals("1");
    Ask ask = new Ask(caller.channel(), heardBefore, asker);
    if (asks.putIfAbsent(call, ask) != null) {
      throw new Refusal(409, "talk.refused.busy", "A question is open on this call already.");
    }
    if (!ami.actions().hearKeys(caller.channel(), true).isDone()) {
      asks.remove(call, ask);
      throw new Refusal(503, "The telephone exchange did not do it. Look, and try again.");
    }
    clockwork.schedule(() -> over(call, ask), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    LOG.info("event=key-asked call={} operator={}", call, operator);
  }

  /// A listener of the PBX; returns at once.
  public void accept(AmiEvent event) {
    switch (event) {
      case AmiEvent.KeyPressed key when isAnswer(key.digit()) ->
          callOf(key.leg()).ifPresent(call -> pressed(call, key.digit().equals(YES)));
      case AmiEvent.Hangup gone -> callOf(gone.leg()).ifPresent(asks::remove);
      default -> {}
    }
  }

  private static boolean isAnswer(String digit) {
    return digit.equals(YES) || digit.equals(NO);
  }

  /// The call on which this leg is the person who was asked; who rang whom makes no difference.
  private Optional<CallId> callOf(AmiEvent.Leg leg) {
    return asks.entrySet().stream()
        .filter(one -> one.getValue().channel.equals(leg.channel()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private void pressed(CallId call, boolean yes) {
    Ask ask = asks.get(call);
    if (ask != null) {
      Thread.ofVirtual().name("key-" + call).start(() -> answer(call, ask, yes));
    }
  }

  private void answer(CallId call, Ask ask, boolean yes) {
    if (over(call, ask)) {
      ask.asker.answered(yes);
    }
  }

  /// @return whether it was open until now
  private boolean over(CallId call, Ask ask) {
    if (!asks.remove(call, ask)) {
      return false;
    }
    if (!ask.heardBefore && !ami.actions().hearKeys(ask.channel, false).isDone()) {
      LOG.info("event=keys-still-told call={} reason=\"the caller has gone, or the PBX\"", call);
    }
    return true;
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
