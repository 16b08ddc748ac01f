package org.hamroh.callback;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.Caller;
import org.hamroh.call.Callers;
import org.hamroh.gate.SafetyCard;
import org.hamroh.gate.SafetyCards;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.witness.Overheard;
import org.jdbi.v3.core.Handle;

/// Who rang the line that is never answered is owed a call; written down together with how far the
/// PBX's file has been read, so each ring counts once, whenever the server dies. Also hears how the
/// calls that we made went.
///
/// A number may be made up: whatever rings, one person is owed one call, and a number that may not
/// be rung stays at the gate.
public final class MissedCalls implements Overheard {

  /// The line as the settings call it.
  public static final String LINE = "missed-call";

  /// The line whose ring asks for the texts of campaigns by voice.
  public static final String TWIN_LINE = "twin-line";

  /// A telephone that has just been put down is not free at once.
  static final Duration BREATH = Duration.ofSeconds(2);

  /// Who asked to be rung "now" and is reached much later has forgotten why.
  static final Duration TOO_LATE = Duration.ofHours(3);

  /// Rings of somebody whom we have just rung are the same wish, or a game with us. Who is cut off
  /// early and rings again waits for the call that long.
  static final Duration SAME_WISH = Duration.ofMinutes(2);

  private static final Logger LOG = LogManager.getLogger(MissedCalls.class);

  private final Callers callers;
  private final BiFunction<Handle, CallerKey, String> language;
  private final Results results;
  private final Wanted wanted;

  /// Remembers for what a call is owed.
  @FunctionalInterface
  public interface Wanted {

    /// In the transaction that keeps the call back.
    ///
    /// @param line that rang last
    void by(Handle handle, long callback, String line);
  }

  /// @param language what is remembered of this caller, empty when nothing is
  public MissedCalls(
      Callers callers,
      BiFunction<Handle, CallerKey, String> language,
      Results results,
      Wanted wanted) {
    this.wanted = wanted;
    this.callers = callers;
    this.language = language;
    this.results = results;
  }

  @Override
  public List<CallEvent> missedCall(
      Handle handle, CallId call, Instant at, String line, String shown) {
    Optional<PhoneNumber> number = callers.number(shown);
    if (number.isEmpty()) {
      LOG.info("event=missed-call call={} line={} owed=nothing reason=no-number", call, line);
      return List.of(new CallEvent.MissedCall(null, ""));
    }
    Caller caller = callers.of(number.get());
    if (line.equals(LINE) || line.equals(TWIN_LINE)) {
      owe(handle, call, at, number.get(), caller.key(), line);
    }
    return List.of(new CallEvent.MissedCall(caller.key(), caller.country()));
  }

  private void owe(
      Handle handle, CallId call, Instant at, PhoneNumber number, CallerKey key, String line) {
    Optional<Instant> last = AttemptStore.lastTo(handle, key);
    if (last.filter(rang -> at.isBefore(rang.plus(SAME_WISH))).isPresent()) {
      LOG.info("event=missed-call call={} owed=nothing reason=just-rung", call);
      return;
    }
    boolean shared = SafetyCards.of(handle, key).map(SafetyCard::shared).orElse(false);
    Callback owed =
        WishStore.keep(
            handle,
            new Callback.Wish(
                CallbackKind.MISSED_CALL,
                key,
                number,
                language.apply(handle, key),
                "",
                0,
                shared,
                Optional.of(call),
                at,
                at.plus(BREATH),
                at.plus(TOO_LATE)),
            at);
    wanted.by(handle, owed.id(), line);
    LOG.info("event=missed-call call={} owed={} to={}", call, owed.id(), number);
  }

  @Override
  public void answered(Handle handle, CallId leg, Instant at) {
    AttemptStore.answered(handle, leg, at);
  }

  /// The dialplan has taken the person to people: that was the call.
  @Override
  public void withoutServer(Handle handle, CallId leg, Instant at) {
    leg.callback().ifPresent(id -> CallbackStore.connected(handle, id, at));
  }

  @Override
  public void ended(Handle handle, CallId leg, Instant at, int cause) {
    results.ended(handle, leg, at, cause);
  }
}
