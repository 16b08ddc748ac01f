package org.hamroh.erasure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// Somebody of whom every table of the store that holds persons has a row, for tests: each with
/// words that stand nowhere else.
final class KnownPerson {

  final PhoneNumber number;
  final CallerKey key;
  final String name;
  final String words;
  final String caseId;
  final String walkIn;
  final String call;
  final String sound;
  final String paper;
  private final long id;

  /// @param nth 1 to 9
  KnownPerson(int nth, byte[] secret) {
    this.id = nth;
    this.number = new PhoneNumber("+99290000" + nth + nth + "4" + nth);
    this.key = CallerKey.of(number, secret);
    this.name = nth + "-Гулрухсор";
    this.words = nth + " ҷаноби корфармо шиносномаамро гирифт";
    this.caseId = "700000" + nth;
    this.walkIn = "w-000000000000000" + nth;
    this.call = "hamroh-179531400" + nth + "." + nth;
    this.sound = "179531400" + nth + "-message";
    this.paper = "00000000000000a" + nth;
  }

  /// The ways in which bytes may hold what must not be found.
  List<byte[]> marks() {
    List<byte[]> marks = new ArrayList<>();
    String digits = number.e164().substring(1);
    for (String text :
        List.of(
            number.e164(), digits, digits.substring(3), "8" + digits.substring(3), name, words)) {
      marks.add(text.getBytes(StandardCharsets.UTF_8));
      marks.add(text.getBytes(StandardCharsets.UTF_16BE)); // as texts travel
      marks.add(text.getBytes(StandardCharsets.UTF_16LE));
      // As an answer that is kept for a day holds it, wherever it begins.
      for (int shift = 0; shift < 3; shift++) {
        byte[] plain = (" ".repeat(shift) + text).getBytes(StandardCharsets.UTF_8);
        String coded = Base64.getEncoder().withoutPadding().encodeToString(plain);
        int from = shift == 0 ? 0 : shift + 1;
        marks.add(coded.substring(from, coded.length() - 2).getBytes(StandardCharsets.US_ASCII));
      }
    }
    return marks;
  }

