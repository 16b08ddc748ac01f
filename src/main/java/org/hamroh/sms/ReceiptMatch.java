package org.hamroh.sms;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.store.KeptStatements;
import org.jdbi.v3.core.Handle;

/// Finds the segments of many receipts and tells them, in one transaction. Statements are used for
/// many receipts each.
final class ReceiptMatch {

  /// How much later than the receipt its submit may seem to have left: two clocks in one machine
  /// do not differ, but the answer may be written late.
  private static final Duration SLACK = Duration.ofSeconds(1);

  /// @param smscId as kept, empty while unknown
  record Found(
      long messageId,
      long campaignId,
      int part,
      int parts,
      SmsState state,
      String smscId,
      String number,
      Instant sentAt) {}

  private record Key(long messageId, int part) {}

  private final Handle handle;
  private final Instant now;
  private final PreparedStatement find;
  private final PreparedStatement segment;
  private final PreparedStatement message;

  /// What this batch has told already and not written yet.
  private final Map<Key, SmsState> told = new HashMap<>();

  private final List<Long> folds = new ArrayList<>();

  ReceiptMatch(Handle handle, Instant now) throws SQLException {
    this.handle = handle;
    this.now = now;
    this.find =
        KeptStatements.of(
            handle,
            """
                select s.message_id, m.campaign_id, s.part, m.parts, s.state, s.smsc_id, m.number,
                  s.sent_at
                from segment s join message m on m.id = s.message_id
                where s.smsc_id = ? and s.smsc_id <> '' and s.route = ?
                order by s.sent_at desc limit 10
                """);
    this.segment =
        KeptStatements.of(
            handle,
            """
                update segment set state = ?, smsc_id = ?,
                  receipt = case when ? = 1 or receipt = '' then ? else receipt end,
                  receipt_error = case when ? = 1 or receipt = '' then ? else receipt_error end,
                  receipt_at = ?
                where message_id = ? and part = ?
                """);
    this.message =
        KeptStatements.of(
            handle, "update message set state = ?, changed_at = ?, reason = '' where id = ?");
  }

  /// @param candidates ids that the answer may have had, the likeliest first
  /// @param before     the submit left before then, for a receipt that was kept
  Optional<Found> byId(
      String route, List<String> candidates, String number, Optional<Instant> before)
      throws SQLException {
    for (String id : candidates) {
      find.setString(1, id);
      find.setString(2, route);
      try (ResultSet row = find.executeQuery()) {
        while (row.next()) {
          Found found = found(row);
          boolean inTime = before.isEmpty() || !found.sentAt.isAfter(before.get().plus(SLACK));
          if (inTime && Receipts.same(found.number, number)) {
            return Optional.of(found);
          }
        }
      }
    }
    return Optional.empty();
  }

  static Found found(ResultSet row) throws SQLException {
    return new Found(
        row.getLong(1),
        row.getLong(2),
        row.getInt(3),
        row.getInt(4),
        SmsState.of(row.getString(5)),
        row.getString(6),
        row.getString(7),
        Instant.ofEpochMilli(row.getLong(8)));
  }

  /// @param smscId the segment's id from now on
  void tell(Found found, String smscId, String status, String error) throws SQLException {
    Key key = new Key(found.messageId, found.part);
    SmsState before = told.getOrDefault(key, found.state);
    SmsState after = before.after(status);
    told.put(key, after);
    int moved = after == before ? 0 : 1;
    segment.setString(1, after.word());
    segment.setString(2, smscId);
    segment.setInt(3, moved);
    segment.setString(4, status);
    segment.setInt(5, moved);
    segment.setString(6, error);
    segment.setLong(7, now.toEpochMilli());
    segment.setLong(8, found.messageId);
    segment.setInt(9, found.part);
    segment.addBatch();
    if (found.parts > 1) {
      folds.add(found.messageId);
    } else if (moved == 1) {
      message.setString(1, SmsState.of(List.of(after)).word());
      message.setLong(2, now.toEpochMilli());
      message.setLong(3, found.messageId);
      message.addBatch();
    }
  }

  /// Writes what was told so far.
  void write() throws SQLException {
    if (!told.isEmpty()) {
      segment.executeBatch();
      message.executeBatch();
      folds.stream().distinct().forEach(id -> SegmentStore.fold(handle, id, "", now));
      folds.clear();
      told.clear();
    }
  }
}
