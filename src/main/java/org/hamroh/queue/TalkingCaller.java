package org.hamroh.queue;

import java.time.Instant;
import org.hamroh.call.CallId;

/// Somebody who talks with an operator, or is on hold; with a partner alone when the operator has
/// left the two together. It lasts until one of the two hangs up.
///
/// @param queue           that brought them together, empty when not known
/// @param operator        `op1`, empty for a partner
/// @param since           when the talk began; after a restart of the server counted from the first
///                        ring of the operator's telephone, a few seconds earlier
/// @param callerChannel   the caller's leg, `PJSIP/demo-00000002`
/// @param operatorChannel the operator's or partner's leg, `PJSIP/op1-00000003`
public record TalkingCaller(
    CallId call,
    String queue,
    String operator,
    Instant since,
    String language,
    String callerChannel,
    String operatorChannel) {}
