package org.hamroh.inbox;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.Caller;
import org.hamroh.contact.Subscriptions;
import org.hamroh.gate.OptOuts;
import org.hamroh.intent.Intent;
import org.hamroh.intent.IntentReader;
import org.hamroh.intent.Reading;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.sms.IncomingKeeper;
import org.hamroh.sms.IncomingText;
import org.hamroh.web.LiveFeed;
import org.jdbi.v3.core.Handle;

/// Takes what people write: keeps it, does at once what can be done by itself, and leaves the rest
/// to a person. All of one text happens in one transaction, so nothing of it happens twice.
final class IncomingDesk implements IncomingKeeper {

  static final String TOPIC = "inbox";

  /// What people get who ask for it by its name; the others wait for a person.
  private static final Set<String> BY_ITSELF =
      Set.of("help", "call-me", "courses", "jobs", "case", "lang-tg", "lang-ru");

  /// How they agreed, as the list of contacts shows it.
  private static final String BY_TEXT = "sms";

  private static final Logger LOG = LogManager.getLogger(IncomingDesk.class);

  private final InboxStore store;
  private final IntentReader intents;
  private final Function<PhoneNumber, Caller> callers;
  private final AnswerCaps caps;
  private final Answering answering;
  private final Silence silence;
  private final Watch watch;
  private final LiveFeed live;
  private final Clock clock;
  private volatile Polls polls = (handle, number, text, at) -> false;

  IncomingDesk(
      InboxStore store,
      IntentReader intents,
      Function<PhoneNumber, Caller> callers,
      AnswerCaps caps,
      Answering answering,
      Silence silence,
      Watch watch,
      LiveFeed live,
      Clock clock) {
    this.store = store;
    this.intents = intents;
    this.callers = callers;
    this.caps = caps;
    this.answering = answering;
    this.silence = silence;
    this.watch = watch;
    this.live = live;
    this.clock = clock;
  }

  /// From now on answers to polls are known.
  void ask(Polls some) {
    polls = some;
  }

  @Override
  public long keep(Handle handle, IncomingText text) {
    Reading reading = intents.read(text.text());
    String intent = reading.intent().word();
    if (text.from().isEmpty()) {
      return store.keep(handle, text, "", intent); // a carrier's advertisement
    }
    PhoneNumber number = text.from().get();
    Caller caller = callers.apply(number);
    long id = store.keep(handle, text, caller.key().hex(), intent);
    Conversation thread =
        InboxStore.of(handle, caller.key())
            .orElseGet(
                () ->
                    InboxStore.begin(
                        handle,
                        caller.key(),
                        number,
                        Subscriptions.languageOf(handle, number).orElse(""),
                        text.at()))
            .speaking(reading.language(), false, text.at());
    InboxStore.save(handle, act(handle, new Case(text, reading, caller, thread, id)));
    LOG.info("event=text-read text={} intent={} urgent={}", id, intent, reading.urgent());
    live.changed(TOPIC);
    return id;
  }

  private record Case(
      IncomingText text, Reading reading, Caller caller, Conversation thread, long id) {

    PhoneNumber number() {
      return thread.number();
    }
  }

  private Conversation act(Handle handle, Case one) {
    if (one.reading.urgent()) {
      String about = one.thread.id() + "-" + LocalDate.now(clock).toEpochDay();
      watch.cry(handle, about, one.text.at());
      watch.announce();
      return one.thread.waiting(true, one.reading.maybeStop());
    }
    if (InboxStore.isColleague(handle, one.number())) {
      // A partner's ҲА is an answer to a referral, not a wish for texts.
      boolean word = one.reading.whole() && one.reading.intent() instanceof Intent.Keyword;
      return word ? one.thread : one.thread.waiting(false, false);
    }
    return switch (one.reading.intent()) {
      case Intent.Stop() -> stop(handle, one);
      case Intent.Start() -> start(handle, one);
      case Intent.Keyword(String name) ->
          isPollAnswer(handle, one) ? one.thread : keyword(handle, one, name);
      case Intent.None() ->
          isPollAnswer(handle, one)
              ? one.thread
              : one.thread.waiting(false, one.reading.maybeStop());
    };
  }

