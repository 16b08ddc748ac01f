package org.hamroh.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hamroh.call.CallRecord.BookedCallback;
import org.hamroh.call.CallRecord.Drop;
import org.hamroh.call.CallRecord.GivenAnswer;
import org.hamroh.call.CallRecord.HeardPrompt;
import org.hamroh.call.CallRecord.KeptMessage;
import org.hamroh.call.CallRecord.PressedKey;
import org.hamroh.phone.CallerKey;
import org.jspecify.annotations.Nullable;

/// Takes a call's events in order and says what they come to. The queue log's whole seconds can put
/// an event of the PBX before one of the server that came first, so nothing here relies on the
/// order between the two; only the server's own steps and keys are a sequence.
final class CallFold {

  /// Prompts that say how to use the telephone, besides those whose name ends in `-menu`: hearing
  /// them serves nobody.
  private static final Set<String> ABOUT_THE_SERVICE =
      Set.of(
          "welcome",
          "language-choice",
          "charge-notice",
          "keys-hint",
          "privacy",
          "no-input",
          "invalid",
          "retry",
          "too-many-errors",
          "technical-problem",
          "back",
          "closed",
          "closed-until",
          "closed-now",
          "holiday",
          "language-hint",
          "digits-incomplete",
          "digits-sure",
          "callback-hello-missed",
          "callback-hello-wanted",
          "callback-hello-safe",
          "goodbye");

  /// Who listened this long before a key or a hang-up has heard a thought to its end; information
  /// stands before the choices of a menu.
  private static final Duration INFORMED_AFTER = Duration.ofSeconds(10);

  private @Nullable Instant first;
  private @Nullable Instant met;
  private @Nullable Instant ended;
  private boolean seenEnding;
  private @Nullable CallerKey caller;
  private String country = "";
  private String dialed = "";
  private String language = "";
  private final List<String> path = new ArrayList<>();
  private final List<PressedKey> keys = new ArrayList<>();
  private final List<HeardPrompt> prompts = new ArrayList<>();
  private final List<KeptMessage> messages = new ArrayList<>();
  private final List<GivenAnswer> answers = new ArrayList<>();
  private @Nullable BookedCallback callback;
  private int silences;
  private boolean withoutKeys;

  private String queue = "";
  private boolean wantedPeople;
  private boolean inQueue;
  private Duration waited = Duration.ZERO;
  private String operator = "";
  private @Nullable Instant answeredAt;
  private @Nullable Instant callerAnswered;
  private @Nullable Instant callerGone;
  private int talksOpen;

  /// Since when the talk has gone on beyond the queue that made it: held, with a third one.
  private @Nullable Instant beyondQueue;

  private boolean wasBeyondQueue;
  private final StaffTalk staffTalk = new StaffTalk();
  private Duration talked = Duration.ZERO;

  private boolean safetyNet;
  private boolean interrupted;
  private boolean operatorLost;
  private boolean leftTalk;
  private boolean calledOut;
  private String place = "";
  private boolean answered;
  private boolean scriptSeen;
  private boolean broken;
  private boolean goodBye;

  private boolean choseAfterLanguage;
  private boolean served;

