package org.hamroh.wellbeing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hamroh.store.Database;
import org.hamroh.web.LiveFeed;
import org.jdbi.v3.core.Handle;

/// "Please call me": somebody would like to talk with a supervisor about what they heard. What it
/// is about is not written down anywhere.
public final class Debriefs {

  /// A person who asks.
  public record Wish(String id, String login, Instant askedAt) {}

  private final Database database;
  private final LiveFeed feed;
  private final Clock clock;

  public Debriefs(Database database, LiveFeed feed, Clock clock) {
    this.database = database;
    this.feed = feed;
    this.clock = clock;
  }

  /// Who has asked already is not heard twice.
  public Wish ask(String login) {
    Wish wish =
        database.write(
            handle -> {
              Optional<Wish> open =
                  handle
                      .createQuery("select * from debrief where login = :login and done_at is null")
                      .bind("login", login)
                      .map((row, context) -> wish(row))
                      .findFirst();
              return open.orElseGet(
                  () -> {
                    Wish one = new Wish("d-" + UUID.randomUUID(), login, clock.instant());
                    handle
                        .createUpdate(
                            "insert into debrief (id, login, asked_at) values (:id, :login, :at)")
                        .bind("id", one.id())
                        .bind("login", login)
                        .bind("at", one.askedAt().toEpochMilli())
                        .execute();
                    return one;
                  });
            });
    feed.changed(HardCalls.TOPIC);
    feed.changed("day");
    return wish;
  }

  /// Whether this person waits for a talk.
  public boolean isOpen(String login) {
    return open().stream().anyMatch(one -> one.login().equals(login));
  }

  /// Who waits for a talk, the longest first.
  public List<Wish> open() {
    return database.read(
        handle ->
            handle
                .createQuery("select * from debrief where done_at is null order by asked_at")
                .map((row, context) -> wish(row))
                .list());
  }

  /// They have talked.
  ///
  /// @return whether it was open
  public boolean done(String id, String by) {
    int changed =
        database.write(
            handle ->
                handle
                    .createUpdate(
                        """
                        update debrief set done_at = :at, done_by = :by
                        where id = :id and done_at is null
                        """)
                    .bind("id", id)
                    .bind("at", clock.millis())
                    .bind("by", by)
                    .execute());
    feed.changed(HardCalls.TOPIC);
    feed.changed("day");
    return changed > 0;
  }

  static int letGo(Handle handle, Instant before) {
    return handle
        .createUpdate("delete from debrief where done_at < :before")
        .bind("before", before.toEpochMilli())
        .execute();
  }

  private static Wish wish(ResultSet row) throws SQLException {
    return new Wish(
        row.getString("id"), row.getString("login"), Instant.ofEpochMilli(row.getLong("asked_at")));
  }
}
