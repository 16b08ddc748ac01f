package org.hamroh.call;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import org.hamroh.phone.CallerKey;
import org.jspecify.annotations.Nullable;

/// One thing that happened on a call, in the past tense. The order of the list is roughly the order
/// of a call; a record is a fold of these and can be made again at any time.
///
/// The first group is told by the server while it speaks with the caller; the second is read from
/// the PBX's own files (channel events and queue log), which go on while the server is dead.
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(CallEvent.CallStarted.class),
  @JsonSubTypes.Type(CallEvent.CalledBack.class),
  @JsonSubTypes.Type(CallEvent.CalledOut.class),
  @JsonSubTypes.Type(CallEvent.ScriptStarted.class),
  @JsonSubTypes.Type(CallEvent.LanguageChosen.class),
  @JsonSubTypes.Type(CallEvent.StepEntered.class),
  @JsonSubTypes.Type(CallEvent.PromptHeard.class),
  @JsonSubTypes.Type(CallEvent.KeyPressed.class),
  @JsonSubTypes.Type(CallEvent.WrongKeyPressed.class),
  @JsonSubTypes.Type(CallEvent.SilenceHeard.class),
  @JsonSubTypes.Type(CallEvent.NoKeyPressed.class),
  @JsonSubTypes.Type(CallEvent.CoverKeyPressed.class),
  @JsonSubTypes.Type(CallEvent.HelpWanted.class),
  @JsonSubTypes.Type(CallEvent.CannotSpeak.class),
  @JsonSubTypes.Type(CallEvent.SilentAnswer.class),
  @JsonSubTypes.Type(CallEvent.WaitTold.class),
  @JsonSubTypes.Type(CallEvent.MessageLeft.class),
  @JsonSubTypes.Type(CallEvent.DigitsKeyed.class),
  @JsonSubTypes.Type(CallEvent.SurveyAnswered.class),
  @JsonSubTypes.Type(CallEvent.CallbackBooked.class),
  @JsonSubTypes.Type(CallEvent.TextSent.class),
  @JsonSubTypes.Type(CallEvent.Subscribed.class),
  @JsonSubTypes.Type(CallEvent.LookedUp.class),
  @JsonSubTypes.Type(CallEvent.HandedToQueue.class),
  @JsonSubTypes.Type(CallEvent.StepFailed.class),
  @JsonSubTypes.Type(CallEvent.ScriptEnded.class),
  @JsonSubTypes.Type(CallEvent.LegStarted.class),
  @JsonSubTypes.Type(CallEvent.LegAnswered.class),
  @JsonSubTypes.Type(CallEvent.LegEnded.class),
  @JsonSubTypes.Type(CallEvent.MissedCall.class),
  @JsonSubTypes.Type(CallEvent.SafetyNetEntered.class),
  @JsonSubTypes.Type(CallEvent.QueueEntered.class),
  @JsonSubTypes.Type(CallEvent.OperatorRang.class),
  @JsonSubTypes.Type(CallEvent.OperatorAnswered.class),
  @JsonSubTypes.Type(CallEvent.OperatorLost.class),
  @JsonSubTypes.Type(CallEvent.TalkChanged.class),
  @JsonSubTypes.Type(CallEvent.TalkEnded.class),
  @JsonSubTypes.Type(CallEvent.QueueLeft.class),
  @JsonSubTypes.Type(CallEvent.CallEnded.class),
})
public sealed interface CallEvent {

  /// The server met the call.
  ///
  /// @param caller        who calls, without the number; absent when the number is withheld
  /// @param country       region of the number (`TJ`, `RU`, `KZ`…), empty when unknown
  /// @param dialedNumber  what was dialled
  /// @param channelName   `PJSIP/demo-0000002a`
  record CallStarted(
      @Nullable CallerKey caller, String country, String dialedNumber, String channelName)
      implements CallEvent {}

  /// The server met a call that it had made itself: the person has answered.
  ///
  /// @param caller   of the number that we rang
  /// @param callback names the call back
  record CalledBack(@Nullable CallerKey caller, String country, long callback, String channelName)
      implements CallEvent {}

  /// An operator rings a person.
  ///
  /// @param caller stands for the number that is rung
  /// @param record of the contact from which the call is made; empty when from the person's page
  record CalledOut(CallerKey caller, String country, String operator, String record)
      implements CallEvent {}

  /// @param version first 12 hexadecimal digits of the script's SHA-256
  record ScriptStarted(String script, String version) implements CallEvent {}

  /// @param byCaller whether the caller chose it, or it is the script's default
  record LanguageChosen(String language, boolean byCaller) implements CallEvent {}

  /// @param script empty in what older servers told
  record StepEntered(String script, String step) implements CallEvent {
    public StepEntered {
      script = script == null ? "" : script;
    }
  }

  /// @param prompts  names in the order they were to be played
  /// @param language the language they were spoken in; `tg+ru` when each was said in both
  /// @param heard    how long, until the end or a key
  /// @param cut      whether a key or a hang-up cut it
  record PromptHeard(List<String> prompts, String language, Duration heard, boolean cut)
      implements CallEvent {}

  record KeyPressed(String step, String key) implements CallEvent {}

  record WrongKeyPressed(String step, String key) implements CallEvent {}