  void take(ToldEvent told) {
    if (first == null) {
      first = told.at();
    }
    switch (told.event()) {
      case CallEvent.CallStarted started -> {
        meet(told.at());
        scriptSeen = true;
        caller = started.caller();
        country = started.country();
        dialed = started.dialedNumber();
      }
      case CallEvent.CalledBack back -> {
        meet(told.at());
        scriptSeen = true;
        caller = back.caller();
        country = back.country();
      }
      case CallEvent.CalledOut out -> {
        meet(told.at());
        calledOut = true;
        caller = out.caller();
        country = out.country();
        if (operator.isEmpty()) {
          operator = out.operator();
        }
      }
      case CallEvent.ScriptStarted script -> scriptSeen = true;
      case CallEvent.LanguageChosen chosen -> {
        language = chosen.language();
        choseAfterLanguage = false;
      }
      case CallEvent.StepEntered step -> {
        path.add(step.step());
        place = step.script().isEmpty() ? "" : step.script() + "/" + step.step();
      }
      case CallEvent.PromptHeard heard -> {
        prompts.add(new HeardPrompt(heard.prompts(), heard.language(), heard.heard(), heard.cut()));
        served |=
            choseAfterLanguage
                && inform(heard.prompts())
                && (!heard.cut() || heard.heard().compareTo(INFORMED_AFTER) >= 0);
      }
      case CallEvent.KeyPressed pressed -> {
        keys.add(new PressedKey(pressed.step(), pressed.key(), false));
        withoutKeys = false; // found after all
        choseAfterLanguage = true;
      }
      case CallEvent.WrongKeyPressed pressed ->
          keys.add(new PressedKey(pressed.step(), pressed.key(), true));
      case CallEvent.SilenceHeard silence -> silences++;
      // A script after the queue does not know of keys before it.
      case CallEvent.NoKeyPressed none -> withoutKeys = keys.stream().allMatch(PressedKey::wrong);
      case CallEvent.CoverKeyPressed covered -> interrupted = true;
      case CallEvent.MessageLeft left ->
          messages.add(new KeptMessage(left.messageId(), left.kind(), left.length()));
      case CallEvent.SurveyAnswered given ->
          answers.add(new GivenAnswer(given.question(), given.answer()));
      case CallEvent.CallbackBooked booked ->
          callback = new BookedCallback(booked.receipt(), booked.when(), booked.safe());
      case CallEvent.HandedToQueue handed -> {
        wantedPeople = true;
        if (queue.isEmpty()) {
          queue = handed.queue();
        }
      }
      case CallEvent.TalkChanged changed -> {
        if (changed.what().equals("held") && beyondQueue == null && !inQueue) {
          beyondQueue = told.at();
          wasBeyondQueue = true;
          staffTalk.beyond(told.at());
        }
      }
      case CallEvent.StepFailed failed -> broken = true;
      case CallEvent.ScriptEnded end -> {
        goodBye |= end.next().equals("end");
        broken |= end.next().equals("failed");
      }
      default -> takeFromPbx(told);
    }
  }

  private void takeFromPbx(ToldEvent told) {
    switch (told.event()) {
      case CallEvent.LegStarted leg -> {
        if (leg.callerLeg()) {
          meet(told.at());
          if (dialed.isEmpty()) {
            dialed = leg.dialedNumber();
          }
        }
      }
      case CallEvent.LegAnswered leg -> {
        answered |= leg.callerLeg();
        if (leg.callerLeg() && callerAnswered == null) {
          callerAnswered = told.at();
        }
        staffTalk.answered(leg.channelName(), told.at());
      }
      case CallEvent.LegEnded leg -> {
        if (leg.callerLeg()) {
          callerGone = told.at();
        }
        staffTalk.ended(leg.channelName(), told.at());
      }
      case CallEvent.MissedCall missed -> {
        caller = missed.caller();
        country = missed.country();
      }
      case CallEvent.SafetyNetEntered net -> safetyNet = true;
      case CallEvent.QueueEntered entered -> {
        wantedPeople = true;
        inQueue = true;
        endBeyondQueue(told.at());
        queue = topic(entered.queue());
      }
      case CallEvent.OperatorAnswered answer -> {
        inQueue = false;
        queue = topic(answer.queue());
        operator = answer.operator();
        waited = waited.plus(answer.waited());
        answeredAt = told.at();
        talksOpen++;
        staffTalk.ofQueue(answer.operator(), told.at());
      }
      case CallEvent.OperatorLost lost -> operatorLost = true;
      case CallEvent.TalkEnded talk -> {
        talked = talked.plus(talk.talked());
        talksOpen--;
        leftTalk = talk.byCaller();
      }
      case CallEvent.QueueLeft left -> {
        inQueue = false;
        queue = topic(left.queue());
        waited = waited.plus(left.waited());
      }
      case CallEvent.CallEnded end -> {
        ended = told.at();
        seenEnding |= told.source() != ToldEvent.Source.RECONCILE;
      }
      default -> {
        // an operator's ringing is kept as an event only
      }
    }
  }

