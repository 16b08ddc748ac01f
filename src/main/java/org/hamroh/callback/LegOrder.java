package org.hamroh.callback;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.hamroh.ami.AmiActions.CallOut;
import org.hamroh.call.CallId;
import org.hamroh.callback.order.FairTurn;
import org.hamroh.ivr.CalledBack;
import org.hamroh.phone.PhoneNumber;

/// What a leg is told when it leaves: whom it rings, which place in the queues is theirs, and how
/// the script greets who answers.
final class LegOrder {

  private static final String CONTEXT = "callback";

  private LegOrder() {}

  /// @param leg  how the leg is called from its beginning
  /// @param ring how long it may ring
  static CallOut of(Callback callback, CallId leg, Way way, PhoneNumber number, Duration ring) {
    Map<String, String> variables = new HashMap<>();
    variables.put("HAMROH_CALLER", number.e164());
    // The place in the queues is by first arrival.
    variables.put(
        "HAMROH_ARRIVED", Long.toString(FairTurn.place(callback).arrived().getEpochSecond()));
    variables.put("HAMROH_HELLO", hello(callback));
    if (callback.kind().wantsOperator()) {
      variables.put("HAMROH_CALLBACK", "1"); // may have the operator who is held
    }
    if (!callback.language().isEmpty()) {
      variables.put("HAMROH_LANGUAGE", callback.language());
      variables.put("CHANNEL(language)", callback.language());
    }
    return new CallOut(
        leg.value(), way.name(), number.e164(), way.callerId(), CONTEXT, variables, ring);
  }

  private static String hello(Callback callback) {
    if (callback.safe()) {
      return CalledBack.SAFE;
    }
    return callback.kind().wantsOperator() ? CalledBack.WANTED : CalledBack.MISSED;
  }
}
