package org.hamroh.referral;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamroh.referral.Referral.Consent;
import org.hamroh.referral.Referral.How;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table of consents: what a person said yes to, for which partner, and what came after. Every
/// method runs inside its caller's transaction.
final class ConsentStore {

  private ConsentStore() {}

  static void insert(Handle handle, ReferralId id, Consent consent, @Nullable String reasonSealed) {
    handle
        .createUpdate(
            """
            insert into referral_consent (referral_id, number, how, language, fields, sentence,
              call_id, given_by, second_by, reason_sealed, given_at, withdrawn_by)
            values (:id, :number, :how, :language, :fields, :sentence, :call, :by, :second, :reason,
              :at, '')
            """)
        .bind("id", id.toString())
        .bind("number", consent.number())
        .bind("how", consent.how().word())
        .bind("language", consent.language())
        .bind("fields", SharedField.join(consent.fields()))
        .bind("sentence", consent.sentence())
        .bind("call", consent.call())
        .bind("by", consent.givenBy())
        .bind("second", consent.secondBy())
        .bind("reason", reasonSealed)
        .bind("at", consent.at().toEpochMilli())
        .execute();
  }

  /// The newest; it may have been withdrawn.
  static Optional<Consent> newest(Handle handle, ReferralId id) {
    return handle
        .createQuery(
            """
            select * from referral_consent where referral_id = :id order by number desc limit 1
            """)
        .bind("id", id.toString())
        .map((row, context) -> consent(row))
        .findOne();
  }

  static void second(Handle handle, ReferralId id, int number, String who) {
    handle
        .createUpdate(
            """
            update referral_consent set second_by = :who
            where referral_id = :id and number = :number and second_by = ''
            """)
        .bind("who", who)
        .bind("id", id.toString())
        .bind("number", number)
        .execute();
  }

  static void withdraw(Handle handle, ReferralId id, String who, Instant now) {
    handle
        .createUpdate(
            """
            update referral_consent set withdrawn_at = :now, withdrawn_by = :who
            where referral_id = :id and withdrawn_at is null
            """)
        .bind("now", now.toEpochMilli())
        .bind("who", who)
        .bind("id", id.toString())
        .execute();
  }

  /// Sent without a yes, and nobody alarmed yet.
  static List<ReferralId> toAlarm(Handle handle) {
    return handle
        .createQuery(
            """
            select referral_id from referral_consent
            where how = 'risk' and second_by <> '' and alarmed_at is null limit :most
            """)
        .bind("most", ReferralStore.MOST)
        .mapTo(String.class)
        .map(ReferralId::of)
        .list();
  }

  static void alarmed(Handle handle, ReferralId id, Instant now) {
    handle
        .createUpdate(
            "update referral_consent set alarmed_at = :now where referral_id = :id and how = 'risk'")
        .bind("now", now.toEpochMilli())
        .bind("id", id.toString())
        .execute();
  }

  private static Consent consent(ResultSet row) throws SQLException {
    return new Consent(
        row.getInt("number"),
        How.of(row.getString("how")),
        row.getString("language"),
        SharedField.split(row.getString("fields")),
        row.getString("sentence"),
        row.getString("call_id"),
        row.getString("given_by"),
        row.getString("second_by"),
        Instant.ofEpochMilli(row.getLong("given_at")),
        ReferralStore.instant(row, "withdrawn_at"));
  }
}
