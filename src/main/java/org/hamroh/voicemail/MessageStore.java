package org.hamroh.voicemail;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.phone.CallerKey;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tables `voice_message` and `voice_message_listen`. Every method runs inside its caller's
/// transaction.
final class MessageStore {

  private static final int RECEIPTS = 1_000_000;

  /// Six digits are free nearly always; when they are not, the number of messages is the mistake.
  private static final int RECEIPT_TRIES = 50;

  private static final SecureRandom CHANCE = new SecureRandom();

  private static final String COLUMNS =
      """
      select m.*, (select count(*) from voice_message_listen l where l.message_id = m.id) as plays
      from voice_message m
      """;

  private MessageStore() {}

  /// What is noted before the tone.
  record Begun(
      String id,
      CallId call,
      String kind,
      boolean urgent,
      boolean wordless,
      String language,
      Optional<CallerKey> caller,
      Optional<String> sealedNumber,
      Instant at) {}

  /// A recording whose outcome is open.
  record Open(String id, CallId call, boolean wordless, Instant begunAt) {}

  /// Takes it when nobody has it, or whoever has it took it before then and did not come to an end.
  static boolean claim(Handle handle, String id, String by, Instant stale, Instant now) {
    return handle
            .createUpdate(
                """
                update voice_message set state = 'taken', taken_by = :by, taken_at = :now
                where id = :id and (state = 'new'
                  or (state = 'taken' and (taken_by = :by or taken_at <= :stale)))
                """)
            .bind("id", id)
            .bind("by", by)
            .bind("stale", stale.toEpochMilli())
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  /// @return false when it was not this person's
  static boolean letGo(Handle handle, String id, String by) {
    return handle
            .createUpdate(
                """
                update voice_message set state = 'new', taken_by = null, taken_at = null
                where id = :id and state = 'taken' and taken_by = :by
                """)
            .bind("id", id)
            .bind("by", by)
            .execute()
        > 0;
  }

  /// Forgets who left messages: their numbers and their names in our tables. What was said stays a
  /// task until it is done, and is erased in its time.
  ///
  /// @return how many
  static int forget(Handle handle, CallerKey caller) {
    return handle
        .createUpdate(
            """
            update voice_message set caller_key = null, number_sealed = null
            where caller_key = :key
            """)
        .bind("key", caller.hex())
        .execute();
  }

  /// A list's question.
  ///
  /// @param states at least one
  /// @param kind   empty for all
  /// @param after  the last of the page before
  record Wanted(List<MessageState> states, String kind, Cursor after, int limit) {}

  /// A place in a list by due time.
  record Cursor(long dueAt, String id) {
    static final Cursor BEGINNING = new Cursor(Long.MIN_VALUE, "");
  }

  /// One that was given up begins anew.
  ///
  /// @return false when it is known already
  static boolean begin(Handle handle, Begun begun) {
    return handle
            .createUpdate(
                """
                insert into voice_message (id, call_id, state, kind, urgent, wordless, language,
                  caller_key, number_sealed, begun_at, length_millis, note, sound)
                values (:id, :call, 'recording', :kind, :urgent, :wordless, :language,
                  :caller, :number, :at, 0, '', 'plain')
                on conflict (id) do update set
                  state = 'recording', number_sealed = excluded.number_sealed, sound = 'plain'
                where voice_message.state = 'nothing'
                """)
            .bind("id", begun.id())
            .bind("call", begun.call().value())
            .bind("kind", begun.kind())
            .bind("urgent", begun.urgent() ? 1 : 0)
            .bind("wordless", begun.wordless() ? 1 : 0)
            .bind("language", begun.language())
            .bind("caller", begun.caller().map(CallerKey::hex).orElse(null))
            .bind("number", begun.sealedNumber().orElse(null))
            .bind("at", begun.at().toEpochMilli())
            .execute()
        > 0;
  }

  /// Makes a task of a recording. Nothing happens when it is one.
  ///
  /// @return whether it became one now
  static boolean keep(Handle handle, String id, Duration length, Instant leftAt, Instant dueAt) {
    return handle
            .createUpdate(
                """
                update voice_message set state = 'new', receipt = :receipt, left_at = :left,
                  due_at = :due, length_millis = :length, sound = :sound,
                  language = case when language <> '' then language else coalesce(
                    (select c.language from call_record c
                     where c.call_id = voice_message.call_id), '') end
                where id = :id and state in ('recording', 'nothing')
                """)
            .bind("id", id)
            .bind("receipt", receipt(handle))
            .bind("left", leftAt.toEpochMilli())
            .bind("due", dueAt.toEpochMilli())
            .bind("length", length.toMillis())
            .bind("sound", length.isZero() ? "none" : "plain")
            .execute()
        > 0;
  }

  /// Nothing was said. The line stays, so that an event that is told again makes no task of it.
  static boolean nothing(Handle handle, String id) {
    return handle
            .createUpdate(
                """
                update voice_message set state = 'nothing', sound = 'none', number_sealed = null
                where id = :id and state = 'recording'
                """)
            .bind("id", id)
            .execute()
        > 0;
  }

  private static String receipt(Handle handle) {
    for (int i = 0; i < RECEIPT_TRIES; i++) {
      String receipt = String.format(Locale.ROOT, "%06d", CHANCE.nextInt(RECEIPTS));
      boolean free =
          handle
              .createQuery("select count(*) from voice_message where receipt = :receipt")
              .bind("receipt", receipt)
              .mapTo(Integer.class)
              .one()
              .equals(0);
      if (free) {
        return receipt;
      }
    }
    throw new IllegalStateException("no receipt of six digits is free");
  }

  static Optional<Boolean> isUrgent(Handle handle, String id) {
    return handle
        .createQuery("select urgent from voice_message where id = :id")
        .bind("id", id)
        .mapTo(Integer.class)
        .map(urgent -> urgent != 0)
        .findOne();
  }

  /// Whether it is known what came of a recording.
  static boolean isDecided(Handle handle, String id) {
    return handle
            .createQuery(
                """
                select count(*) from voice_message
                where id = :id and state not in ('recording', 'nothing')
                """)
            .bind("id", id)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  /// Who called, as the call's record has it.
  static Optional<CallerKey> callerOf(Handle handle, CallId call) {
    return handle
        .createQuery("select caller from call_record where call_id = :call and caller is not null")
        .bind("call", call.value())
        .mapTo(String.class)
        .map(CallerKey::new)
        .findOne();
  }

  /// A message that is a task.
  static Optional<VoiceMessage> find(Handle handle, String id) {
    return handle
        .createQuery(COLUMNS + " where m.id = :id and m.state not in ('recording', 'nothing')")
        .bind("id", id)
        .map((row, context) -> message(row))
        .findOne();
  }

  static List<VoiceMessage> list(Handle handle, Wanted wanted) {
    return handle
        .createQuery(
            COLUMNS
                + """
                where m.state in (<states>)
                  and (:kind = '' or m.kind = :kind)
                  and (m.due_at > :due or (m.due_at = :due and m.id > :id))
                order by m.due_at, m.id limit :limit
                """)
        .bindList("states", wanted.states().stream().map(MessageState::word).toList())
        .bind("kind", wanted.kind())
        .bind("due", wanted.after().dueAt())
        .bind("id", wanted.after().id())
        .bind("limit", wanted.limit())
        .map((row, context) -> message(row))
        .list();
  }

  /// The newest done first.
  static List<VoiceMessage> done(Handle handle, int limit) {
    return handle
        .createQuery(
            COLUMNS
                + " where m.state in ('answered', 'closed') order by m.done_at desc, m.id limit"
                + " :limit")
        .bind("limit", limit)
        .map((row, context) -> message(row))
        .list();
  }

  /// @param overOthers whether one that somebody else has taken may be taken over
  /// @return false when it is no longer to be had
  static boolean take(Handle handle, String id, String by, boolean overOthers, Instant now) {
    return handle
            .createUpdate(
                """
                update voice_message set state = 'taken', taken_by = :by, taken_at = :now
                where id = :id and (state = 'new' or (state = 'taken' and :over = 1))
                """)
            .bind("id", id)
            .bind("by", by)
            .bind("over", overOthers ? 1 : 0)
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  /// @return false when it was done already, or is somebody else's
  static boolean finish(
      Handle handle,
      String id,
      MessageState state,
      String by,
      boolean overOthers,
      String note,
      Instant now) {
    return handle
            .createUpdate(
                """
                update voice_message set state = :state, done_by = :by, done_at = :now, note = :note
                where id = :id and (state = 'new'
                  or (state = 'taken' and (taken_by = :by or :over = 1)))
                """)
            .bind("id", id)
            .bind("state", state.word())
            .bind("by", by)
            .bind("over", overOthers ? 1 : 0)
            .bind("note", note)
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  /// Writes a listening down; the same one again within minutes only grows longer.
  static void listened(Handle handle, String id, String by, Instant sameSince, Instant now) {
    int longer =
        handle
            .createUpdate(
                """
                update voice_message_listen set last_at = :now
                where message_id = :id and listener = :by and last_at >= :since
                """)
            .bind("id", id)
            .bind("by", by)
            .bind("since", sameSince.toEpochMilli())
            .bind("now", now.toEpochMilli())
            .execute();
    if (longer == 0) {
      handle
          .createUpdate(
              """
              insert into voice_message_listen (message_id, listener, at, last_at)
              values (:id, :by, :now, :now)
              """)
          .bind("id", id)
          .bind("by", by)
          .bind("now", now.toEpochMilli())
          .execute();
    }
  }

  static List<VoiceMessage.Listening> listenings(Handle handle, String id) {
    return handle
        .createQuery(
            "select listener, at from voice_message_listen where message_id = :id order by at")
        .bind("id", id)
        .map(
            (row, context) ->
                new VoiceMessage.Listening(
                    row.getString("listener"), Instant.ofEpochMilli(row.getLong("at"))))
        .list();
  }

  /// Recordings of which nobody has told the outcome, of calls that are over or began before.
  static List<Open> undecided(Handle handle, Instant begunBefore) {
    return handle
        .createQuery(
            """
            select m.id, m.call_id, m.wordless, m.begun_at from voice_message m
            where m.state = 'recording' and (m.begun_at < :before or exists (
              select 1 from call_record c where c.call_id = m.call_id and c.ended_at is not null))
            """)
        .bind("before", begunBefore.toEpochMilli())
        .map(
            (row, context) ->
                new Open(
                    row.getString("id"),
                    new CallId(row.getString("call_id")),
                    row.getLong("wordless") != 0,
                    Instant.ofEpochMilli(row.getLong("begun_at"))))
        .list();
  }

  private static VoiceMessage message(ResultSet row) throws SQLException {
    return new VoiceMessage(
        row.getString("id"),
        new CallId(row.getString("call_id")),
        row.getString("receipt"),
        row.getString("kind"),
        row.getLong("urgent") != 0,
        row.getString("language"),
        Optional.ofNullable(row.getString("caller_key")).map(CallerKey::new),
        row.getString("number_sealed") != null,
        Instant.ofEpochMilli(row.getLong("left_at")),
        Instant.ofEpochMilli(row.getLong("due_at")),
        Duration.ofMillis(row.getLong("length_millis")),
        MessageState.of(row.getString("state")).orElseThrow(),
        deed(row.getString("taken_by"), row.getLong("taken_at")),
        deed(row.getString("done_by"), row.getLong("done_at")),
        row.getString("note"),
        VoiceMessage.Sound.of(row.getString("sound")),
        row.getInt("plays"));
  }

  private static Optional<VoiceMessage.Deed> deed(@Nullable String by, long at) {
    return Optional.ofNullable(by).map(who -> new VoiceMessage.Deed(who, Instant.ofEpochMilli(at)));
  }
}