  /// No key in the time that the step allows.
  record SilenceHeard(String step) implements CallEvent {}

  /// No key that leads anywhere was pressed on this call, to the end of a question: from here on
  /// the caller is served without keys.
  record NoKeyPressed(String step) implements CallEvent {}

  /// Somebody came near: the caller pressed the cover key and from then on heard harmless talk. The
  /// call was interrupted; nobody knows what it was about to say.
  record CoverKeyPressed(String step) implements CallEvent {}

  /// Under the cover text the caller pressed the key that asks for help.
  record HelpWanted() implements CallEvent {}

  /// The caller cannot speak: from now on keys answer the operator.
  record CannotSpeak(String step) implements CallEvent {}

  /// The caller who cannot speak answered a question of the operator by key.
  ///
  /// @param answer `yes` or `no`
  record SilentAnswer(String answer) implements CallEvent {}

  /// The caller was told how long the waiting will last, in minutes.
  ///
  /// @param from 0: less than `to`
  /// @param to   0: more than `from`
  record WaitTold(int from, int to) implements CallEvent {}

  /// A voice message was kept.
  ///
  /// @param messageId names the sound file
  /// @param kind      what it is about: `message`, `agency-complaint`, `course-register`…
  record MessageLeft(String messageId, String kind, Duration length) implements CallEvent {}

  /// The caller keyed in a number: a receipt, a PIN, a telephone. Only how long it was is told.
  record DigitsKeyed(String step, int count) implements CallEvent {}

  /// One question of a survey was answered; those passed over are not told.
  ///
  /// @param question its name in the script: `helped`, `age`
  /// @param answer   the word that the script gives the key: `yes`, `under-18`
  record SurveyAnswered(String question, String answer) implements CallEvent {}

  /// A call back was booked. The number stands with the booking, never here.
  ///
  /// @param receipt names the booking
  /// @param when    `soonest`, `morning`, `day`, `evening`, `tomorrow`
  /// @param safe    whether somebody else must not learn what the call is about
  record CallbackBooked(String receipt, String when, boolean safe) implements CallEvent {}

  /// A text to the caller's own telephone was asked for.
  ///
  /// @param text    names it: `sms-10`
  /// @param outcome `accepted` (the gateway sends it), `no-number`, `refused`, `unavailable`
  record TextSent(String text, String outcome) implements CallEvent {}

  /// The caller agreed by key to get texts of a group.
  ///
  /// @param outcome as for a text
  record Subscribed(String group, String outcome) implements CallEvent {}

  /// A web service was asked in the middle of the call; neither question nor answer is told.
  record LookedUp(String service, boolean answered) implements CallEvent {}

  /// The script gave the caller to a queue of the PBX.
  ///
  /// @param queue    `queue-general`, `queue-danger`…
  /// @param priority the higher, the sooner
  record HandedToQueue(String queue, int priority, String reason) implements CallEvent {}

  /// Our bug or a missing sound; the caller went on to a person.
  record StepFailed(String step, String reason) implements CallEvent {}

  /// @param next what the dialplan was told to do: `end` or `queue`; `hangup` when the caller left;
  ///             `failed` when nothing could be told, so that the safety net takes over
  record ScriptEnded(String next) implements CallEvent {}

  /// Read from channel events: one leg came up.
  ///
  /// @param callerLeg whether it is the caller's own
  record LegStarted(String channelName, boolean callerLeg, String dialedNumber)
      implements CallEvent {}

  record LegAnswered(String channelName, boolean callerLeg) implements CallEvent {}

  /// @param cause Q.850 cause, 16 is a normal hang-up
  record LegEnded(String channelName, boolean callerLeg, int cause) implements CallEvent {}

  /// Somebody rang a line that is never answered, and hung up.
  ///
  /// @param caller absent when the number is withheld
  record MissedCall(@Nullable CallerKey caller, String country) implements CallEvent {}

  /// The dialplan found no living server and took the caller to prompts on disk and a person.
  record SafetyNetEntered(String why) implements CallEvent {}

  record QueueEntered(String queue, int position) implements CallEvent {}

  /// An operator's telephone rang without an answer.
  record OperatorRang(String operator, Duration rang) implements CallEvent {}

  /// @param waited in the queue
  record OperatorAnswered(String queue, String operator, Duration waited) implements CallEvent {}

  /// The operator's telephone vanished in mid-talk; the caller went back to the head of the queue.
  record OperatorLost(String queue) implements CallEvent {}

  /// The operator did something with the caller.
  ///
  /// @param what `held`, `resumed`, `asked` (somebody is rung), `joined`, `not-reached`,
  ///             `handed-over`, `left`, `returned` (to the head of the queue)
  /// @param whom `op2`, `queue-wages`, or the directory's name of a partner; empty for nobody
  record TalkChanged(String operator, String what, String whom) implements CallEvent {}

  /// @param byCaller whether the caller hung up first
  record TalkEnded(String operator, Duration talked, boolean byCaller) implements CallEvent {}

  /// Out of the queue without an operator.
  ///
  /// @param how  `abandoned`, `timeout`, `key`, `empty`
  record QueueLeft(String queue, String how, Duration waited) implements CallEvent {}

  /// The last leg is gone.
  record CallEnded() implements CallEvent {}
}
