package org.hamroh.casework.contact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.casework.contact.ContactRecord.Deed;
import org.hamroh.casework.form.ContactForm;
import org.hamroh.phone.CallerKey;
import org.hamroh.seal.Seal;
import org.jdbi.v3.core.Handle;

/// The tables of contact records. Every method runs inside its caller's transaction.
final class RecordStore {

  private final RecordSeal seal;

  RecordStore(Seal seal) {
    this.seal = new RecordSeal(seal);
  }

  /// A list's question; empty texts ask for nothing.
  ///
  /// @param reason of the second level, or a group
  /// @param by     whose records
  /// @param after  the last of the page before
  record Wanted(
      Instant from, Instant to, String reason, String by, String caller, Cursor after, int limit) {}

  /// A place in the list, newest first.
  record Cursor(long createdAt, String id) {
    static final Cursor BEGINNING = new Cursor(Long.MAX_VALUE, "");
  }

  Optional<ContactRecord> find(Handle handle, String id) {
    return handle
        .createQuery("select * from contact_record where id = :id")
        .bind("id", id)
        .map((row, context) -> RecordRow.of(row))
        .findOne()
        .map(row -> record(handle, row));
  }

  List<ContactRecord> list(Handle handle, Wanted wanted) {
    return handle
        .createQuery(
            """
            select r.* from contact_record r
            where r.created_at >= :from and r.created_at < :to
              and (:by = '' or r.created_by = :by)
              and (:caller = '' or r.caller_key = :caller)
              and (:reason = '' or exists (select 1 from contact_reason x
                where x.record_id = r.id and (x.reason = :reason or x.reason_group = :reason)))
              and (r.created_at < :at or (r.created_at = :at and r.id > :id))
            order by r.created_at desc, r.id limit :limit
            """)
        .bind("from", wanted.from().toEpochMilli())
        .bind("to", wanted.to().toEpochMilli())
        .bind("reason", wanted.reason())
        .bind("by", wanted.by())
        .bind("caller", wanted.caller())
        .bind("at", wanted.after().createdAt())
        .bind("id", wanted.after().id())
        .bind("limit", wanted.limit())
        .map((row, context) -> RecordRow.of(row))
        .list()
        .stream()
        .map(row -> record(handle, row))
        .toList();
  }

  /// Those of a caller, by one indexed read.
  List<ContactRecord> ofCaller(Handle handle, CallerKey caller, int limit) {
    return handle
        .createQuery(
            """
            select * from contact_record where caller_key = :caller
            order by created_at desc, id limit :limit
            """)
        .bind("caller", caller.hex())
        .bind("limit", limit)
        .map((row, context) -> RecordRow.of(row))
        .list()
        .stream()
        .map(row -> record(handle, row))
        .toList();
  }

  /// What is to be done until that day, the oldest first.
  ///
  /// @param by whose, empty for everybody's
  List<ContactRecord> due(Handle handle, String by, String untilDay, int limit) {
    return handle
        .createQuery(
            """
            select * from contact_record
            where next_on is not null and next_done_at is null and next_on <= :until
              and saved_at is not null and (:by = '' or next_by = :by)
            order by next_on, id limit :limit
            """)
        .bind("by", by)
        .bind("until", untilDay)
        .bind("limit", limit)
        .map((row, context) -> RecordRow.of(row))
        .list()
        .stream()
        .map(row -> record(handle, row))
        .toList();
  }

  void insert(Handle handle, ContactRecord one, ContactForm form) {
    handle
        .createUpdate(
            """
            insert into contact_record (id, call_id, channel, caller_key, form_version, version,
              state, call_type, disposition, next_action, next_on, next_by, choices, texts_sealed,
              created_at, created_by, changed_at, changed_by, saved_at, saved_by)
            values (:id, :call, :channel, :caller, :form, :version,
              :state, :type, :disposition, :next, :on, :nextBy, :choices, :texts,
              :at, :by, :changedAt, :changedBy, :savedAt, :savedBy)
            """)
        .bind("call", one.call().map(CallId::value).orElse(null))
        .bind("channel", one.channel())
        .bind("at", one.created().at().toEpochMilli())
        .bind("by", one.created().by())
        .bindMap(seal.values(one, form))
        .execute();
    reasons(handle, one, form);
  }

