package org.hamroh.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.hamroh.store.Database;

/// Who is logged in. The table keeps only a hash of each session's token, so that a stolen copy of
/// the store opens no console.
///
/// A session ends 15 minutes after the last page was closed (an open page counts as use, through
/// its live stream), after ten hours, which is longer than any shift, or with the account.
public final class Sessions {

  static final Duration IDLE = Duration.ofMinutes(15);
  static final Duration LONGEST = Duration.ofHours(10);

  /// The table learns of use at most this often: a write for each click would be too much.
  private static final Duration TOUCH = Duration.ofMinutes(1);

  /// 192 bits; ASVS asks for 128.
  private static final int TOKEN_BYTES = 24;

  private static final SecureRandom RANDOM = new SecureRandom();

  /// An open session.
  ///
  /// @param token what the browser's cookie holds
  record Session(String token, String login) {}

  private record Row(String login, long startedAt, long seenAt) {}

  private final Database database;
  private final Clock clock;

  public Sessions(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// The token that goes into each form. It follows from the session's secret, which no other site
  /// can read, and does not give that secret away.
  static String csrf(String token) {
    return hash("csrf " + token).substring(0, 32);
  }

  Session open(String login) {
    String token = newToken();
    long now = clock.millis();
    database.write(
        handle ->
            handle.execute(
                "insert into web_sessions (token_hash, login, started_at, seen_at)"
                    + " values (?, ?, ?, ?)",
                hash(token),
                login,
                now,
                now));
    return new Session(token, login);
  }

  /// The session with this token, if it has not ended.
  Optional<Session> find(String token) {
    String hash = hash(token);
    Optional<Row> found =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "select login, started_at, seen_at from web_sessions where token_hash = ?")
                    .bind(0, hash)
                    .map(
                        (row, context) ->
                            new Row(
                                row.getString("login"),
                                row.getLong("started_at"),
                                row.getLong("seen_at")))
                    .findOne());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Row row = found.get();
    long now = clock.millis();
    boolean ended =
        now - row.startedAt > LONGEST.toMillis()
            || now - row.seenAt > IDLE.toMillis()
            || row.startedAt - now > IDLE.toMillis(); // the clock was set back: start afresh
    if (ended) {
      close(token);
      return Optional.empty();
    }
    if (now - row.seenAt > TOUCH.toMillis()) {
      database.write(
          handle ->
              handle.execute(
                  "update web_sessions set seen_at = ? where token_hash = ?", now, hash));
    }
    return Optional.of(new Session(token, row.login));
  }

  void close(String token) {
    database.write(
        handle -> handle.execute("delete from web_sessions where token_hash = ?", hash(token)));
  }

  /// Logs somebody out everywhere: their password or their account has changed.
  public void closeAll(String login) {
    database.write(handle -> handle.execute("delete from web_sessions where login = ?", login));
  }

  /// Forgets sessions that have ended.
  void purge() {
    long now = clock.millis();
    database.write(
        handle ->
            handle.execute(
                "delete from web_sessions where started_at < ? or seen_at < ?",
                now - LONGEST.toMillis(),
                now - IDLE.toMillis()));
  }

  static String hash(String secret) {
    return hash(secret.getBytes(StandardCharsets.UTF_8));
  }

  static String hash(byte[] secret) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