  /// What lies sealed is found as it lies there.
  String sealed(String what) {
    return "sealed-"
        + what
        + "-"
        + Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8));
  }

  void liveIn(Database database) {
    database.write(
        handle -> {
          shared(handle);
          calls(handle);
          caller(handle);
          matters(handle);
          texts(handle);
          return true;
        });
  }

  private void shared(Handle handle) {
    handle.execute(
        "insert into organisation (organisation_id, name_en, name_tg, name_ru, type, role, country,"
            + " services, languages, phone, working_hours, status, last_confirmed, notes)"
            + " values ('union', 'Union', 'Union', 'Union', '', '', 'TJ', '', '', '', '', '', '',"
            + " '') on conflict do nothing");
    handle.execute(
        "insert into screening_rules values (1, '{}', 0, 'test') on conflict do nothing");
  }

  private void calls(Handle handle) {
    row(
        handle,
        "call_record",
        "call_id",
        call,
        "caller",
        key.hex(),
        "ended_at",
        1,
        "language",
        "tg");
    row(
        handle,
        "call_event",
        "call_id",
        call,
        "source",
        "ivr",
        "type",
        "CallStarted",
        "body",
        key.hex());
    row(handle, "pbx_leg", "unique_id", "leg-" + call, "call_id", call);
    row(handle, "call_out", "call_id", "out-" + call, "record_id", call);
    row(handle, "alarm", "id", id, "once", "danger " + call, "kind", "danger", "about", call);
    row(handle, "alarm_telling", "alarm_id", id, "occasion", "raised", "state", "sent");
    row(
        handle,
        "callback",
        "id",
        id,
        "receipt",
        "r" + id,
        "kind",
        "missed_call",
        "caller_key",
        key.hex(),
        "number",
        number.e164(),
        "state",
        "done",
        "from_call",
        call);
    row(handle, "callback_attempt", "callback_id", id, "call_id", "ring-" + call);
    row(
        handle,
        "voice_message",
        "id",
        sound,
        "call_id",
        call,
        "state",
        "new",
        "sound",
        "sealed",
        "caller_key",
        key.hex(),
        "number_sealed",
        sealed("voice"),
        "note",
        words);
    row(handle, "voice_message_listen", "message_id", sound);
  }

  private void caller(Handle handle) {
    row(handle, "caller_memory", "caller_key", key.hex(), "first_call", call);
    row(handle, "caller_number", "caller_key", key.hex(), "number_sealed", sealed("number"));
    row(handle, "caller_unmasking", "caller_key", key.hex());
    row(handle, "caller_profile", "caller_key", key.hex(), "answers", "{}");
    row(handle, "caller_flag", "id", "f" + id, "caller_key", key.hex());
    row(handle, "whereabouts", "caller_key", key.hex());
    row(
        handle,
        "safety_card",
        "caller_key",
        key.hex(),
        "calls",
        "no",
        "texts",
        "no",
        "words_sealed",
        sealed("card"));
    row(handle, "gate_count", "who", key.hex());
    row(handle, "gate_refusal", "who", key.hex());
  }

  private void matters(Handle handle) {
    row(
        handle,
        "contact_record",
        "id",
        call,
        "call_id",
        call,
        "caller_key",
        key.hex(),
        "state",
        "saved",
        "texts_sealed",
        sealed("record"));
    row(
        handle,
        "contact_record",
        "id",
        walkIn,
        "state",
        "saved",
        "texts_sealed",
        sealed("walk-in"));
    row(handle, "contact_aside", "record_id", call, "page", "p", "body_sealed", sealed("aside"));
    row(handle, "contact_look", "record_id", call);
    row(handle, "contact_reason", "record_id", call, "place", 1, "reason_group", "wages");
    row(
        handle,
        "case_file",
        "id",
        caseId,
        "once",
        "once-" + id,
        "caller_key",
        key.hex(),
        "record_id",
        call,
        "topic",
        "wages",
        "about_sealed",
        sealed("about"),
        "key_sealed",
        sealed("key"),
        "status",
        "closed",
        "outcome",
        "helped",
        "opened_at",
        1_790_000_000_000L,
        "closed_at",
        1_794_000_000_000L);
    // What a walk-in told was found to be the same matter.
    row(
        handle,
        "case_file",
        "id",
        "800000" + id,
        "once",
        "walk-" + id,
        "record_id",
        walkIn,
        "merged_into",
        caseId,
        "key_sealed",
        sealed("key2"),
        "about_sealed",
        sealed("about2"));
    row(handle, "case_person", "case_id", caseId);
    row(handle, "case_glass", "case_id", caseId);
    row(handle, "hard_call", "contact", call);
    row(handle, "hard_said", "contact", walkIn);
    row(
        handle,
        "case_section",
        "id",
        "s" + id,
        "case_id",
        caseId,
        "text_sealed",
        sealed("section"));
    row(handle, "case_section_text", "section_id", "s" + id, "text_sealed", sealed("older"));
    row(handle, "case_task", "id", "t" + id, "case_id", caseId, "what_sealed", sealed("task"));
    row(handle, "case_event", "case_id", caseId, "facts", "{}");
    row(handle, "case_word", "case_id", caseId, "word", id);
    row(handle, "case_attachment", "id", paper, "case_id", caseId, "name_sealed", sealed("paper"));
    row(handle, "case_hold", "case_id", caseId, "reason_sealed", sealed("hold"), "lifted_at", 1);
    row(
        handle,
        "party",
        "id",
        id,
        "kind",
        "firm",
        "name_mac",
        "m" + id,
        "name_sealed",
        sealed("firm"));
    row(handle, "claim", "id", id, "case_id", caseId, "firm", id);
    row(handle, "claim_line", "id", id, "claim_id", id, "words_sealed", sealed("claim"));
    row(
        handle,
        "screening",
        "id",
        "s-" + id,
        "contact",
        call,
        "case_id",
        caseId,
        "caller_key",
        key.hex(),
        "rules_version",
        1,
        "ended",
        "done",
        "level",
        "high",
        "words_sealed",
        sealed("screening"));
    row(
        handle,
        "referral",
        "id",
        caseId + "-1",
        "case_id",
        caseId,
        "number",
        1,
        "partner_id",
        "union",
        "words_sealed",
        sealed("referral"),
        "started_at",
        1);
    row(handle, "referral_consent", "referral_id", caseId + "-1", "call_id", call);
    row(handle, "referral_step", "referral_id", caseId + "-1", "note_sealed", sealed("step"));
    row(handle, "referral_letter", "referral_id", caseId + "-1");
  }

  private void texts(Handle handle) {
    row(handle, "contact", "id", id, "number", number.e164(), "name", name);
    row(handle, "contact_tag", "contact_id", id, "tag", "vacancies");
    row(handle, "contact_date", "contact_id", id, "kind", "patent", "day", 20_000);
    row(handle, "campaign_heard", "id", id, "number", number.e164(), "way", "rang");
    row(handle, "poll_answer", "id", id, "caller_key", key.hex(), "way", "sms", "digit", 1);
    row(handle, "twin_ring", "callback_id", id);
    row(
        handle,
        "campaign_call",
        "id",
        id,
        "message_id",
        id,
        "number",
        number.e164(),
        "state",
        "waiting");
    row(handle, "campaign_call_attempt", "campaign_call_id", id, "nth", 1, "call_id", "r-" + id);
    row(handle, "call_listener", "number", number.e164());
    row(handle, "incoming_part", "id", id, "number", number.e164().substring(1));
    row(
        handle,
        "inbox_thread",
        "id",
        id,
        "caller_key",
        key.hex(),
        "number",
        number.e164(),
        "state",
        "done");
    row(handle, "inbox_deed", "id", id, "thread_id", id);
    row(handle, "inbox_count", "who", key.hex());
    row(handle, "stop_confirmed", "caller_key", key.hex());
    row(handle, "opt_out", "number", number.e164());
    row(handle, "opt_in", "number", number.e164());
    row(handle, "message", "id", id, "number", number.e164(), "text", words, "state", "delivered");
    row(handle, "segment", "message_id", id, "part", 1, "state", "delivered");
    row(handle, "incoming_text", "id", id, "number", number.e164(), "text", words);
    row(handle, "receipt_early", "id", id, "number", number.e164());
    String answer = "{\"case\":\"" + caseId + "\",\"name\":\"" + name + "\"}";
    row(
        handle,
        "web_answers",
        "who",
        "zarina",
        "path",
        "/api/v1/cases",
        "request_key",
        "k" + id,
        "answer",
        Base64.getEncoder().encodeToString(answer.getBytes(StandardCharsets.UTF_8)));
  }

  /// A row with these values; what else the table demands is empty.
  private static void row(Handle handle, String table, Object... values) {
    Map<String, Object> all = new HashMap<>();
    handle
        .createQuery(
            "select name, type from pragma_table_info('"
                + table
                + "')"
                + " where (\"notnull\" = 1 or pk > 0) and dflt_value is null")
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(
            column ->
                all.put(column.getKey(), column.getValue().equalsIgnoreCase("text") ? "" : 0));
    for (int i = 0; i < values.length; i += 2) {
      all.put((String) values[i], values[i + 1]);
    }
    List<String> columns = new ArrayList<>(all.keySet());
    handle
        .createUpdate(
            "insert into "
                + table
                + " ("
                + String.join(", ", columns)
                + ") values (:"
                + String.join(", :", columns)
                + ")")
        .bindMap(all)
        .execute();
  }
}
