package org.hamroh.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.hamroh.phone.CallerKey;
import org.jspecify.annotations.Nullable;

/// One call, told in one breath: a pure fold of its events. Folding the same events in any order of
/// arrival, once or twice, gives the same record.
///
/// @param startedAt   when the server or the PBX first met it
/// @param endedAt     when its last leg went; absent while it goes on
/// @param caller      stands for the number; absent when withheld, or when only the PBX saw the
/// call
/// @param country     of the number, empty when unknown
/// @param dialedNumber what was dialled, empty when unknown
/// @param language    the last one chosen, empty when none was
/// @param path        steps entered, in order
/// @param keys        keys that led somewhere or nowhere; never digits entered as data
/// @param silences    how often no key came in time
/// @param prompts     what was said, and for how long the caller listened
/// @param queue       the last one the caller was in or was sent to, empty when none
/// @param waited      in all queues together
/// @param operator    the last one who answered, empty when nobody did
/// @param talked      with operators, in all
/// @param messages    voice messages left
/// @param answers     to a survey
/// @param callback    the last one booked; absent when none was
/// @param safetyNet   whether the dialplan had to do without the server
/// @param interrupted whether the cover key was pressed: somebody came near
/// @param operatorLost whether an operator's telephone vanished in mid-talk
/// @param drop        where the caller's line broke; absent when it came to an end of its own
/// @param withoutKeys whether the caller was served without keys, having pressed none that leads
/// anywhere
/// @param paid        what the caller's own credit paid for: from the answer to the hang-up; zero
/// while the call goes on, when we called, and when nobody answered
/// @param ending      absent while the call goes on
public record CallRecord(
    CallId call,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable CallerKey caller,
    String country,
    String dialedNumber,
    String language,
    List<String> path,
    List<PressedKey> keys,
    int silences,
    List<HeardPrompt> prompts,
    String queue,
    Duration waited,
    String operator,
    Duration talked,
    List<KeptMessage> messages,
    List<GivenAnswer> answers,
    @Nullable BookedCallback callback,
    boolean safetyNet,
    boolean interrupted,
    boolean operatorLost,
    @Nullable Drop drop,
    boolean withoutKeys,
    Duration paid,
    @Nullable Ending ending) {

  /// @param wrong whether the key led nowhere
  public record PressedKey(String step, String key, boolean wrong) {}

  /// @param cut whether a key or a hang-up cut it
  public record HeardPrompt(List<String> names, String language, Duration heard, boolean cut) {
    public HeardPrompt {
      names = List.copyOf(names);
    }
  }

  /// @param messageId names the sound file
  public record KeptMessage(String messageId, String kind, Duration length) {}

  /// @param question its name in the script
  /// @param answer   the script's word for the key
  public record GivenAnswer(String question, String answer) {}

  /// @param when `soonest`, `morning`, `day`, `evening`, `tomorrow`
  /// @param safe whether somebody else must not learn what the call is about
  public record BookedCallback(String receipt, String when, boolean safe) {}

  /// The caller was gone before the call came to an end of its own.
  ///
  /// @param place `work/wages-info-1`, the step that the caller was at; empty when it was a queue
  ///              or a talk
  /// @param queue of the wait or the talk, empty when it was a step
  public record Drop(String place, String queue) {}

  /// Whether we rang the person, who then pays nothing.
  public boolean outgoing() {
    return call.weRang() || call.isOut();
  }

  public CallRecord {
    path = List.copyOf(path);
    keys = List.copyOf(keys);
    prompts = List.copyOf(prompts);
    messages = List.copyOf(messages);
    // Records written before there were surveys hold none.
    answers = List.copyOf(Objects.requireNonNullElse(answers, List.of()));
    paid = Objects.requireNonNullElse(paid, Duration.ZERO); // nor what was paid
  }

  /// A record as its row keeps it.
  public static CallRecord ofRow(String body) {
    return CallJson.record(body);
  }

  /// The record of one call's events.
  ///
  /// @param events in any order, at least one
  /// @throws IllegalArgumentException when there is none
  public static CallRecord of(CallId call, Collection<ToldEvent> events) {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("no events, no call: " + call);
    }
    CallFold fold = new CallFold();
    events.stream().distinct().sorted(ToldEvent.IN_ORDER).forEach(fold::take);
    return fold.record(call);
  }
}
