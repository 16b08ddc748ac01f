package org.hamroh.console;

import java.time.Duration;
import org.hamroh.call.CallEvent;
import org.hamroh.web.Wording;

/// Says an event of a call in a sentence that an operator understands.
final class EventSentence {

  private final Wording words;

  EventSentence(Wording words) {
    this.words = words;
  }

  String of(CallEvent event) {
    String name = "console.event." + event.getClass().getSimpleName();
    return switch (event) {
      case CallEvent.CallStarted e -> words.of(name, e.dialedNumber());
      case CallEvent.CalledBack e -> words.of(name);
      case CallEvent.CalledOut e -> words.of(name, e.operator());
      case CallEvent.ScriptStarted e -> words.of(name, e.script());
      case CallEvent.LanguageChosen e ->
          words.of(
              e.byCaller() ? name : name + ".default", words.named("console.spoken", e.language()));
      case CallEvent.StepEntered e -> words.of(name, e.step());
      case CallEvent.PromptHeard e ->
          words.of(
              e.cut() ? name + ".cut" : name, String.join(", ", e.prompts()), clock(e.heard()));
      case CallEvent.KeyPressed e -> words.of(name, e.key(), e.step());
      case CallEvent.WrongKeyPressed e -> words.of(name, e.key(), e.step());
      case CallEvent.SilenceHeard e -> words.of(name, e.step());
      case CallEvent.NoKeyPressed e -> words.of(name, e.step());
      case CallEvent.CoverKeyPressed e -> words.of(name);
      case CallEvent.HelpWanted e -> words.of(name);
      case CallEvent.CannotSpeak e -> words.of(name);
      case CallEvent.SilentAnswer e -> words.of(name, words.named("console.silent", e.answer()));
      case CallEvent.WaitTold e ->
          e.from() == 0
              ? words.of(name + ".under", e.to())
              : e.to() == 0 ? words.of(name + ".over", e.from()) : words.of(name, e.from(), e.to());
      case CallEvent.MessageLeft e -> words.of(name, clock(e.length()));
      case CallEvent.DigitsKeyed e -> words.of(name, e.count(), e.step());
      case CallEvent.SurveyAnswered e -> words.of(name, e.question(), e.answer());
      case CallEvent.CallbackBooked e ->
          words.of(
              e.safe() ? name + ".safe" : name,
              e.receipt(),
              words.named("console.callback", e.when()));
      case CallEvent.TextSent e ->
          words.of(name, e.text(), words.named("console.sms", e.outcome()));
      case CallEvent.Subscribed e ->
          words.of(name, e.group(), words.named("console.sms", e.outcome()));
      case CallEvent.LookedUp e -> words.of(e.answered() ? name : name + ".not", e.service());
      case CallEvent.HandedToQueue e -> words.of(name, queue(e.queue()));
      case CallEvent.StepFailed e -> words.of(name, e.step(), e.reason());
      case CallEvent.ScriptEnded e -> words.of(name);
      case CallEvent.LegStarted e ->
          words.of(e.callerLeg() ? name + ".caller" : name, e.channelName());
      case CallEvent.LegAnswered e ->
          words.of(e.callerLeg() ? name + ".caller" : name, e.channelName());
      case CallEvent.LegEnded e ->
          words.of(e.callerLeg() ? name + ".caller" : name, e.channelName());
      case CallEvent.MissedCall e -> words.of(name);
      case CallEvent.SafetyNetEntered e -> words.of(name);
      case CallEvent.QueueEntered e -> words.of(name, queue(e.queue()), e.position());
      case CallEvent.OperatorRang e -> words.of(name, e.operator(), clock(e.rang()));
      case CallEvent.OperatorAnswered e -> words.of(name, e.operator(), clock(e.waited()));
      case CallEvent.OperatorLost e -> words.of(name, queue(e.queue()));
      case CallEvent.TalkChanged e -> words.of(name + "." + e.what(), e.operator(), e.whom());
      case CallEvent.TalkEnded e ->
          words.of(e.byCaller() ? name + ".caller" : name, e.operator(), clock(e.talked()));
      case CallEvent.QueueLeft e ->
          words.of(name, queue(e.queue()), clock(e.waited()), words.named("console.left", e.how()));
      case CallEvent.CallEnded e -> words.of(name);
    };
  }

  private String queue(String name) {
    return words.named("console.queue", name);
  }

  private String clock(Duration duration) {
    return words.clock(duration);
  }
}
