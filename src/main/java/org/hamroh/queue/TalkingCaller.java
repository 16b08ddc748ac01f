package org.hamroh.queue;

import java.time.Instant;
import org.hamroh.call.CallId;

/// Somebody who talks with an operator.
///
/// @param queue           that brought them together, empty when not known
/// @param operator        `op1`
/// @param since           when the talk began; after a restart of the server counted from the first
///                        ring of the operator's telephone, a few seconds earlier
/// @param callerChannel   the caller's leg, `PJSIP/demo-00000002`
/// @param operatorChannel the operator's leg, `PJSIP/op1-00000003`
public record TalkingCaller(
    CallId call,
    String queue,
    String operator,
    Instant since,
    String language,
    String callerChannel,
    String operatorChannel) {}
