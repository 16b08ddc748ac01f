package org.hamroh.ivr.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.ivr.BackFromQueue;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.DetourException;
import org.hamroh.ivr.SystemPrompt;

/// Hands the caller over to people. The script ends here; what is heard while waiting is the PBX's.
/// ```yaml
/// - queue: wages-operator
///   to: queue-wages
///   reason: wages-not-paid-abroad   # the contact reason that the operator is offered
/// - queue: help-now
///   to: queue-danger
///   priority: 100                   # the higher, the sooner; 0 when left out
///   urgent: true                    # no word about privacy before it
///   silent: true                    # the caller cannot speak: keys 1 and 2 answer the operator
///   reason: urgent-danger
/// ```
/// Where others wait already and it is known how long it takes, the caller hears that, too: those
/// before are served meanwhile, so nobody comes later because of it.
///
/// Nothing stands between a caller and a person: a prompt that cannot be played is skipped, and key
/// 0 cuts short what is said before.
///
/// Who rings from abroad pays for each second of waiting, and is told before it that key 1 brings a
/// call back (`queue-abroad`); whatever else they do, they are handed over.
///
/// Who has been abusive lately waits longer, and is told so (`queue-slower`).
///
/// @param prompts said before the hand-over
/// @param queue   as the PBX calls it
/// @param urgent  whether seconds count; otherwise the privacy text is said once in a call
/// @param silent  whether the caller cannot speak: the operator sees the keys 1 and 2
public record ToQueue(
    String name,
    List<Prompt> prompts,
    String queue,
    int priority,
    String reason,
    boolean urgent,
    boolean silent)
    implements Step {

  private static final Prompt ABROAD = Prompt.of("queue-abroad");
  private static final Prompt SLOWER = Prompt.of("queue-slower");
  private static final Set<Character> CALL_ME = Set.of('1');

  /// Time to press the key; who wants to wait should not wait for this.
  private static final Duration OFFER_STANDS = Duration.ofSeconds(2);

  static ToQueue from(Fields fields) {
    return new ToQueue(
        fields.name(),
        fields.prompts("prompts"),
        fields.text("to"),
        fields.number("priority", 0),
        fields.text("reason"),
        fields.flag("urgent"),
        fields.flag("silent"));
  }

  @Override
  public Next take(Conversation call) {
    List<Prompt> now = new ArrayList<>();
    if (!urgent) {
      now.add(SystemPrompt.PRIVACY.prompt());
    }
    now.addAll(prompts);
    if (!urgent && call.services().callers().waitsLonger(call.id())) {
      now.add(SLOWER);
    }
    boolean offers = !urgent && call.services().callbacks().offersAtOnce(call.id());
    try {
      if (offers && takesCall(call, now)) {
        call.wants(queue);
        return new Next.To(BackFromQueue.CALL_INSTEAD);
      }
      if (!offers) {
        call.sayIfPossible(now, Set.of());
      }
      if (!urgent) {
        call.services().waits().before(queue).ifPresent(range -> WaitSentence.say(call, range));
      }
    } catch (DetourException detour) {
      if (detour.key() != DetourException.OPERATOR) {
        throw detour;
      }
    }
    if (silent) {
      call.cannotSpeak();
    }
    return new Next.Queue(queue, priority, reason);
  }

  private static boolean takesCall(Conversation call, List<Prompt> before) {
    call.sayIfPossible(before, Set.of());
    Optional<Character> key =
        call.sayIfPossible(List.of(ABROAD), CALL_ME)
            .or(() -> call.awaitMore(OFFER_STANDS, CALL_ME));
    key.ifPresent(call::pressed);
    return key.isPresent();
  }

  @Override
  public List<Way> ways() {
    return List.of();
  }

  @Override
  public List<Said> said() {
    List<Said> said = new ArrayList<>(Step.said("prompts", prompts));
    if (!urgent) {
      said.add(new Said("", ABROAD));
      said.add(new Said("", SLOWER));
    }
    return said;
  }
}
