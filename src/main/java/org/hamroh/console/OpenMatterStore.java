package org.hamroh.console;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hamroh.phone.CallerKey;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// Messages without an answer and calls that we owe, read from their tables by the caller's key.
public final class OpenMatterStore implements OpenMatter.Source {

  /// Of each kind; somebody with more has one worry, not many.
  private static final int MOST = 5;

  private final Database database;

  public OpenMatterStore(Database database) {
    this.database = database;
  }

  @Override
  public List<OpenMatter> of(CallerKey caller) {
    return database.read(
        handle ->
            Stream.concat(messages(handle, caller).stream(), callbacks(handle, caller).stream())
                .toList());
  }

  private static List<OpenMatter> messages(Handle handle, CallerKey caller) {
    return handle
        .createQuery(
            """
            select id, left_at, state from voice_message
            where caller_key = :caller and state in ('new', 'taken') and left_at is not null
            order by left_at desc limit :most""")
        .bind("caller", caller.hex())
        .bind("most", MOST)
        .map(
            (row, context) ->
                new OpenMatter(
                    "message",
                    Instant.ofEpochMilli(row.getLong("left_at")),
                    "message." + row.getString("state"),
                    "/voicemail/" + row.getString("id")))
        .list();
  }

  private static List<OpenMatter> callbacks(Handle handle, CallerKey caller) {
    return handle
        .createQuery(
            """
            select asked_at, state from callback
            where caller_key = :caller and state in ('waiting', 'dialling', 'connected')
            order by asked_at desc limit :most""")
        .bind("caller", caller.hex())
        .bind("most", MOST)
        .map(
            (row, context) ->
                new OpenMatter(
                    "callback",
                    Instant.ofEpochMilli(row.getLong("asked_at")),
                    "callback." + row.getString("state"),
                    "/callbacks"))
        .list();
  }
}
