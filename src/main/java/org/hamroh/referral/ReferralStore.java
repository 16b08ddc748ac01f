package org.hamroh.referral;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamroh.cases.CaseId;
import org.hamroh.referral.Referral.Deed;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tables `referral`, `referral_consent` and `referral_step`. Every method runs inside its
/// caller's transaction.
final class ReferralStore {

  /// More of a list than anybody reads; the oldest work comes first.
  static final int MOST = 500;

  private static final String OPEN = "state not in ('declined', 'finished', 'withdrawn')";

  private ReferralStore() {}

  static int nextNumber(Handle handle, CaseId caseId) {
    return handle
        .createQuery("select coalesce(max(number), 0) + 1 from referral where case_id = :case")
        .bind("case", caseId.value())
        .mapTo(Integer.class)
        .one();
  }

  static boolean isCodeTaken(Handle handle, String code) {
    return handle
        .createQuery("select 1 from referral where code = :code and " + OPEN + " limit 1")
        .bind("code", code)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  static void insert(Handle handle, Referral one, String wordsSealed) {
    handle
        .createUpdate(
            """
            insert into referral (id, case_id, number, partner_id, service, state, urgent,
              words_sealed, offered_by, offered_at, first_contact_at, outcome, code, link_number)
            values (:id, :case, :number, :partner, :service, :state, :urgent, :words, :by, :at,
              :first, '', :code, 0)
            """)
        .bind("id", one.id().toString())
        .bind("case", one.id().caseId().value())
        .bind("number", one.id().number())
        .bind("partner", one.partner())
        .bind("service", one.service())
        .bind("state", one.state().word())
        .bind("urgent", one.urgent() ? 1 : 0)
        .bind("words", wordsSealed)
        .bind("by", one.offeredBy())
        .bind("at", one.offeredAt().toEpochMilli())
        .bind("first", one.firstContact().toEpochMilli())
        .bind("code", one.code())
        .execute();
  }

  static Optional<Referral> find(Handle handle, ReferralId id) {
    return handle
        .createQuery("select * from referral where id = :id")
        .bind("id", id.toString())
        .map((row, context) -> referral(row))
        .findOne();
  }

  static List<Referral> ofCase(Handle handle, CaseId caseId) {
    return handle
        .createQuery(
            "select * from referral where case_id = :case order by number desc limit :most")
        .bind("case", caseId.value())
        .bind("most", MOST)
        .map((row, context) -> referral(row))
        .list();
  }

  /// What is not over, and who was declined while nobody else has been asked; the soonest due
  /// first.
  static List<Referral> open(Handle handle) {
    return handle
        .createQuery(
            "select * from referral where "
                + OPEN
                + " or (state = 'declined' and follow_up_at is not null)"
                + " order by coalesce(due_at, follow_up_at, offered_at), id limit :most")
        .bind("most", MOST)
        .map((row, context) -> referral(row))
        .list();
  }

  static boolean hasOpen(Handle handle, CaseId caseId) {
    return handle
        .createQuery("select 1 from referral where case_id = :case and " + OPEN + " limit 1")
        .bind("case", caseId.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /// Due by then, with nobody told of it yet.
  static List<Referral> late(Handle handle, Instant now) {
    return handle
        .createQuery(
            "select * from referral where due_at <= :now and late_at is null and "
                + OPEN
                + " order by due_at limit :most")
        .bind("now", now.toEpochMilli())
        .bind("most", MOST)
        .map((row, context) -> referral(row))
        .list();
  }

  static List<Referral> toFollowUp(Handle handle, Instant until) {
    return handle
        .createQuery(
            "select * from referral where follow_up_at < :until order by follow_up_at limit :most")
        .bind("until", until.toEpochMilli())
        .bind("most", MOST)
        .map((row, context) -> referral(row))
        .list();
  }

  static Optional<Referral> byLink(Handle handle, String hash) {
    return handle
        .createQuery("select * from referral where link_hash = :hash")
        .bind("hash", hash)
        .map((row, context) -> referral(row))
        .findOne();
  }

  static Optional<Referral> byCode(Handle handle, String code) {
    return handle
        .createQuery("select * from referral where code = :code and " + OPEN)
        .bind("code", code)
        .map((row, context) -> referral(row))
        .findOne();
  }

  static void keep(Handle handle, Referral one) {
    handle
        .createUpdate(
            """
            update referral set state = :state, urgent = :urgent, due_at = :due, late_at = :late,
              follow_up_at = :follow, sent_at = :sent, started_at = :started, outcome = :outcome
            where id = :id
            """)
        .bind("state", one.state().word())
        .bind("urgent", one.urgent() ? 1 : 0)
        .bind("due", millis(one.due()))
        .bind("late", millis(one.late()))
        .bind("follow", millis(one.followUp()))
        .bind("sent", millis(one.sentAt()))
        .bind("started", millis(one.startedAt()))
        .bind("outcome", one.outcome())
        .bind("id", one.id().toString())
        .execute();
  }

  static String words(Handle handle, ReferralId id) {
    return handle
        .createQuery("select words_sealed from referral where id = :id")
        .bind("id", id.toString())
        .mapTo(String.class)
        .one();
  }

  static void keepWords(Handle handle, ReferralId id, String sealed) {
    handle
        .createUpdate("update referral set words_sealed = :words where id = :id")
        .bind("words", sealed)
        .bind("id", id.toString())
        .execute();
  }

  /// A new link takes the place of the one before; nobody has opened it yet.
  static void link(Handle handle, ReferralId id, int number, String hash, Instant until) {
    handle
        .createUpdate(
            """
            update referral set link_number = :number, link_hash = :hash, link_until = :until,
              reader_hash = null where id = :id
            """)
        .bind("number", number)
        .bind("hash", hash)
        .bind("until", until.toEpochMilli())
        .bind("id", id.toString())
        .execute();
  }

  static void linkDies(Handle handle, ReferralId id) {
    handle
        .createUpdate("update referral set link_hash = null, reader_hash = null where id = :id")
        .bind("id", id.toString())
        .execute();
  }

  static void linkLives(Handle handle, ReferralId id, Instant until) {
    handle
        .createUpdate("update referral set link_until = :until where id = :id")
        .bind("until", until.toEpochMilli())
        .bind("id", id.toString())
        .execute();
  }

  static Optional<String> reader(Handle handle, ReferralId id) {
    return handle
        .createQuery("select reader_hash from referral where id = :id and reader_hash is not null")
        .bind("id", id.toString())
        .mapTo(String.class)
        .findOne();
  }

  static void keepReader(Handle handle, ReferralId id, String hash) {
    handle
        .createUpdate("update referral set reader_hash = :hash where id = :id")
        .bind("hash", hash)
        .bind("id", id.toString())
        .execute();
  }

  static void tell(Handle handle, ReferralId id, Deed deed, @Nullable String noteSealed) {
    handle
        .createUpdate(
            """
            insert into referral_step (referral_id, seq, step, who, at, reason, note_sealed)
            select :id, coalesce(max(seq), 0) + 1, :step, :who, :at, :reason, :note
            from referral_step where referral_id = :id
            """)
        .bind("id", id.toString())
        .bind("step", deed.step().word())
        .bind("who", deed.who())
        .bind("at", deed.at().toEpochMilli())
        .bind("reason", deed.reason())
        .bind("note", noteSealed)
        .execute();
  }

  static List<Deed> deeds(Handle handle, ReferralId id) {
    return handle
        .createQuery("select * from referral_step where referral_id = :id order by seq")
        .bind("id", id.toString())
        .map(
            (row, context) ->
                new Deed(
                    Step.of(row.getString("step")),
                    row.getString("who"),
                    Instant.ofEpochMilli(row.getLong("at")),
                    row.getString("reason"),
                    row.getString("note_sealed") != null))
        .list();
  }

  /// The sealed words of the last step that has some.
  static Optional<String> lastNote(Handle handle, ReferralId id) {
    return handle
        .createQuery(
            """
            select note_sealed from referral_step where referral_id = :id and note_sealed is not null
            order by seq desc limit 1
            """)
        .bind("id", id.toString())
        .mapTo(String.class)
        .findOne();
  }

  private static Referral referral(ResultSet row) throws SQLException {
    return new Referral(
        ReferralId.of(row.getString("id")),
        row.getString("partner_id"),
        row.getString("service"),
        ReferralState.of(row.getString("state")),
        row.getLong("urgent") != 0,
        row.getString("offered_by"),
        Instant.ofEpochMilli(row.getLong("offered_at")),
        Instant.ofEpochMilli(row.getLong("first_contact_at")),
        instant(row, "due_at"),
        instant(row, "late_at"),
        instant(row, "follow_up_at"),
        instant(row, "sent_at"),
        instant(row, "started_at"),
        row.getString("outcome"),
        row.getString("code"),
        row.getInt("link_number"),
        instant(row, "link_until"));
  }

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  private static @Nullable Long millis(Optional<Instant> at) {
    return at.map(Instant::toEpochMilli).orElse(null);
  }
}
