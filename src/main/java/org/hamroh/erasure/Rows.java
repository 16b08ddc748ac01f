package org.hamroh.erasure;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.hamroh.retention.OldRows;
import org.jdbi.v3.core.Handle;

/// A person's rows: counted before anybody decides, and let go of in one transaction. Every table
/// that holds something of a person has its line here; a test looks for tables that have none.
final class Rows {

  private Rows() {}

  /// How many of each kind there are, for the page; kinds that are not there are left out.
  static Map<String, Integer> count(Handle handle, Traces of) {
    Set<String> keys = of.subject().keys();
    Set<String> numbers = of.subject().numbers();
    Map<String, Integer> counts = new LinkedHashMap<>();
    put(counts, "cases", of.cases().size());
    put(counts, "attachments", of.attachments().size());
    put(counts, "claims", of.claims().size());
    put(counts, "screenings", of.screenings().size());
    put(counts, "referrals", of.referrals().size());
    put(counts, "records", of.records().size());
    put(
        counts,
        "calls",
        Ids.count(handle, "select count(*) from call_record where call_id in (<ids>)", of.calls()));
    put(counts, "voice-messages", of.voices().size());
    put(counts, "callbacks", of.callbacks().size());
    put(counts, "texts-sent", of.texts().size());
    put(counts, "texts-received", InboxRows.count(handle, of.subject()));
    put(
        counts,
        "contacts",
        Ids.count(handle, "select count(*) from contact where number in (<ids>)", numbers));
    put(
        counts,
        "safety-cards",
        Ids.count(handle, "select count(*) from safety_card where caller_key in (<ids>)", keys));
    int remembered = 0;
    for (String table : CALLER_TABLES) {
      remembered +=
          Ids.count(handle, "select count(*) from " + table + " where caller_key in (<ids>)", keys);
    }
    put(counts, "remembered", remembered);
    return counts;
  }

  private static void put(Map<String, Integer> counts, String kind, int count) {
    if (count > 0) {
      counts.put(kind, count);
    }
  }

  /// What is remembered of a caller from one call to the next.
  private static final String[] CALLER_TABLES = {
    "caller_memory",
    "caller_number",
    "caller_unmasking",
    "caller_profile",
    "caller_flag",
    "whereabouts",
    "poll_answer",
  };

  /// Lets all of it go, in the caller's transaction. What has been counted of it stays counted.
  ///
  /// @param zone of the site: calls are counted by its days
  static void erase(Handle handle, Traces of, ZoneId zone, Instant now) {
    KeptRequests.erase(handle, of);
    cases(handle, of.cases(), zone);
    OldRows.forgetCalls(handle, zone, of.calls()); // before the reasons by which they are counted
    screenings(handle, of.screenings());
    records(handle, of.records());
    Ids.execute(
        handle, "delete from voice_message_listen where message_id in (<ids>)", of.voices());
    Ids.execute(handle, "delete from voice_message where id in (<ids>)", of.voices());
    Ids.execute(
        handle, "delete from callback_attempt where callback_id in (<ids>)", of.callbacks());
    Ids.execute(handle, "delete from callback where id in (<ids>)", of.callbacks());
    Ids.execute(handle, "delete from alarm where about in (<ids>)", of.calls());
    hard(handle, of.calls());
    caller(handle, of.subject().keys(), now);
    InboxRows.erase(handle, of.subject());
    texts(handle, of);
  }

  /// Cases with everything that hangs on them, referrals and claims too. One row that is nobody's
  /// stays of each.
  static void cases(Handle handle, Collection<String> cases, ZoneId zone) {
    Figures.keep(handle, cases, zone);
    Set<String> referrals =
        Ids.texts(handle, "select id from referral where case_id in (<ids>)", cases);
    for (String table : new String[] {"referral_letter", "referral_step", "referral_consent"}) {
      Ids.execute(handle, "delete from " + table + " where referral_id in (<ids>)", referrals);
    }
    Ids.execute(handle, "delete from referral where id in (<ids>)", referrals);
    Ids.execute(handle, "delete from alarm where about in (<ids>)", referrals);
    // A referral is called by its case's number.
    Ids.execute(handle, "delete from alarm where substr(about, 1, 7) in (<ids>)", cases);
    ClaimRows.erase(handle, cases);
    Ids.execute(
        handle,
        """
        delete from case_section_text where section_id in
          (select id from case_section where case_id in (<ids>))
        """,
        cases);
    for (String table :
        new String[] {
          "case_word",
          "case_attachment",
          "case_event",
          "case_task",
          "case_section",
          "case_person",
          "case_glass",
          "case_hold"
        }) {
      Ids.execute(handle, "delete from " + table + " where case_id in (<ids>)", cases);
    }
    Ids.execute(
        handle, "update case_file set merged_into = null where merged_into in (<ids>)", cases);
    // With this line the case's key is gone: copies of its texts that lie anywhere do not open.
    Ids.execute(handle, "delete from case_file where id in (<ids>)", cases);
    screenings(
        handle, Ids.texts(handle, "select id from screening where case_id in (<ids>)", cases));
  }

