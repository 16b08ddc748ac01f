package org.hamroh.ivr.step;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.Values;
import org.hamroh.ivr.outside.KnownCallers.FreeCall;
import org.hamroh.ivr.outside.KnownCallers.Known;
import org.hamroh.say.Kind;
import org.hamroh.voice.Spoken;

/// Tells those who pay for the call themselves that hanging up is free, in the words that are true
/// for them: we call back by ourselves, or after a missed call to another number of ours.
/// ```yaml
/// - charge: charge
///   then: front
/// ```
/// Says by itself `charge-notice` or `charge-missed-call`, and nothing to whom we cannot call or
/// have called. A key pressed meanwhile counts in the menu that comes.
public record TellCharge(String name, Target then) implements Step {

  private static final Prompt WE_CALL = Prompt.of("charge-notice");
  private static final Prompt MISSED_CALL = Prompt.of("charge-missed-call");

  static TellCharge from(Fields fields) {
    return new TellCharge(fields.name(), fields.target("then"));
  }

  @Override
  public Next take(Conversation call) {
    Known caller = call.services().callers().of(call.id());
    if (!caller.wePay()) {
      (switch (caller.freeCall()) {
            case FreeCall.None none -> java.util.Optional.<Character>empty();
            case FreeCall.HangUp hangUp ->
                call.sayIfPossible(List.of(WE_CALL), Conversation.CHOICES);
            case FreeCall.MissedCall ring ->
                call.sayFilled(
                    MISSED_CALL,
                    Values.of(Map.of("digits", new Spoken.Of(Kind.DIGITS, ring.number()))),
                    List.of(),
                    Conversation.CHOICES);
          })
          .ifPresent(call::carryOn);
    }
    return new Next.To(then);
  }

  @Override
  public List<Way> ways() {
    return List.of(new Way("then", then, false));
  }

  @Override
  public List<Said> said() {
    return List.of(new Said("", WE_CALL), new Said("", MISSED_CALL, Set.of("digits")));
  }
}
