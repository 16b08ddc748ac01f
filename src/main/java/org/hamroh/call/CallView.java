package org.hamroh.call;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record as the API shows it: times in UTC, lengths in milliseconds, no number.
///
/// @param caller stands for the caller's number, absent when withheld
/// @param ending absent while the call goes on
record CallView(
    String id,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String caller,
    String country,
    String dialedNumber,
    boolean outgoing,
    String language,
    List<String> path,
    List<CallRecord.PressedKey> keys,
    int silences,
    List<PromptView> prompts,
    String queue,
    long waitedMillis,
    String operator,
    long talkedMillis,
    List<MessageView> messages,
    List<CallRecord.GivenAnswer> answers,
    CallRecord.@Nullable BookedCallback callback,
    boolean safetyNet,
    boolean interrupted,
    boolean withoutKeys,
    long paidMillis,
    boolean operatorLost,
    CallRecord.@Nullable Drop drop,
    @Nullable Ending ending) {

  record PromptView(List<String> names, String language, long heardMillis, boolean cut) {}

  record MessageView(String id, String kind, long lengthMillis) {}

  static CallView of(CallRecord record) {
    return new CallView(
        record.call().value(),
        record.startedAt(),
        record.endedAt(),
        record.caller() == null ? null : record.caller().hex(),
        record.country(),
        record.dialedNumber(),
        record.outgoing(),
        record.language(),
        record.path(),
        record.keys(),
        record.silences(),
        record.prompts().stream()
            .map(
                one ->
                    new PromptView(one.names(), one.language(), one.heard().toMillis(), one.cut()))
            .toList(),
        record.queue(),
        record.waited().toMillis(),
        record.operator(),
        record.talked().toMillis(),
        record.messages().stream()
            .map(one -> new MessageView(one.messageId(), one.kind(), one.length().toMillis()))
            .toList(),
        record.answers(),
        record.callback(),
        record.safetyNet(),
        record.interrupted(),
        record.withoutKeys(),
        record.paid().toMillis(),
        record.operatorLost(),
        record.drop(),
        record.ending());
  }
}