  /// Records of conversations that these cases were opened from, and no other.
  static Set<String> recordsOnlyOf(Handle handle, Collection<String> cases) {
    Set<String> records =
        Ids.texts(
            handle,
            "select record_id from case_file where id in (<ids>) and record_id <> ''",
            cases);
    for (String record : Set.copyOf(records)) {
      Set<String> named =
          Ids.texts(handle, "select id from case_file where record_id in (<ids>)", Set.of(record));
      if (!cases.containsAll(named)) {
        records.remove(record);
      }
    }
    return records;
  }

  static void screenings(Handle handle, Collection<String> screenings) {
    Ids.execute(handle, "delete from alarm where about in (<ids>)", screenings);
    Ids.execute(handle, "delete from screening where id in (<ids>)", screenings);
  }

  static void records(Handle handle, Collection<String> records) {
    for (String table : new String[] {"contact_aside", "contact_look", "contact_reason"}) {
      Ids.execute(handle, "delete from " + table + " where record_id in (<ids>)", records);
    }
    Ids.execute(handle, "delete from call_out where record_id in (<ids>)", records);
    hard(handle, records);
    Ids.execute(handle, "delete from contact_record where id in (<ids>)", records);
    Ids.execute(handle, "update case_file set record_id = '' where record_id in (<ids>)", records);
  }

  /// That a conversation was hard for who took it.
  private static void hard(Handle handle, Collection<String> contacts) {
    Ids.execute(handle, "delete from hard_call where contact in (<ids>)", contacts);
    Ids.execute(handle, "delete from hard_said where contact in (<ids>)", contacts);
  }

  private static void caller(Handle handle, Set<String> keys, Instant now) {
    for (String table : CALLER_TABLES) {
      Ids.execute(handle, "delete from " + table + " where caller_key in (<ids>)", keys);
    }
    Ids.execute(handle, "delete from safety_card where caller_key in (<ids>)", keys);
    Ids.execute(handle, "delete from gate_count where who in (<ids>)", keys);
    Ids.execute(handle, "delete from gate_refusal where who in (<ids>)", keys);
    for (String key : keys) {
      handle.execute(
          "insert into do_not_send (caller_key, since) values (?, ?)"
              + " on conflict (caller_key) do update set since = excluded.since",
          key,
          now.toEpochMilli());
    }
  }

  private static void texts(Handle handle, Traces of) {
    Set<String> numbers = of.subject().numbers();
    Set<Long> campaigns =
        Ids.numbers(
            handle,
            "select distinct campaign_id from message where id in (<ids>) and campaign_id <> 0",
            of.texts());
    Ids.execute(handle, "delete from segment where message_id in (<ids>)", of.texts());
    Ids.execute(handle, "delete from message where id in (<ids>)", of.texts());
    // A broadcast's report adds up to what was asked; who is gone was not asked.
    Ids.execute(
        handle,
        """
        update campaign set asked = (select count(*) from message m where m.campaign_id = campaign.id)
        where id in (<ids>)
        """,
        campaigns);
    Ids.execute(
        handle,
        """
        delete from contact_tag where contact_id in (select id from contact where number in (<ids>))
        """,
        numbers);
    Ids.execute(
        handle,
        """
        delete from contact_date where contact_id in (select id from contact where number in (<ids>))
        """,
        numbers);
    for (String table :
        new String[] {
          "contact",
          "opt_out",
          "opt_in",
          "receipt_early",
          "campaign_heard",
          "campaign_call",
          "call_listener"
        }) {
      Ids.execute(handle, "delete from " + table + " where number in (<ids>)", numbers);
    }
  }
}
