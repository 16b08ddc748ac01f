package org.hamroh.inbox;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hamroh.contact.Subscriptions;
import org.hamroh.inbox.Conversation.Deed;
import org.hamroh.inbox.Conversation.Line;
import org.hamroh.inbox.Conversation.State;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.seal.Seal;
import org.hamroh.sms.IncomingText;
import org.jdbi.v3.core.Handle;

/// Threads and texts in the tables; what people wrote stands there sealed. Every method runs inside
/// its caller's transaction.
final class InboxStore {

  private final Seal seal;

  InboxStore(Seal seal) {
    this.seal = seal;
  }

  /// As the seal knows a text.
  static String name(String id) {
    return "incoming text " + id;
  }

  /// Keeps a text, or puts what is known of it now in the place of what was.
  ///
  /// @param key empty when the sender is no number
  long keep(Handle handle, IncomingText text, String key, String intent) {
    long id =
        text.instead()
            .orElseGet(
                () ->
                    handle
                        .createQuery("select coalesce(max(id), 0) + 1 from incoming_text")
                        .mapTo(Long.class)
                        .one());
    handle
        .createUpdate(
            """
            insert into incoming_text (id, route, number, sent_to, text, received_at, text_sealed,
              caller_key, intent, partial)
            values (:id, :route, :number, :to, '', :at, :sealed, :key, :intent, :partial)
            on conflict (id) do update set
              text_sealed = :sealed, intent = :intent, partial = :partial
            """)
        .bind("id", id)
        .bind("route", text.route())
        .bind("number", text.from().map(PhoneNumber::e164).orElse(""))
        .bind("to", text.to())
        .bind("at", text.at().toEpochMilli())
        .bind(
            "sealed",
            seal.sealText(name(Long.toString(id)), text.text().getBytes(StandardCharsets.UTF_8)))
        .bind("key", key)
        .bind("intent", intent)
        .bind("partial", text.partial() ? 1 : 0)
        .execute();
    text.from().ifPresent(number -> Subscriptions.inTouch(handle, number, text.at()));
    return id;
  }

  static void answered(Handle handle, long textId, String with) {
    handle.execute("update incoming_text set answered_with = ? where id = ?", with, textId);
  }

  static Optional<Conversation> of(Handle handle, CallerKey key) {
    return handle
        .createQuery("select * from inbox_thread where caller_key = :key")
        .bind("key", key.hex())
        .map((row, context) -> conversation(row))
        .findOne();
  }

  static Optional<Conversation> find(Handle handle, long id) {
    return handle
        .createQuery("select * from inbox_thread where id = :id")
        .bind("id", id)
        .map((row, context) -> conversation(row))
        .findOne();
  }

  static Conversation begin(
      Handle handle, CallerKey key, PhoneNumber number, String language, Instant at) {
    long id =
        handle
            .createQuery("select coalesce(max(id), 0) + 1 from inbox_thread")
            .mapTo(Long.class)
            .one();
    Conversation begun =
        new Conversation(id, key, number, language, false, State.DONE, false, false, "", at);
    save(handle, begun);
    return begun;
  }

  static void save(Handle handle, Conversation one) {
    handle
        .createUpdate(
            """
            insert into inbox_thread (id, caller_key, number, language, language_told, state,
              urgent, maybe_stop, claimed_by, last_at)
            values (:id, :key, :number, :language, :told, :state, :urgent, :maybe, :by, :at)
            on conflict (id) do update set language = :language, language_told = :told,
              state = :state, urgent = :urgent, maybe_stop = :maybe, claimed_by = :by, last_at = :at
            """)
        .bind("id", one.id())
        .bind("key", one.key().hex())
        .bind("number", one.number().e164())
        .bind("language", one.language())
        .bind("told", one.languageTold() ? 1 : 0)
        .bind("state", one.state().word())
        .bind("urgent", one.urgent() ? 1 : 0)
        .bind("maybe", one.maybeStop() ? 1 : 0)
        .bind("by", one.claimedBy())
        .bind("at", one.lastAt().toEpochMilli())
        .execute();
  }

