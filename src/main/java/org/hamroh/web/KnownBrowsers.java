package org.hamroh.web;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.hamroh.store.Database;

/// The browsers in which somebody has logged in before. Wrong tries from a known one are counted by
/// themselves: whoever else guesses, even behind the same address, cannot make its owner wait.
final class KnownBrowsers {

  /// Who was away longer is only counted like anybody else.
  static final Duration KEPT = Duration.ofDays(180);

  private final Database database;
  private final Clock clock;

  KnownBrowsers(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// How the wrong tries of this browser are counted; empty when this person never came from it.
  Optional<String> find(String token, String login) {
    String hash = Sessions.hash(token);
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select token_hash from known_browsers"
                        + " where token_hash = ? and login = ? and seen_at > ?")
                .bind(0, hash)
                .bind(1, login)
                .bind(2, clock.millis() - KEPT.toMillis())
                .mapTo(String.class)
                .findOne());
  }

  void remember(String token, String login) {
    database.write(
        handle ->
            handle.execute(
                "insert into known_browsers (token_hash, login, seen_at) values (?, ?, ?)"
                    + " on conflict (token_hash, login) do update set seen_at = excluded.seen_at",
                Sessions.hash(token),
                login,
                clock.millis()));
  }

  void purge() {
    database.write(
        handle ->
            handle.execute(
                "delete from known_browsers where seen_at < ?", clock.millis() - KEPT.toMillis()));
  }
}
