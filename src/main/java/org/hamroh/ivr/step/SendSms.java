package org.hamroh.ivr.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.outside.TextSender;
import org.hamroh.ivr.outside.TextSender.Outcome;

/// Sends a text to the telephone that calls, when the caller says that it is safe there.
/// ```yaml
/// - sms: wages-sms
///   text: sms-10                 # a text for callers, in the caller's language
///   ask: sms-safe                # left out: so too; 1 sends, 2 does not
///   sent: sms-sent               # left out: so too
///   then: back                   # it is on its way, or not wanted
///   otherwise: advice-by-voice   # withheld number, too many today, no such text
/// ```
/// Whose number cannot be written to is not asked. Who answers nothing gets no text: somebody else
/// may read it. Fields of the text are filled from the answers of the call, `{PROFESSION}` from
/// `profession`.
///
/// @param text names a text for callers
public record SendSms(
    String name, String text, List<Prompt> ask, List<Prompt> sent, Target then, Target otherwise)
    implements Step {

  private static final char SEND = '1';

  static final Question ONE_OR_TWO =
      new Question(Set.of(SEND, '2'), Menu.TIMEOUT, Menu.SILENCES, Menu.WRONG_KEYS);

  static SendSms from(Fields fields) {
    List<Prompt> ask = fields.prompts("ask");
    List<Prompt> sent = fields.prompts("sent");
    return new SendSms(
        fields.name(),
        fields.text("text"),
        ask.isEmpty() ? List.of(Prompt.of("sms-safe")) : ask,
        sent.isEmpty() ? List.of(Prompt.of("sms-sent")) : sent,
        fields.target("then"),
        fields.otherwise("otherwise"));
  }

  @Override
  public Next take(Conversation call) {
    TextSender texts = call.services().texts();
    if (!texts.canSend(call.id())) {
      call.told().textSent(text, Outcome.NO_NUMBER);
      return new Next.To(otherwise);
    }
    if (!agrees(call, ask)) {
      return new Next.To(then);
    }
    Outcome outcome = texts.send(call.id(), text, call.language(), Map.copyOf(call.answers()));
    call.told().textSent(text, outcome);
    if (outcome != Outcome.ACCEPTED) {
      return new Next.To(otherwise);
    }
    call.sayIfPossible(sent, Set.of());
    return new Next.To(then);
  }

  /// Whether the caller answers with key 1.
  static boolean agrees(Conversation call, List<Prompt> question) {
    return ONE_OR_TWO
        .ask(call, Question.words(call, question))
        .filter(key -> key == SEND)
        .isPresent();
  }

  @Override
  public Optional<Target> ifBroken() {
    return Optional.of(otherwise);
  }

  @Override
  public void check(StepCheck check) {
    check
        .vocabulary()
        .outside()
        .texts()
        .filter(texts -> !texts.contains(text))
        .ifPresent(
            texts ->
                check.wrong(
                    "text",
                    "is " + text + ", which is no text for callers",
                    "name one of " + texts.stream().sorted().toList()));
  }

  @Override
  public List<Way> ways() {
    return List.of(new Way("then", then, true), new Way("otherwise", otherwise, false));
  }

  @Override
  public List<Said> said() {
    List<Said> said = new ArrayList<>(Step.said("ask", ask));
    said.addAll(Step.said("sent", sent));
    return said;
  }
}