  /// Whoever was asked a question and writes `1` answers it. What may mean silence does not.
  private boolean isPollAnswer(Handle handle, Case one) {
    boolean whole = !one.text.partial() && one.text.instead().isEmpty();
    boolean answer =
        whole
            && !one.reading.maybeStop()
            && polls.take(handle, one.number(), one.text.text(), one.text.at());
    if (answer) {
      InboxStore.answered(handle, one.id, "poll");
    }
    return answer;
  }

  /// Also when only a part of the text has come: whoever asks for silence gets it.
  private Conversation stop(Handle handle, Case one) {
    String answered =
        silence.stop(handle, one.number(), one.caller.key(), "sms", one.thread.language(), true);
    InboxStore.answered(handle, one.id, answered);
    return one.thread;
  }

  private Conversation start(Handle handle, Case one) {
    if (isFlood(handle, one)) {
      InboxStore.answered(handle, one.id, "range");
      return one.thread; // thousands of made-up numbers must not bury those who wait
    }
    String answered =
        silence.start(
            handle,
            one.number(),
            one.caller.key(),
            one.caller.country(),
            BY_TEXT,
            one.thread.language());
    InboxStore.answered(handle, one.id, answered);
    return one.thread;
  }

  private boolean isFlood(Handle handle, Case one) {
    long neighbours = caps.neighbours(handle, one.number(), one.caller.key());
    if (!caps.isFlood(neighbours)) {
      return false;
    }
    watch.flood(handle, AnswerCaps.range(one.number()), one.text.at());
    watch.announce();
    return true;
  }

  private Conversation keyword(Handle handle, Case one, String name) {
    if (!one.reading.whole() || one.text.partial() || one.text.instead().isPresent()) {
      return one.thread.waiting(false, one.reading.maybeStop());
    }
    if (name.equals("yes") && mayMeanYes(handle, one)) {
      return start(handle, one);
    }
    if (name.equals("operator")) {
      String answered = answer(handle, one, one.thread, name);
      LOG.debug("event=person-wanted text={} answered={}", one.id, answered);
      return one.thread.waiting(false, false);
    }
    if (!BY_ITSELF.contains(name)) {
      return one.thread.waiting(false, false);
    }
    Conversation thread = one.thread;
    if (name.startsWith("lang-")) {
      String language = name.substring("lang-".length());
      thread = thread.speaking(language, true, one.text.at());
      Subscriptions.speak(handle, one.number(), language, one.text.at());
    }
    boolean unsafe = Answering.isUnsafe(handle, one.caller.key());
    String answered = answer(handle, one, thread, name);
    if (name.equals("call-me") && answered.equals(Answering.SENT)) {
      watch.callBack(handle, one.number(), one.caller.key(), thread.language(), one.text.at());
    }
    // Who gets no answer by itself gets one from a person, unless nothing but a cap is in the way.
    return unsafe || answered.equals("gate") ? thread.waiting(false, false) : thread;
  }

  /// `ҲА` alone subscribes somebody whom we do not know yet. It never brings back who said stop;
  /// from anybody else it is an answer to something, which a person knows.
  private boolean mayMeanYes(Handle handle, Case one) {
    return !OptOuts.isSilent(handle, one.caller.key(), one.number())
        && Subscriptions.languageOf(handle, one.number()).isEmpty();
  }

  private String answer(Handle handle, Case one, Conversation thread, String name) {
    String answered;
    if (!answering.has(name)) {
      return "";
    } else if (isFlood(handle, one)) {
      answered = "range";
    } else {
      answered = answering.answer(handle, one.number(), one.caller.key(), name, thread.language());
    }
    InboxStore.answered(handle, one.id, answered);
    return answered;
  }

  /// Rang the line that asks for silence.
  void silence(Handle handle, PhoneNumber number, String way) {
    Caller caller = callers.apply(number);
    Optional<String> known = Subscriptions.languageOf(handle, number);
    // Whoever never got a text from us gets none about it either.
    silence.stop(handle, number, caller.key(), way, known.orElse(""), known.isPresent());
    live.changed(TOPIC);
  }
}
