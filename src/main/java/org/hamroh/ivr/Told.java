package org.hamroh.ivr;

import java.util.Locale;
import java.util.function.Consumer;
import org.hamroh.call.CallEvent;
import org.hamroh.ivr.outside.TextSender;

/// What a step tells the call's record of the services that it has used.
public final class Told {

  private final Consumer<CallEvent> events;

  Told(Consumer<CallEvent> events) {
    this.events = events;
  }

  /// A text to the caller's telephone was asked for.
  public void textSent(String text, TextSender.Outcome outcome) {
    events.accept(new CallEvent.TextSent(text, word(outcome)));
  }

  /// The caller wants texts of a group.
  public void subscribed(String group, TextSender.Outcome outcome) {
    events.accept(new CallEvent.Subscribed(group, word(outcome)));
  }

  private static String word(TextSender.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// A web service was asked.
  public void lookedUp(String service, boolean answered) {
    events.accept(new CallEvent.LookedUp(service, answered));
  }

  /// The caller was told how long it will take, see [org.hamroh.ivr.outside.Waits.Range].
  public void waitTold(int from, int to) {
    events.accept(new CallEvent.WaitTold(from, to));
  }

  public void answered(String question, String answer) {
    events.accept(new CallEvent.SurveyAnswered(question, answer));
  }

  public void callbackBooked(String receipt, String when, boolean safe) {
    events.accept(new CallEvent.CallbackBooked(receipt, when, safe));
  }
}
