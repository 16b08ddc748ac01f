package org.hamroh.line;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.agi.AgiCall;
import org.hamroh.agi.AgiEntry;
import org.hamroh.agi.AgiFault;
import org.hamroh.agi.AgiHangup;
import org.hamroh.agi.AgiRequest;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallJournal;
import org.hamroh.call.Caller;
import org.hamroh.call.Callers;
import org.hamroh.caller.CallersOnLine;
import org.hamroh.ivr.HangupException;
import org.hamroh.line.AgiCallLine.Next;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;

/// The hotline's side of every conversation with the PBX: who calls, which call it is, the script,
/// and where the caller goes afterwards.
///
/// A call is told to the journal before it is answered. A script that breaks leads to a person;
/// a session that breaks leads to the dialplan's safety net.
public final class HotlineCalls implements AgiEntry {

  /// Where a caller goes when a script breaks or says nothing.
  static final Next PEOPLE = new Next.Queue("queue-general", 0);

  /// Behind those who come up to so much later: a queue moves by some people in ten minutes, and
  /// who rings again in danger is not kept waiting at all.
  static final Duration ABUSIVE_WAITS = Duration.ofMinutes(10);

  private static final Logger LOG = LogManager.getLogger(HotlineCalls.class);

  private final CallJournal journal;
  private final Clock clock;
  private final LineFiles files;
  private final Callers callers;
  private final CallersOnLine onLine;
  private final ScriptRun script;
  private final FirstAsked first;

  /// Who is asked before all others.
  @FunctionalInterface
  public interface FirstAsked {

    FirstAsked NOBODY = (caller, queue, language) -> Optional.empty();

    /// @param queue    that the script hands the caller to
    /// @param language of the caller
    /// @return an operator who is free now: `op1`
    Optional<String> of(CallerKey caller, String queue, String language);
  }

  /// Where everybody is asked at once.
  public HotlineCalls(
      CallJournal journal,
      Clock clock,
      LineFiles files,
      Callers callers,
      CallersOnLine onLine,
      ScriptRun script) {
    this(journal, clock, files, callers, onLine, script, FirstAsked.NOBODY);
  }

  /// @param onLine is told of each caller for as long as the script runs
  public HotlineCalls(
      CallJournal journal,
      Clock clock,
      LineFiles files,
      Callers callers,
      CallersOnLine onLine,
      ScriptRun script,
      FirstAsked first) {
    this.first = first;
    this.journal = journal;
    this.clock = clock;
    this.files = files;
    this.callers = callers;
    this.onLine = onLine;
    this.script = script;
  }

  /// Whether this is one of the line's own test calls.
  ///
  /// @param tests knows them
  public static boolean isTest(AgiCall leg, SelfTestCalls tests) {
    return leg.request().script().equals("call")
        && tests.takes(
            leg.request().callerNumber(),
            leg.request().dialedNumber(),
            new CallId(leg.request().uniqueId()));
  }

  @Override
  public void serve(AgiCall leg) {
    AgiRequest request = leg.request();
    Optional<Arrival> arrival = arrival(request);
    if (arrival.isEmpty()) {
      LOG.error("event=agi-address-unknown script={} leg={}", request.script(), request.uniqueId());
      return; // no done-marker: the dialplan goes its own way
    }
    leg.hold(Duration.ZERO);
    CallId call = callOf(leg);
    Optional<PhoneNumber> number = callers.number(request.callerNumber());
    Optional<Caller> caller = number.map(callers::of);
    if (arrival.get() instanceof Arrival.Rang rang) {
      tell(
          leg,
          call,
          new CallEvent.CallStarted(
              caller.map(Caller::key).orElse(null),
              caller.map(Caller::country).orElse(""),
              rang.dialedNumber(),
              request.channelName()));
    }
    if (arrival.get() instanceof Arrival.CalledBack) {
      tell(
          leg,
          call,
          new CallEvent.CalledBack(
              caller.map(Caller::key).orElse(null),
              caller.map(Caller::country).orElse(""),
              call.callback().orElse(0),
              request.channelName()));
    }
    caller.ifPresent(who -> onLine.arrived(call, number.orElseThrow(), who));
    try {
      AgiCallLine line = new AgiCallLine(leg, files);
      Next next = run(leg, call, line, arrival.get());
      if (next instanceof Next.Queue queue) {
        caller
            .flatMap(who -> first.of(who.key(), queue.name(), line.language()))
            .ifPresent(operator -> leg.set("HAMROH_FIRST", operator));
      }
      // Whom we have called is never kept waiting.
      boolean later = !call.weRang() && onLine.waitsLonger(call);
      line.giveBack(next, later ? ABUSIVE_WAITS : Duration.ZERO);
    } finally {
      onLine.gone(call);
    }
  }

  private Next run(AgiCall leg, CallId call, AgiCallLine line, Arrival arrival) {
    try {
      script.run(call, line, arrival);
      if (line.next() instanceof Next.Unsaid) {
        failed(leg, call, "the script said nothing");
        return PEOPLE;
      }
      return line.next();
    } catch (HangupException gone) {
      throw new AgiHangup();
    } catch (AgiFault | AgiHangup over) {
      throw over;
    } catch (RuntimeException e) {
      LOG.error("event=script-failed call={}", call, e);
      failed(leg, call, e.getClass().getSimpleName());
      return PEOPLE;
    }
  }

  private void failed(AgiCall leg, CallId call, String reason) {
    tell(leg, call, new CallEvent.StepFailed("", reason));
  }

  private void tell(AgiCall leg, CallId call, CallEvent event) {
    Instant at = clock.instant();
    leg.meanwhile(() -> journal.tell(call, at, event));
  }

  private static Optional<Arrival> arrival(AgiRequest request) {
    String number = request.parameter("number");
    return switch (request.script()) {
      case "call" -> Optional.of(new Arrival.Rang(request.dialedNumber()));
      case "queue-key" ->
          Optional.of(
              new Arrival.PressedInQueue(
                  number,
                  request.language(),
                  request.parameter("queue"),
                  request.parameter("key")));
      case "queue-left" ->
          Optional.of(
              new Arrival.LeftQueue(
                  number,
                  request.language(),
                  request.parameter("queue"),
                  request.parameter("status")));
      case "talked" ->
          Optional.of(new Arrival.Talked(number, request.language(), request.parameter("queue")));
      case "callback" ->
          Optional.of(
              new Arrival.CalledBack(request.parameter("language"), request.parameter("hello")));
      default -> Optional.empty();
    };
  }

  /// The linkedid names the call: also when it comes back from a queue, and in the PBX's own files.
  private static CallId callOf(AgiCall leg) {
    String linkedId = leg.variable("CHANNEL(linkedid)").orElse("");
    return new CallId(
        linkedId.matches("[A-Za-z0-9._-]{1,80}") ? linkedId : leg.request().uniqueId());
  }
}