  /// Urgent ones first, then those that wait longest; what is done the newest first.
  static List<Conversation> list(Handle handle, boolean open, int most) {
    return handle
        .createQuery(
            open
                ? """
                  select * from inbox_thread where state <> 'done'
                  order by urgent desc, last_at limit :most
                  """
                : """
                  select * from inbox_thread where state = 'done'
                  order by last_at desc limit :most
                  """)
        .bind("most", most)
        .map((row, context) -> conversation(row))
        .list();
  }

  /// Whether we write to this number as to a partner or to one of our staff.
  static boolean isColleague(Handle handle, PhoneNumber number) {
    return handle
        .createQuery(
            """
            select 1 from message where number = :number and purpose in ('partner', 'alarm') limit 1
            """)
        .bind("number", number.e164())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /// The last texts of a thread, the oldest first.
  List<Line> lines(Handle handle, Conversation one, int most) {
    List<Line> lines = new ArrayList<>();
    handle
        .createQuery(
            """
            select id, text, text_sealed, intent, partial, answered_with, received_at
            from incoming_text where caller_key = :key order by id desc limit :most
            """)
        .bind("key", one.key().hex())
        .bind("most", most)
        .map(
            (row, context) ->
                new Line(
                    false,
                    words(row),
                    row.getString("intent"),
                    row.getInt("partial") != 0,
                    row.getString("answered_with"),
                    "",
                    Instant.ofEpochMilli(row.getLong("received_at"))))
        .forEach(lines::add);
    handle
        .createQuery(
            """
            select m.text, m.state, m.created_at, coalesce((select d.who from inbox_deed d
              where d.thread_id = :thread and d.what = 'answer' and d.about = cast(m.id as text)
              limit 1), '') as who
            from message m where m.number = :number and m.campaign_id = 0
              and m.purpose not in ('alarm', 'partner')
            order by m.id desc limit :most
            """)
        .bind("thread", one.id())
        .bind("number", one.number().e164())
        .bind("most", most)
        .map(
            (row, context) ->
                new Line(
                    true,
                    row.getString("text"),
                    row.getString("state"),
                    false,
                    "",
                    row.getString("who"),
                    Instant.ofEpochMilli(row.getLong("created_at"))))
        .forEach(lines::add);
    lines.sort(Comparator.comparing(Line::at));
    return lines.subList(Math.max(0, lines.size() - most), lines.size());
  }

  private String words(ResultSet row) throws SQLException {
    String sealed = row.getString("text_sealed");
    return sealed == null
        ? row.getString("text")
        : new String(seal.openText(name(row.getString("id")), sealed), StandardCharsets.UTF_8);
  }

  static void deed(Handle handle, long thread, String who, String what, String about, Instant at) {
    handle
        .createUpdate(
            """
            insert into inbox_deed (id, thread_id, at, who, what, about)
            select coalesce(max(id), 0) + 1, :thread, :at, :who, :what, :about from inbox_deed
            """)
        .bind("thread", thread)
        .bind("at", at.toEpochMilli())
        .bind("who", who)
        .bind("what", what)
        .bind("about", about)
        .execute();
  }

  static List<Deed> deeds(Handle handle, long thread, int most) {
    return handle
        .createQuery(
            """
            select who, what, about, at from inbox_deed where thread_id = :thread
            order by id desc limit :most
            """)
        .bind("thread", thread)
        .bind("most", most)
        .map(
            (row, context) ->
                new Deed(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    Instant.ofEpochMilli(row.getLong(4))))
        .list();
  }

  private static Conversation conversation(ResultSet row) throws SQLException {
    return new Conversation(
        row.getLong("id"),
        new CallerKey(row.getString("caller_key")),
        new PhoneNumber(row.getString("number")),
        row.getString("language"),
        row.getInt("language_told") != 0,
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getInt("urgent") != 0,
        row.getInt("maybe_stop") != 0,
        row.getString("claimed_by"),
        Instant.ofEpochMilli(row.getLong("last_at")));
  }
}
