package org.hamroh.callback;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallId;
import org.jdbi.v3.core.Handle;

/// What comes of attempts, and what follows for the call back: it is done, tried again later, sent
/// another way, or given up. Every method runs inside its caller's transaction, and a result that
/// is told twice counts once.
public final class Results {

  private static final Logger LOG = LogManager.getLogger(Results.class);

  private final Ways ways;

  public Results(Ways ways) {
    this.ways = ways;
  }

  /// The PBX has written that our leg is gone.
  ///
  /// @param cause Q.850
  void ended(Handle handle, CallId leg, Instant at, int cause) {
    AttemptStore.openOf(handle, leg)
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
    AttemptStore.openOf(handle, leg)
        .ifPresent(
            attempt -> settle(handle, attempt, met(handle, attempt).orElse(Outcome.LOST), now));
  }

  /// It never left.
  void notSent(Handle handle, CallId leg, Instant now) {
    AttemptStore.openOf(handle, leg)
        .ifPresent(attempt -> settle(handle, attempt, Outcome.NOT_SENT, now));
  }

  /// What is known when somebody or something has answered.
  private static Optional<Outcome> met(Handle handle, Attempt attempt) {
    CallbackState state =
        CallbackStore.find(handle, attempt.callback()).map(Callback::state).orElseThrow();
    if (state == CallbackState.CONNECTED || state == CallbackState.DONE) {
      return Optional.of(Outcome.CONFIRMED);
    }
    return attempt.answeredAt().map(answered -> Outcome.UNCONFIRMED);
  }

  private void settle(Handle handle, Attempt attempt, Outcome outcome, Instant at) {
    AttemptStore.end(handle, attempt.leg(), outcome, at);
    Callback callback = CallbackStore.find(handle, attempt.callback()).orElseThrow();
    callback.number().ifPresent(to -> ways.learn(handle, to, attempt.way(), outcome, at));
    LOG.info(
        "event=called-back callback={} nth={} way={} outcome={}",
        callback.id(),
        attempt.nth(),
        attempt.way(),
        outcome.word());
    switch (outcome) {
      case CONFIRMED ->
          CallbackStore.settle(handle, callback.id(), CallbackState.DONE, outcome.word(), at);
      // Another way at once; when none is left, the dialer sees it and writes.
      case BLOCKED -> CallbackStore.again(handle, callback.id(), at, outcome.word(), at);
      case UNCONFIRMED, BUSY, NO_ANSWER, UNREACHABLE, REFUSED, LOST, NOT_SENT ->
          retry(handle, callback, outcome, at);
    }
  }

  private static void retry(Handle handle, Callback callback, Outcome outcome, Instant at) {
    int times = times(AttemptStore.of(handle, callback.id()), outcome);
    Optional<Duration> pause = Retries.after(outcome, times);
    if (pause.isPresent()) {
      CallbackStore.again(handle, callback.id(), at.plus(pause.get()), outcome.word(), at);
    } else {
      CallbackStore.settle(handle, callback.id(), CallbackState.FAILED, outcome.word(), at);
    }
  }

  private static int times(List<Attempt> attempts, Outcome outcome) {
    return (int)
        attempts.stream().filter(one -> one.outcome().equals(Optional.of(outcome))).count();
  }

  /// The ways on which a call back was blocked already.
  static Set<String> blocked(Handle handle, long callback) {
    return AttemptStore.of(handle, callback).stream()
        .filter(one -> one.outcome().equals(Optional.of(Outcome.BLOCKED)))
        .map(Attempt::way)
        .collect(Collectors.toSet());
  }
}
