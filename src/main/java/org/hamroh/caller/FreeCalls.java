package org.hamroh.caller;

import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.gate.Errand;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Purpose;
import org.hamroh.gate.Verdict;
import org.hamroh.ivr.outside.KnownCallers.FreeCall;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.StoreException;

/// How a number gets a call that we pay for: by a missed call to the line that is never answered,
/// where the site has one and the gate would let our call to that number through. Nothing else is
/// promised: who hangs up on the hotline itself is not called, unless asked for.
public final class FreeCalls implements Function<PhoneNumber, FreeCall> {

  private static final Logger LOG = LogManager.getLogger(FreeCalls.class);

  private final OutgoingGate gate;
  private final String missedCalls;

  /// @param missedCalls the number that is never answered, empty when the site has none
  public FreeCalls(OutgoingGate gate, String missedCalls) {
    this.gate = gate;
    this.missedCalls = missedCalls;
  }

  @Override
  public FreeCall apply(PhoneNumber number) {
    return missedCalls.isEmpty() || !mayBeRung(number)
        ? new FreeCall.None()
        : new FreeCall.MissedCall(missedCalls);
  }

  private boolean mayBeRung(PhoneNumber number) {
    try {
      return gate.ask(Errand.call(number, Purpose.CALLBACK, 1)) instanceof Verdict.Open;
    } catch (StoreException e) {
      LOG.warn("event=free-call-not-promised reason={}", e.getMessage());
      return false; // what is not sure is not promised
    }
  }
}
