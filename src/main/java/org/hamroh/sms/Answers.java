package org.hamroh.sms;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.smpp.ReceiptIds;
import org.hamroh.smpp.Refusal;
import org.hamroh.smpp.SubmitOutcome;
import org.hamroh.store.KeptStatements;
import org.jdbi.v3.core.Handle;

/// Keeps what became of submits, many in one transaction.
final class Answers {

  /// After the first trouble of the carrier; each next pause is twice as long.
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

  /// Five minutes: an account is topped up, a switch comes back.
  private static final int MOST_DOUBLINGS = 8;

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /// @param took from the handing over to the answer
  record Answer(OutgoingSegment segment, SubmitOutcome outcome, Duration took) {}

  private Answers() {}

  static void keep(Handle handle, List<Answer> answers, Instant now) throws SQLException {
    List<Answer> whole = new ArrayList<>(); // messages of one segment need no fold
    List<Answer> parts = new ArrayList<>();
    for (Answer answer : answers) {
      switch (answer.outcome) {
        case SubmitOutcome.Accepted _ ->
            (answer.segment.segment().joined() ? parts : whole).add(answer);
        case SubmitOutcome.Unknown(var why) -> unknown(handle, answer.segment, why, now);
        case SubmitOutcome.Refused(var refusal) -> refused(handle, answer.segment, refusal, now);
      }
    }
    accepted(handle, whole, now);
    accepted(handle, parts, now);
    messages(handle, whole, now);
    parts.stream()
        .map(answer -> answer.segment.messageId())
        .distinct()
        .forEach(message -> SegmentStore.fold(handle, message, "", now));
  }

  private static void accepted(Handle handle, List<Answer> answers, Instant now)
      throws SQLException {
    if (answers.isEmpty()) {
      return;
    }
    PreparedStatement update =
        KeptStatements.of(
            handle,
            """
            update segment set state = 'accepted', smsc_id = ?, answered_at = ?
            where message_id = ? and part = ? and state = 'sending'
            """);
    for (Answer answer : answers) {
      if (answer.outcome instanceof SubmitOutcome.Accepted(var id)) {
        update.setString(1, ReceiptIds.normal(id));
        update.setLong(2, now.toEpochMilli());
        update.setLong(3, answer.segment.messageId());
        update.setInt(4, answer.segment.segment().part());
        update.addBatch();
      }
    }
    update.executeBatch();
  }

  private static void messages(Handle handle, List<Answer> answers, Instant now)
      throws SQLException {
    if (answers.isEmpty()) {
      return;
    }
    PreparedStatement update =
        KeptStatements.of(
            handle,
            """
            update message set state = 'accepted', changed_at = ?, reason = ''
            where id = ? and state = 'sending'
            """);
    for (Answer answer : answers) {
      update.setLong(1, now.toEpochMilli());
      update.setLong(2, answer.segment.messageId());
      update.addBatch();
    }
    update.executeBatch();
  }

  private static void unknown(Handle handle, OutgoingSegment segment, String why, Instant now) {
    if (segment.repeats() && !segment.isLate(now)) {
      SegmentStore.again(handle, segment, now, now); // rather twice than never
    } else {
      SegmentStore.unknown(handle, segment, why, now);
    }
  }

  private static void refused(
      Handle handle, OutgoingSegment segment, Refusal refusal, Instant now) {
    SegmentStore.named(handle, segment, refusal.name());
    switch (refusal.retry()) {
      case SLOWER, WHEN_LINKED -> SegmentStore.again(handle, segment, now, now);
      case LATER -> SegmentStore.again(handle, segment, now.plus(pause(segment.attempts())), now);
      case NEVER -> SegmentStore.refused(handle, segment, refusal.sentence(), now);
    }
  }

  private static Duration pause(int attempts) {
    Duration pause =
        FIRST_PAUSE.multipliedBy(1L << Math.min(MOST_DOUBLINGS, Math.max(0, attempts - 1)));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
