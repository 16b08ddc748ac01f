package org.hamroh.line;

import java.time.Clock;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallJournal;
import org.hamroh.call.NobodysCalls;
import org.hamroh.ivr.HangupException;
import org.hamroh.selftest.TestTickets;

/// A call that the system makes to itself: it hears what a caller hears, up to the queue's door,
/// and there the line hangs up. No record is kept of it, and nobody is rung, whatever breaks.
public final class SelfTestCalls {

  private static final Logger LOG = LogManager.getLogger(SelfTestCalls.class);

  private final TestTickets tickets;
  private final NobodysCalls nobodys;
  private final Clock clock;

  public SelfTestCalls(TestTickets tickets, NobodysCalls nobodys, Clock clock) {
    this.tickets = tickets;
    this.nobodys = nobodys;
    this.clock = clock;
  }

  /// Told what the script tells; keeps nothing but that the door was reached.
  public CallJournal journal() {
    return (call, at, event) -> {
      if (event instanceof CallEvent.HandedToQueue) {
        tickets.atTheDoor(call);
      }
    };
  }

  /// The scripts as a caller meets them, with the door closed behind them.
  public ScriptRun over(ScriptRun scripts) {
    return (call, line, arrival) -> {
      line.cover(); // should the server die now, the dialplan rings nobody either
      try {
        scripts.run(call, line, arrival);
      } catch (HangupException gone) {
        throw gone;
      } catch (RuntimeException e) {
        LOG.error("event=self-test-call-failed call={}", call, e);
      }
      line.hangUp();
    };
  }

  /// Whether this call is one of ours; if so, nothing of it stays in the records.
  boolean takes(String number, String dialed, CallId call) {
    if (!tickets.admits(number, dialed, call)) {
      return false;
    }
    nobodys.add(call, clock.instant());
    return true;
  }
}
