package org.hamroh.erasure;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Every row by which a person can be found, by the ids of the rooms.
///
/// @param records contact records
/// @param voices  voice messages
/// @param texts   messages that we sent
record Traces(
    Subject subject,
    Set<String> cases,
    Set<String> records,
    Set<String> calls,
    Set<String> screenings,
    Set<String> voices,
    Set<String> referrals,
    Set<String> attachments,
    Set<Long> claims,
    Set<Long> callbacks,
    Set<Long> texts) {

  /// A case may be merged into one that is merged itself; more is a mistake in the table.
  private static final int MOST_MERGES = 20;

  /// In the caller's transaction.
  static Traces of(Handle handle, Subject subject) {
    Set<String> keys = subject.keys();
    Set<String> cases = cases(handle, subject);
    Set<String> records =
        Ids.texts(handle, "select id from contact_record where caller_key in (<ids>)", keys);
    Set<String> ofCases =
        Ids.texts(
            handle,
            "select record_id from case_file where id in (<ids>) and record_id <> ''",
            cases);
    records.addAll(ownOnly(handle, "contact_record", "id", "caller_key", ofCases, keys));
    Set<Long> callbacks =
        Ids.numbers(handle, "select id from callback where caller_key in (<ids>)", keys);
    Set<String> calls = calls(handle, keys, records, callbacks);
    Set<String> screenings =
        Ids.texts(handle, "select id from screening where caller_key in (<ids>)", keys);
    screenings.addAll(
        Ids.texts(handle, "select id from screening where case_id in (<ids>)", cases));
    Set<String> contacts = new LinkedHashSet<>(records);
    contacts.addAll(calls);
    screenings.addAll(
        Ids.texts(handle, "select id from screening where contact in (<ids>)", contacts));
    Set<String> voices =
        Ids.texts(handle, "select id from voice_message where caller_key in (<ids>)", keys);
    voices.addAll(
        Ids.texts(handle, "select id from voice_message where call_id in (<ids>)", calls));
    return new Traces(
        subject,
        cases,
        records,
        calls,
        screenings,
        voices,
        Ids.texts(handle, "select id from referral where case_id in (<ids>)", cases),
        Ids.texts(handle, "select id from case_attachment where case_id in (<ids>)", cases),
        Ids.numbers(handle, "select id from claim where case_id in (<ids>)", cases),
        callbacks,
        Ids.numbers(handle, "select id from message where number in (<ids>)", subject.numbers()));
  }

  /// With all that was merged into one another: it is one matter.
  private static Set<String> cases(Handle handle, Subject subject) {
    Set<String> cases =
        Ids.texts(handle, "select id from case_file where caller_key in (<ids>)", subject.keys());
    cases.addAll(
        Ids.texts(handle, "select id from case_file where id in (<ids>)", subject.cases()));
    return mergedWith(handle, cases);
  }

  /// These, and all that were merged into them or with them.
  static Set<String> mergedWith(Handle handle, Set<String> some) {
    Set<String> cases = new LinkedHashSet<>(some);
    int before = 0;
    for (int i = 0; i < MOST_MERGES && cases.size() > before; i++) {
      before = cases.size();
      Set<String> more =
          Ids.texts(handle, "select id from case_file where merged_into in (<ids>)", cases);
      more.addAll(
          Ids.texts(
              handle,
              "select merged_into from case_file where id in (<ids>) and merged_into is not null",
              cases));
      cases.addAll(more);
    }
    return cases;
  }

  private static Set<String> calls(
      Handle handle, Set<String> keys, Set<String> records, Set<Long> callbacks) {
    Set<String> calls =
        Ids.texts(handle, "select call_id from call_record where caller in (<ids>)", keys);
    calls.addAll(
        Ids.texts(
            handle, "select first_call from caller_memory where caller_key in (<ids>)", keys));
    Set<String> others = new LinkedHashSet<>();
    others.addAll(
        Ids.texts(
            handle,
            "select call_id from contact_record where id in (<ids>) and call_id is not null",
            records));
    others.addAll(
        Ids.texts(
            handle,
            "select call_id from callback_attempt where callback_id in (<ids>)",
            callbacks));
    others.addAll(
        Ids.texts(
            handle,
            "select from_call from callback where id in (<ids>) and from_call <> ''",
            callbacks));
    others.addAll(
        Ids.texts(handle, "select call_id from call_out where record_id in (<ids>)", records));
    others.addAll(
        Ids.texts(handle, "select call_id from voice_message where caller_key in (<ids>)", keys));
    others.removeAll(
        Ids.texts(
            handle,
            "select call_id from call_record where call_id in (<ids>) and caller is not null",
            others));
    calls.addAll(others);
    return calls;
  }

  /// Of rows that are named by others: those that are nobody's, or this person's. A record that
  /// another caller's case points to is that caller's.
  private static Set<String> ownOnly(
      Handle handle, String table, String id, String owner, Set<String> ids, Set<String> keys) {
    Set<String> own =
        Ids.texts(
            handle,
            "select "
                + id
                + " from "
                + table
                + " where "
                + id
                + " in (<ids>) and "
                + owner
                + " is null",
            ids);
    Set<String> others =
        Ids.texts(
            handle, "select " + id + " from " + table + " where " + owner + " in (<ids>)", keys);
    others.retainAll(ids);
    own.addAll(others);
    return own;
  }
}
