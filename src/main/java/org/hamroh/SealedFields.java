package org.hamroh;

import java.util.List;
import org.hamroh.erasure.Erasures;
import org.hamroh.erasure.Holds;
import org.hamroh.inbox.InboxRoom;
import org.hamroh.seal.SealedColumn;

/// Every column of the store in which a person's words or number stand sealed. A room that seals
/// something new adds its line here: else a change of keys would leave it behind.
public final class SealedFields {

  private static final String RECORDS = "HAMROH_RECORD_KEY";
  private static final String REFERRALS = "HAMROH_REFERRAL_KEY";
  private static final String CLAIMS = "HAMROH_CLAIM_KEY";
  private static final String SCREENINGS = "HAMROH_SCREENING_KEY";
  private static final String ERASURES = "HAMROH_ERASURE_KEY";
  private static final String MESSAGES = "HAMROH_MESSAGE_KEY";

  public static final List<SealedColumn> ALL =
      List.of(
          SealedColumn.of(
              REFERRALS,
              "referrals",
              "referral",
              "id",
              "words_sealed",
              id -> "referral words " + id),
          new SealedColumn(
              REFERRALS,
              "referrals",
              "referral_step",
              List.of("referral_id", "seq"),
              "note_sealed",
              keys -> "referral note " + keys.getFirst()),
          new SealedColumn(
              REFERRALS,
              "referrals",
              "referral_consent",
              List.of("referral_id", "number"),
              "reason_sealed",
              keys -> "referral note " + keys.getFirst()),
          SealedColumn.of(
              RECORDS,
              "contact records",
              "contact_record",
              "id",
              "texts_sealed",
              id -> "record " + id),
          new SealedColumn(
              RECORDS,
              "contact records",
              "contact_aside",
              List.of("record_id", "page"),
              "body_sealed",
              keys -> "record " + keys.getFirst()),
          SealedColumn.of(
              RECORDS, InboxRoom.SEAL, "incoming_text", "id", "text_sealed", InboxRoom::sealedName),
          SealedColumn.of(
              RECORDS,
              "caller numbers",
              "caller_number",
              "caller_key",
              "number_sealed",
              key -> "number " + key),
          SealedColumn.of(
              RECORDS,
              "safety cards",
              "safety_card",
              "caller_key",
              "words_sealed",
              key -> "safety card " + key),
          // What belongs to one case is sealed with the case's own key, and that one with ours.
          SealedColumn.of(
              "HAMROH_CASE_KEY", "cases", "case_file", "id", "key_sealed", id -> "key case " + id),
          SealedColumn.of(
              SCREENINGS, "screenings", "screening", "id", "words_sealed", id -> "screening " + id),
          SealedColumn.of(CLAIMS, "parties", "party", "id", "name_sealed", id -> "party " + id),
          SealedColumn.of(
              CLAIMS, "claims", "claim_line", "id", "words_sealed", id -> "claim line " + id),
          SealedColumn.of(
              ERASURES, Erasures.PURPOSE, "erasure", "id", "subject_sealed", Erasures::subjectOf),
          SealedColumn.of(
              ERASURES, Erasures.PURPOSE, "erasure", "id", "work_sealed", Erasures::workOf),
          new SealedColumn(
              ERASURES,
              Holds.PURPOSE,
              "case_hold",
              List.of("case_id", "since"),
              "reason_sealed",
              keys -> Holds.nameOf(keys.getFirst())),
          SealedColumn.of(
              MESSAGES,
              "voice messages",
              "voice_message",
              "id",
              "number_sealed",
              id -> "number " + id),
          SealedColumn.of(
              MESSAGES, "voice messages", "voice_message", "id", "sound_key", id -> "key " + id));

  private SealedFields() {}
}
