package org.hamroh.twin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.callback.Outcome;
import org.hamroh.callback.Ways;
import org.hamroh.twin.CampaignCall.State;
import org.hamroh.twin.CampaignCallStore.Attempt;
import org.hamroh.witness.Overheard;
import org.jdbi.v3.core.Handle;

/// What comes of the rings of campaigns, as the PBX's files tell it, and what follows. Every method
/// runs inside its caller's transaction, and a result that is told twice counts once.
public final class CampaignResults implements Overheard {

  private static final Logger LOG = LogManager.getLogger(CampaignResults.class);

  private final Overheard others;
  private final Ways ways;
  private final CallRetries retries;

  /// @param others who hear of all other calls
  public CampaignResults(Overheard others, Ways ways, CallRetries retries) {
    this.others = others;
    this.ways = ways;
    this.retries = retries;
  }

  @Override
  public List<CallEvent> missedCall(
      Handle handle, CallId call, Instant at, String line, String shown) {
    return others.missedCall(handle, call, at, line, shown);
  }

  @Override
  public void answered(Handle handle, CallId leg, Instant at) {
    if (leg.campaign().isPresent()) {
      CampaignCallStore.answered(handle, leg, at);
    } else {
      others.answered(handle, leg, at);
    }
  }

  @Override
  public void withoutServer(Handle handle, CallId leg, Instant at) {
    if (leg.campaign().isEmpty()) {
      others.withoutServer(handle, leg, at);
    }
  }

  @Override
  public void ended(Handle handle, CallId leg, Instant at, int cause) {
    if (leg.campaign().isEmpty()) {
      others.ended(handle, leg, at, cause);
      return;
    }
    CampaignCallStore.openOf(handle, leg)
        .ifPresent(
            attempt ->
                settle(
                    handle,
                    attempt,
                    met(handle, attempt)
                        .orElseGet(
                            () ->
                                Outcome.unanswered(
                                    cause, Duration.between(attempt.markedAt(), at))),
                    at));
  }

  /// The PBX does not know our leg, and has written nothing of its end.
  void lost(Handle handle, CallId leg, Instant now) {
    CampaignCallStore.openOf(handle, leg)
        .ifPresent(
            attempt -> settle(handle, attempt, met(handle, attempt).orElse(Outcome.LOST), now));
  }

  /// It never left.
  void notSent(Handle handle, CallId leg, Instant now) {
    CampaignCallStore.openOf(handle, leg)
        .ifPresent(attempt -> settle(handle, attempt, Outcome.NOT_SENT, now));
  }

  /// Confirmed is who has listened; who has answered and has not may have been a machine.
  private static Optional<Outcome> met(Handle handle, Attempt attempt) {
    if (!attempt.answered()) {
      return Optional.empty();
    }
    boolean listened =
        CampaignCallStore.find(handle, attempt.call())
            .filter(call -> call.heardMs() > HeardStore.LISTENED.toMillis())
            .isPresent();
    return Optional.of(listened ? Outcome.CONFIRMED : Outcome.UNCONFIRMED);
  }

  private void settle(Handle handle, Attempt attempt, Outcome outcome, Instant at) {
    CampaignCallStore.end(handle, attempt.leg(), outcome.word(), at);
    CampaignCall call = CampaignCallStore.find(handle, attempt.call()).orElseThrow();
    ways.learn(handle, call.number(), attempt.way(), outcome, at);
    LOG.info(
        "event=campaign-rang campaign={} call={} nth={} outcome={}",
        call.campaign(),
        call.id(),
        attempt.nth(),
        outcome.word());
    if (call.state() != State.DIALLING) {
      return; // who was heard meanwhile is settled
    }
    if (outcome == Outcome.CONFIRMED) {
      CampaignCallStore.settle(handle, call.id(), State.HEARD, outcome.word(), at);
      return;
    }
    int times =
        (int)
            CampaignCallStore.attempts(handle, call.id()).stream()
                .filter(one -> one.result().equals(outcome.word()))
                .count();
    Optional<Duration> pause = retries.after(outcome, times, call.attempts());
    if (pause.isPresent()) {
      CampaignCallStore.again(handle, call.id(), at.plus(pause.get()), outcome.word(), at);
      return;
    }
    finish(handle, call, outcome, at);
  }

  private static void finish(Handle handle, CampaignCall call, Outcome outcome, Instant at) {
    boolean answered = outcome == Outcome.UNCONFIRMED;
    CampaignCallStore.settle(
        handle, call.id(), answered ? State.UNHEARD : State.UNREACHED, outcome.word(), at);
    if (rangThere(outcome)) {
      Listeners.unheard(handle, call.number(), call.asks(), at);
    }
  }

  /// Whether the person may have known of it: what the network or we have kept back is no refusal.
  private static boolean rangThere(Outcome outcome) {
    return outcome == Outcome.UNCONFIRMED
        || outcome == Outcome.NO_ANSWER
        || outcome == Outcome.REFUSED
        || outcome == Outcome.BUSY;
  }

  /// So much was heard on this call; told by the call itself, sometimes after its end is known.
  static void heard(Handle handle, long id, Duration heard, Instant now) {
    handle.execute(
        "update campaign_call set heard_ms = ? where id = ? and heard_ms < ?",
        heard.toMillis(),
        id,
        heard.toMillis());
    if (heard.compareTo(HeardStore.LISTENED) > 0) {
      CampaignCallStore.settle(handle, id, State.HEARD, "heard", now);
      handle.execute(
          "update campaign_call set state = 'heard', why = 'heard' where id = ? and state = ?",
          id,
          State.UNHEARD.word());
    }
  }

  /// The ways on which a person was blocked already.
  static Set<String> blocked(Handle handle, long call) {
    return CampaignCallStore.attempts(handle, call).stream()
        .filter(one -> one.result().equals(Outcome.BLOCKED.word()))
        .map(Attempt::way)
        .collect(Collectors.toSet());
  }
}