  /// @param seen the version that the writer had seen
  /// @return false when it is another one by now; nothing is changed then
  boolean update(Handle handle, ContactRecord one, ContactForm form, long seen) {
    int changed =
        handle
            .createUpdate(
                """
                update contact_record set caller_key = :caller, form_version = :form,
                  version = :version, state = :state, call_type = :type,
                  disposition = :disposition, next_action = :next, next_on = :on,
                  next_by = :nextBy, next_done_at = case
                    when next_on = :on and next_action = :next then next_done_at end,
                  choices = :choices, texts_sealed = :texts,
                  changed_at = :changedAt, changed_by = :changedBy,
                  saved_at = :savedAt, saved_by = :savedBy
                where id = :id and version = :seen
                """)
            .bind("seen", seen)
            .bindMap(seal.values(one, form))
            .execute();
    if (changed == 0) {
      return false;
    }
    handle.execute("delete from contact_reason where record_id = ?", one.id());
    reasons(handle, one, form);
    return true;
  }

  private static void reasons(Handle handle, ContactRecord one, ContactForm form) {
    List<String> reasons = one.content().reasons();
    for (int i = 0; i < reasons.size(); i++) {
      String reason = reasons.get(i);
      handle
          .createUpdate(
              """
              insert into contact_reason (record_id, place, reason, reason_group)
              values (:id, :place, :reason, :group)
              """)
          .bind("id", one.id())
          .bind("place", i + 1)
          .bind("reason", reason)
          .bind("group", form.groupOf(reason).map(ContactForm.ReasonGroup::id).orElse(""))
          .execute();
    }
  }

  boolean nextDone(Handle handle, String id, Instant now) {
    return handle
            .createUpdate(
                """
                update contact_record set next_done_at = :now
                where id = :id and next_on is not null and next_done_at is null
                """)
            .bind("id", id)
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  void aside(Handle handle, String record, ContactRecord.Aside aside) {
    handle
        .createUpdate(
            """
            insert into contact_aside (record_id, page, body_sealed, at, written_by)
            values (:id, :page, :body, :at, :by)
            on conflict (record_id, page) do update set
              body_sealed = :body, at = :at, written_by = :by
            """)
        .bind("id", record)
        .bind("page", aside.page())
        .bind("body", seal.sealed(record, aside.content()))
        .bind("at", aside.written().at().toEpochMilli())
        .bind("by", aside.written().by())
        .execute();
  }

  /// The oldest first.
  List<ContactRecord.Aside> asides(Handle handle, String record) {
    return handle
        .createQuery("select * from contact_aside where record_id = :id order by at, page")
        .bind("id", record)
        .map(
            (row, context) ->
                new ContactRecord.Aside(
                    row.getString("page"),
                    seal.opened(record, row.getString("body_sealed")),
                    new Deed(row.getString("written_by"), Instant.ofEpochMilli(row.getLong("at")))))
        .list();
  }

  boolean dropAside(Handle handle, String record, String page) {
    return handle.execute(
            "delete from contact_aside where record_id = ? and page = ?", record, page)
        > 0;
  }

  /// Writes down that somebody read it; again within minutes is the same look.
  void looked(Handle handle, String record, String reader, Instant sameSince, Instant now) {
    handle
        .createUpdate(
            """
            insert into contact_look (record_id, reader, at)
            select :id, :reader, :now where not exists (select 1 from contact_look
              where record_id = :id and reader = :reader and at >= :since)
            """)
        .bind("id", record)
        .bind("reader", reader)
        .bind("since", sameSince.toEpochMilli())
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /// Who called, as the call's record has it; nothing when there is no such call.
  static Optional<Optional<CallerKey>> callerOf(Handle handle, CallId call) {
    return handle
        .createQuery("select coalesce(caller, '') from call_record where call_id = :call")
        .bind("call", call.value())
        .mapTo(String.class)
        .map(key -> key.isEmpty() ? Optional.<CallerKey>empty() : Optional.of(new CallerKey(key)))
        .findOne();
  }

  private ContactRecord record(Handle handle, RecordRow row) {
    List<String> reasons =
        handle
            .createQuery("select reason from contact_reason where record_id = :id order by place")
            .bind("id", row.id())
            .mapTo(String.class)
            .list();
    return seal.record(row, reasons);
  }
}
