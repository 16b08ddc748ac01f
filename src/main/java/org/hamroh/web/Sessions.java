package org.hamroh.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hamroh.store.Database;

/// Who is logged in. The table keeps only a hash of each session's token, so that a stolen copy of
/// the store opens no console; and as it is a table, nobody is thrown out in mid-call when the
/// server starts anew.
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

  private static final int ID_BYTES = 9;

  /// A browser's own description of itself can be as long as it likes.
  private static final int LONGEST_BROWSER = 200;

  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String COLUMNS =
      "id, login, started_at, seen_at, address, browser, locked_at";

  /// An open session.
  ///
  /// @param token what the browser's cookie holds
  /// @param id     how the lists call it; opens nothing
  /// @param locked whether the password must be given again before anything is answered
  record Session(String token, String id, String login, boolean locked) {}

  /// A session as it is listed.
  ///
  /// @param id      to end it by
  /// @param address where it was opened from
  /// @param browser in the browser's own words
  public record Open(
      String id,
      String login,
      Instant startedAt,
      Instant seenAt,
      String address,
      String browser,
      boolean locked) {}

  private final Database database;
  private final Clock clock;
  private final Consumer<String> ended;

  public Sessions(Database database, Clock clock) {
    this(database, clock, login -> {});
  }

  /// @param ended told whose session has been ended here; others of theirs may go on
  Sessions(Database database, Clock clock, Consumer<String> ended) {
    this.database = database;
    this.clock = clock;
    this.ended = ended;
  }

  static String newToken() {
    return random(TOKEN_BYTES);
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// The token that goes into each form. It follows from the session's secret, which no other site
  /// can read, and does not give that secret away.
  static String csrf(String token) {
    return hash("csrf " + token).substring(0, 32);
  }

  Session open(String login, String address, String browser) {
    String token = newToken();
    String id = random(ID_BYTES);
    long now = clock.millis();
    String shown = browser.substring(0, Math.min(browser.length(), LONGEST_BROWSER));
    database.write(
        handle ->
            handle.execute(
                "insert into web_sessions (token_hash, id, login, started_at, seen_at, address,"
                    + " browser) values (?, ?, ?, ?, ?, ?, ?)",
                hash(token),
                id,
                login,
                now,
                now,
                address,
                shown));
    return new Session(token, id, login, false);
  }

  /// The session with this token, if it has not ended.
  Optional<Session> find(String token) {
    String hash = hash(token);
    Optional<Open> found =
        database.read(
            handle ->
                handle
                    .createQuery("select " + COLUMNS + " from web_sessions where token_hash = ?")
                    .bind(0, hash)
                    .map((row, context) -> open(row))
                    .findOne());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Open open = found.get();
    if (hasEnded(open)) {
      close(token);
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (Duration.between(open.seenAt, now).compareTo(TOUCH) > 0) {
      database.write(
          handle ->
              handle.execute(
                  "update web_sessions set seen_at = ? where token_hash = ?",
                  now.toEpochMilli(),
                  hash));
    }
    return Optional.of(new Session(token, open.id, open.login, open.locked));
  }

  private boolean hasEnded(Open open) {
    Instant now = clock.instant();
    return now.isAfter(open.startedAt.plus(LONGEST))
        || now.isAfter(open.seenAt.plus(IDLE))
        || open.startedAt.isAfter(now.plus(IDLE)); // the clock was set back: start afresh
  }

  private static Open open(ResultSet row) throws SQLException {
    return new Open(
        row.getString("id"),
        row.getString("login"),
        Instant.ofEpochMilli(row.getLong("started_at")),
        Instant.ofEpochMilli(row.getLong("seen_at")),
        row.getString("address"),
        row.getString("browser"),
        row.getLong("locked_at") != 0);
  }

  /// From the commit on this session answers nothing but the unlocking.
  void lock(String token) {
    long now = clock.millis();
    database.write(
        handle ->
            handle.execute(
                "update web_sessions set locked_at = ? where token_hash = ? and locked_at is null",
                now,
                hash(token)));
  }

  /// The password was given again.
  void unlock(String token) {
    database.write(
        handle ->
            handle.execute(
                "update web_sessions set locked_at = null where token_hash = ?", hash(token)));
  }

  /// The open ones of somebody, the newest first.
  List<Open> of(String login) {
    return all().stream().filter(open -> open.login.equals(login)).toList();
  }

  /// Everybody's open ones, the newest first.
  List<Open> all() {
    return database
        .read(
            handle ->
                handle
                    .createQuery(
                        "select " + COLUMNS + " from web_sessions order by started_at desc, id")
                    .map((row, context) -> open(row))
                    .list())
        .stream()
        .filter(open -> !hasEnded(open))
        .toList();
  }

  void close(String token) {
    loginOf("token_hash", hash(token)).ifPresent(login -> delete("token_hash", hash(token), login));
  }

  private Optional<String> loginOf(String column, String value) {
    return database.read(
        handle ->
            handle
                .createQuery("select login from web_sessions where " + column + " = ?")
                .bind(0, value)
                .mapTo(String.class)
                .findOne());
  }

  private boolean delete(String column, String value, String login) {
    int count =
        database.write(
            handle -> handle.execute("delete from web_sessions where " + column + " = ?", value));
    ended.accept(login);
    return count > 0;
  }

  /// Ends a session that was seen in a list.
  ///
  /// @return whether it was still open
  boolean end(String id) {
    return loginOf("id", id).map(login -> delete("id", id, login)).orElse(false);
  }

  /// Ends all of somebody's sessions but this one.
  void endOthers(String login, String id) {
    database.write(
        handle ->
            handle.execute("delete from web_sessions where login = ? and id <> ?", login, id));
    ended.accept(login);
  }

  /// Logs somebody out everywhere: their password or their account has changed.
  public void closeAll(String login) {
    delete("login", login, login);
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