  /// The queue counts a talk up to the first hold; what came after is added here.
  private void endBeyondQueue(Instant at) {
    if (beyondQueue != null && at.isAfter(beyondQueue)) {
      talked = talked.plus(Duration.between(beyondQueue, at));
    }
    beyondQueue = null;
    staffTalk.backInQueue(at);
  }

  /// These queues are ways to a person, whatever the caller needs.
  private String topic(String told) {
    boolean way = told.equals("queue-first") || told.equals("queue-on-call");
    return way && !queue.isEmpty() ? queue : told;
  }

  private void meet(Instant at) {
    if (met == null) {
      met = at;
    }
  }

  /// Whether these prompts told the caller something, beyond how to use the telephone.
  private static boolean inform(List<String> prompts) {
    return prompts.stream()
        .anyMatch(name -> !name.endsWith("-menu") && !ABOUT_THE_SERVICE.contains(name));
  }

  CallRecord record(CallId call) {
    Instant start = met == null ? Objects.requireNonNull(first) : met;
    if (ended != null && talksOpen > 0 && answeredAt != null && talked.isZero()) {
      // The PBX died or the queue log is lost: the talk lasted as long as the call at most.
      talked = Duration.between(answeredAt, ended);
    } else if (ended != null) {
      talked = talked.plus(staffTalk.resumed(callerGone == null ? ended : callerGone));
    }
    if (ended != null) {
      endBeyondQueue(callerGone == null ? ended : callerGone);
    }
    if (calledOut && callerAnswered != null && callerGone != null) {
      talked = Duration.between(callerAnswered, callerGone);
    }
    return new CallRecord(
        call,
        start,
        ended,
        caller,
        country,
        dialed,
        language,
        path,
        keys,
        silences,
        prompts,
        queue,
        waited,
        operator,
        talked.isNegative() ? Duration.ZERO : talked,
        messages,
        answers,
        callback,
        safetyNet,
        interrupted,
        operatorLost,
        ended == null ? null : drop(),
        withoutKeys,
        call.weRang() || call.isOut() ? Duration.ZERO : paid(),
        ended == null ? null : ending());
  }

  /// From the answer to the hang-up the caller's credit runs, in the menu and in the queue too. A
  /// call that we placed costs the caller nothing, and so does one that nobody answered.
  private Duration paid() {
    // The line answers before the script begins; the PBX's own word for it may be lost.
    Instant from = callerAnswered == null && scriptSeen ? met : callerAnswered;
    Instant until = callerGone == null ? ended : callerGone;
    if (from == null || until == null || until.isBefore(from)) {
      return Duration.ZERO;
    }
    return Duration.between(from, until);
  }

  /// Who hung up on purpose cannot be told from whose credit ran out, so every hang-up before the
  /// end counts. Nothing is kept of a call in which somebody came near, nor of one that had not got
  /// beyond the main menu.
  private @Nullable Drop drop() {
    if (calledOut || interrupted || goodBye || !messages.isEmpty() || callback != null) {
      return null;
    }
    if (!operator.isEmpty() || inQueue || wantedPeople) {
      // Who ended a talk beyond its queue is not known.
      return leftTalk && !wasBeyondQueue && !staffTalk.isResumed() || operator.isEmpty()
          ? new Drop("", queue)
          : null;
    }
    return choseAfterLanguage && !place.isEmpty() ? new Drop(place, "") : null;
  }

  private Ending ending() {
    if (calledOut) {
      return answered ? Ending.ANSWERED : Ending.NOT_REACHED;
    }
    if (!operator.isEmpty()) {
      return Ending.ANSWERED;
    }
    if (callback != null) {
      return Ending.BOOKED_CALL;
    }
    if (!messages.isEmpty()) {
      return Ending.LEFT_MESSAGE;
    }
    if (!seenEnding && (inQueue || !goodBye)) {
      return Ending.UNKNOWN;
    }
    if (wantedPeople) {
      return Ending.ABANDONED;
    }
    if (safetyNet || broken) {
      return Ending.FAILED;
    }
    if (goodBye || served) {
      return Ending.SELF_SERVED;
    }
    return answered || scriptSeen ? Ending.HUNG_UP_IN_MENU : Ending.MISSED;
  }
}
