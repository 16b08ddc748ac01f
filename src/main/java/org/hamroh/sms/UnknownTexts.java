package org.hamroh.sms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hamroh.gate.Purpose;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// Texts of which nobody knows whether they arrived: they were handed over, and the answer never
/// came. A receipt settles one by itself; else a person says whether it is sent once more.
public final class UnknownTexts {

  private final Database database;
  private final Clock clock;
  private final Duration validAgain;

  /// @param validAgain how long a text that is sent once more may wait
  UnknownTexts(Database database, Clock clock, Duration validAgain) {
    this.database = database;
    this.clock = clock;
    this.validAgain = validAgain;
  }

  /// @param number masked
  /// @param parts  of it that are unknown
  /// @param resent how often a person has sent it again already
  public record Open(
      long id,
      long campaignId,
      String number,
      String route,
      int parts,
      int resent,
      boolean canBeResent,
      Instant since,
      String reason) {

    /// For who sees that a text is stuck, and not whose it is.
    Open withoutNumber() {
      return new Open(id, campaignId, "", route, parts, resent, canBeResent, since, reason);
    }
  }

  public long count() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select count(distinct message_id) from segment where state = 'unknown'")
                .mapTo(Long.class)
                .one());
  }

  /// The oldest first.
  public List<Open> open(long after, int most) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select m.id, m.campaign_id, m.number, m.route, count(*), m.resent,
                      m.text <> '', coalesce(min(s.sent_at), m.created_at),
                      m.reason
                    from segment s join message m on m.id = s.message_id
                    where s.state = 'unknown' and s.message_id > :after
                    group by m.id order by m.id limit :most
                    """)
                .bind("after", after)
                .bind("most", most)
                .map(
                    (row, context) ->
                        new Open(
                            row.getLong(1),
                            row.getLong(2),
                            new PhoneNumber(row.getString(3)).masked(),
                            row.getString(4),
                            row.getInt(5),
                            row.getInt(6),
                            row.getInt(7) != 0,
                            Instant.ofEpochMilli(row.getLong(8)),
                            row.getString(9)))
                .list());
  }

  /// Sends the unknown parts once more: the person may get them twice.
  ///
  /// @return whether there was anything to send
  public boolean resend(long message) {
    Instant now = clock.instant();
    return database.write(handle -> resend(handle, message, now));
  }

  private boolean resend(Handle handle, long message, Instant now) {
    record Kind(long campaign, Purpose purpose) {}
    Kind kind =
        handle
            .createQuery(
                """
                select m.campaign_id, m.purpose from message m
                where m.id = :id and m.text <> ''
                """)
            .bind("id", message)
            .map(
                (row, context) ->
                    new Kind(row.getLong(1), Claim.purpose(row.getLong(1), row.getString(2))))
            .findOne()
            .orElse(null);
    if (kind == null) {
      return false;
    }
    int moved =
        handle
            .createUpdate(
                """
                update segment set state = 'queued', lane = :lane, not_before = 0
                where message_id = :id and state = 'unknown'
                """)
            .bind("lane", Lane.begun(kind.campaign, kind.purpose))
            .bind("id", message)
            .execute();
    if (moved == 0) {
      return false;
    }
    handle
        .createUpdate(
            """
            update message set resent = resent + 1,
              valid_until = case when valid_until = 0 then 0 else :until end where id = :id
            """)
        .bind("until", now.plus(validAgain).toEpochMilli())
        .bind("id", message)
        .execute();
    SegmentStore.fold(handle, message, "", now);
    return true;
  }

  /// Leaves it at that. A late receipt still tells.
  ///
  /// @return whether there was anything unknown
  public boolean giveUp(long message) {
    Instant now = clock.instant();
    return database.write(
        handle -> {
          int moved =
              handle
                  .createUpdate(
                      """
                      update segment set state = 'given_up'
                      where message_id = :id and state = 'unknown'
                      """)
                  .bind("id", message)
                  .execute();
          if (moved > 0) {
            SegmentStore.fold(handle, message, "", now);
          }
          return moved > 0;
        });
  }
}
