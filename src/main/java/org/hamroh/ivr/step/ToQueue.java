package org.hamroh.ivr.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    try {
      call.sayIfPossible(now, Set.of());
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

  @Override
  public List<Way> ways() {
    return List.of();
  }

  @Override
  public List<Said> said() {
    return Step.said("prompts", prompts);
  }
}
