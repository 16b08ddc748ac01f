package org.hamroh.recording;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamroh.operator.Passwords;
import org.hamroh.operator.User;
import org.hamroh.operator.Users;
import org.hamroh.store.Database;
import org.hamroh.web.Refusal;
import org.hamroh.web.Role;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The PINs with which people record by telephone. A PIN is hashed like a password. It belongs to a
/// staff number, so that a guesser has to guess one person's and not anybody's; three wrong tries
/// lock that person's number, longer each time, and a new PIN unlocks it.
public final class StaffPins {

  /// Who may record, by whatever way.
  public static final java.util.Set<Role> SPEAKERS =
      java.util.Set.of(Role.VOICE, Role.MANAGER, Role.ADMIN);

  /// Two digits are enough for any site, and are not mistaken for a text number.
  private static final int FIRST_NUMBER = 11;

  private static final int MADE_DIGITS = 6;
  private static final int TRIES = 3;
  private static final Duration FIRST_LOCK = Duration.ofMinutes(15);

  /// 15 minutes doubled so often is a day.
  private static final int MOST_DOUBLINGS = 6;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final Users users;
  private final Passwords passwords;
  private final Clock clock;

  public StaffPins(Database database, Users users, Passwords passwords, Clock clock) {
    this.database = database;
    this.users = users;
    this.passwords = passwords;
    this.clock = clock;
  }

  /// Somebody's door to the telephone.
  ///
  /// @param number      the staff number, 0 when none was given yet
  /// @param hasPin      whether there is a PIN
  /// @param lockedUntil while wrong tries lock it
  public record Door(
      String login,
      String displayName,
      int number,
      boolean hasPin,
      Optional<Instant> lockedUntil) {}

  private record Row(
      String login, int number, @Nullable String hash, int wrong, @Nullable Long lockedUntil) {}

  /// Everybody who may record, by login.
  public List<Door> list() {
    return users.list().stream().filter(StaffPins::maySpeak).map(this::door).toList();
  }

  public Optional<Door> find(String login) {
    return users.find(login).filter(StaffPins::maySpeak).map(this::door);
  }

  private static boolean maySpeak(User user) {
    return user.roles().stream().anyMatch(SPEAKERS::contains);
  }

  private Door door(User user) {
    Optional<Row> row = row("login", user.login());
    return new Door(
        user.login(),
        user.displayName(),
        row.map(Row::number).orElse(0),
        row.map(one -> one.hash != null).orElse(false),
        row.flatMap(one -> Optional.ofNullable(one.lockedUntil))
            .map(Instant::ofEpochMilli)
            .filter(until -> until.isAfter(clock.instant())));
  }

  /// Gives somebody a PIN and opens what wrong tries have locked.
  ///
  /// @param pin made up when absent
  /// @return the PIN, to be told once
  /// @throws Refusal 404 for somebody who may not record, 422 for a PIN that is easily guessed
  public String set(String login, Optional<String> pin, String by) {
    if (find(login).isEmpty()) {
      throw Refusal.notFound("speaker " + login);
    }
    String chosen = pin.orElseGet(StaffPins::make);
    PinRules.check(chosen);
    String hash = passwords.hash(chosen);
    database.write(handle -> put(handle, login, hash, by, clock.millis()));
    return chosen;
  }

  private static int put(Handle handle, String login, String hash, String by, long at) {
    return handle
        .createUpdate(
            """
            insert into staff_pin (login, number, pin_hash, set_by, set_at, wrong_tries)
            values (:login, (select coalesce(max(number) + 1, :first) from staff_pin), :hash, :by,
              :at, 0)
            on conflict (login) do update set pin_hash = excluded.pin_hash,
              set_by = excluded.set_by, set_at = excluded.set_at, wrong_tries = 0,
              locked_until = null""")
        .bind("login", login)
        .bind("first", FIRST_NUMBER)
        .bind("hash", hash)
        .bind("by", by)
        .bind("at", at)
        .execute();
  }

  private static String make() {
    while (true) { // nearly always at the first try
      StringBuilder digits = new StringBuilder();
      for (int i = 0; i < MADE_DIGITS; i++) {
        digits.append(RANDOM.nextInt(10));
      }
      if (PinRules.trouble(digits.toString()).isEmpty()) {
        return digits.toString();
      }
    }
  }

  /// Takes somebody's PIN away; the staff number stays theirs.
  public void remove(String login) {
    database.write(
        handle -> handle.execute("update staff_pin set pin_hash = null where login = ?", login));
  }

  /// The staff number of the person whose telephone this is.
  ///
  /// @param extension `op1`
  Optional<Integer> numberAt(String extension) {
    return users.list().stream()
        .filter(user -> user.extension().equals(Optional.of(extension)) && maySpeak(user))
        .findFirst()
        .flatMap(user -> row("login", user.login()))
        .filter(row -> row.hash != null)
        .map(Row::number);
  }

  /// Lets somebody in. A wrong number takes as long as a wrong PIN, so that neither tells which.
  ///
  /// @return empty when it is wrong, or locked
  Optional<User> enter(int number, String pin) {
    Optional<Row> row = row("number", number);
    Optional<User> user = row.flatMap(one -> users.find(one.login)).filter(StaffPins::maySpeak);
    String hash = row.map(Row::hash).orElse(null);
    boolean locked =
        row.map(one -> one.lockedUntil != null && one.lockedUntil > clock.millis()).orElse(false);
    if (user.isEmpty() || hash == null || locked) {
      passwords.hash(pin); // for the time it takes
      return Optional.empty();
    }
    // Counted before it is known, so that many calls at once get no further than one after another.
    database.write(handle -> count(handle, row.get()));
    if (!passwords.matches(pin, hash)) {
      return Optional.empty();
    }
    database.write(
        handle ->
            handle.execute(
                "update staff_pin set wrong_tries = 0, locked_until = null where login = ?",
                row.get().login));
    return user;
  }

  private int count(Handle handle, Row row) {
    int wrong =
        1
            + handle
                .createQuery("select wrong_tries from staff_pin where login = ?")
                .bind(0, row.login)
                .mapTo(Integer.class)
                .one();
    @Nullable Long until = null;
    if (wrong % TRIES == 0) {
      int doublings = Math.min(wrong / TRIES - 1, MOST_DOUBLINGS);
      until = clock.instant().plus(FIRST_LOCK.multipliedBy(1L << doublings)).toEpochMilli();
    }
    return handle.execute(
        "update staff_pin set wrong_tries = ?, locked_until = ? where login = ?",
        wrong,
        until,
        row.login);
  }

  private Optional<Row> row(String column, Object value) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select login, number, pin_hash, wrong_tries, locked_until from staff_pin"
                        + " where "
                        + column
                        + " = ?")
                .bind(0, value)
                .map(
                    (row, context) -> {
                      long until = row.getLong("locked_until");
                      return new Row(
                          row.getString("login"),
                          row.getInt("number"),
                          row.getString("pin_hash"),
                          row.getInt("wrong_tries"),
                          until == 0 ? null : until);
                    })
                .findOne());
  }
}
