package org.hamroh.operator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.web.Role;
import org.hamroh.web.Sessions;
import org.hamroh.web.Texts;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;
import org.jdbi.v3.core.Handle;

/// The people with a login. There is no account that exists by itself: the first one is made with
/// `./hamroh user add`.
public final class Users {

  private static final String COLUMNS =
      "login, display_name, roles, language, extension, created_at";

  private final Database database;
  private final Passwords passwords;
  private final Clock clock;

  public Users(Database database, Passwords passwords, Clock clock) {
    this.database = database;
    this.passwords = passwords;
    this.clock = clock;
  }

  /// @throws ProblemsException when the login is taken, or something is not as it must be
  public User add(
      String login,
      String displayName,
      Set<Role> roles,
      String language,
      Optional<String> extension,
      String password) {
    Problems problems = new Problems();
    if (!login.matches("[a-z0-9][a-z0-9._-]{0,31}")) {
      problems.add(
          Problem.of(
              "user " + login,
              "is no login",
              "take 1 to 32 small letters, digits, dots or hyphens"));
    }
    if (displayName.isBlank() || displayName.length() > 80) {
      problems.add(Problem.of("user " + login, "needs a name", "give 1 to 80 characters"));
    }
    if (roles.isEmpty()) {
      problems.add(Problem.of("user " + login, "has no role", "give one of " + roleNames()));
    }
    if (!Texts.LANGUAGES.contains(language)) {
      problems.add(
          Problem.of(
              "user " + login,
              "has the language " + language,
              "give one of " + String.join(", ", Texts.LANGUAGES)));
    }
    if (extension.isPresent() && !extension.get().matches("[a-z][a-z0-9]{0,15}")) {
      problems.add(Problem.of("user " + login, "has no such extension", "give one such as op1"));
    }
    PasswordRules.check(login, password, problems);
    problems.throwIfAny();
    User user = new User(login, displayName.strip(), roles, language, extension, clock.instant());
    insert(user, passwords.hash(password));
    return user;
  }

  private static boolean isProgram(Handle handle, String login) {
    return handle
        .createQuery("select 1 from tokens where name = ?")
        .bind(0, login)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static int taken(String login) {
    throw new ProblemsException(
        Problem.of(
            "user " + login,
            "is the name of a program's token, which would be taken for this person",
            "take another login"));
  }

  private void insert(User user, String hash) {
    try {
      database.write(
          handle ->
              isProgram(handle, user.login())
                  ? taken(user.login())
                  : handle.execute(
                      "insert into users (login, display_name, password_hash, roles, language,"
                          + " extension, created_at) values (?, ?, ?, ?, ?, ?, ?)",
                      user.login(),
                      user.displayName(),
                      hash,
                      write(user.roles()),
                      user.language(),
                      user.extension().orElse(null),
                      user.createdAt().toEpochMilli()));
    } catch (StoreException e) {
      if (String.valueOf(e.getMessage()).contains("users.extension")) {
        throw new ProblemsException(
            Problem.of(
                "extension " + user.extension().orElse(""),
                "belongs to somebody else",
                "see ./hamroh user list"));
      }
      if (e.getCause() instanceof ProblemsException program) {
        throw program;
      }
      if (String.valueOf(e.getMessage()).contains("users.login")) {
        throw new ProblemsException(
            Problem.of(
                "user " + user.login(),
                "is there already",
                "take another login, or ./hamroh user passwd " + user.login()));
      }
      throw e;
    }
  }

  /// Gives somebody a new password and logs them out everywhere.
  ///
  /// @throws ProblemsException when there is no such user or the password is too weak
  public void setPassword(String login, String password) {
    changePassword(login, password);
    new Sessions(database, clock).closeAll(login);
  }

  /// Gives somebody a new password, who stays logged in.
  ///
  /// @throws ProblemsException when there is no such user or the password is too weak
  void changePassword(String login, String password) {
    Problems problems = new Problems();
    PasswordRules.check(login, password, problems);
    problems.throwIfAny();
    String hash = passwords.hash(password);
    int changed =
        database.write(
            handle ->
                handle.execute(
                    "update users set password_hash = ? where login = ? and closed_at is null",
                    hash,
                    login));
    if (changed == 0) {
      throw unknown(login);
    }
  }

  /// For whom has lost the telephone: takes the second factor away, so that the next login sets it
  /// up anew, and logs them out everywhere.
  ///
  /// @throws ProblemsException when there is no such user
  public void resetSecondFactor(String login) {
    if (find(login).isEmpty()) {
      throw unknown(login);
    }
    new SecondFactorStore(database).remove(login);
    new Sessions(database, clock).closeAll(login);
  }

  /// Closes an account: its sessions end, its login stays taken.
  public void close(String login) {
    int changed =
        database.write(
            handle ->
                handle.execute(
                    "update users set closed_at = ?, extension = null"
                        + " where login = ? and closed_at is null",
                    clock.millis(),
                    login));
    if (changed == 0) {
      throw unknown(login);
    }
    new Sessions(database, clock).closeAll(login);
  }

  private static ProblemsException unknown(String login) {
    return new ProblemsException(
        Problem.of("user " + login, "is not there", "see ./hamroh user list"));
  }

  public List<User> list() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select " + COLUMNS + " from users where closed_at is null order by login")
                .map((row, context) -> user(row))
                .list());
  }

  /// The logins of all who work with persons, or did before their account was closed.
  public Set<String> everAtDesk() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select login from users where roles like '%OPERATOR%'"
                        + " or roles like '%SUPERVISOR%' or roles like '%CASE_WORKER%'")
                .mapTo(String.class)
                .set());
  }

  public Optional<User> find(String login) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select " + COLUMNS + " from users where login = ? and closed_at is null")
                .bind(0, login)
                .map((row, context) -> user(row))
                .findOne());
  }

  /// Inside somebody else's transaction: what this person may be; nothing for who is gone.
  public static Set<Role> rolesOf(Handle handle, String login) {
    return handle
        .createQuery("select roles from users where login = ? and closed_at is null")
        .bind(0, login)
        .mapTo(String.class)
        .findOne()
        .map(Users::read)
        .orElse(Set.of());
  }

  /// Inside somebody else's transaction: the logins of all who are one of these, in order.
  public static List<String> loginsOf(Handle handle, Set<Role> wanted) {
    return handle
        .createQuery("select login, roles from users where closed_at is null order by login")
        .map((row, context) -> Map.entry(row.getString("login"), read(row.getString("roles"))))
        .stream()
        .filter(one -> one.getValue().stream().anyMatch(wanted::contains))
        .map(Map.Entry::getKey)
        .toList();
  }

  Optional<String> passwordHash(String login) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select password_hash from users where login = ? and closed_at is null")
                .bind(0, login)
                .mapTo(String.class)
                .findOne());
  }

  public void setLanguage(String login, String language) {
    database.write(
        handle -> handle.execute("update users set language = ? where login = ?", language, login));
  }

  private static User user(ResultSet row) throws SQLException {
    return new User(
        row.getString("login"),
        row.getString("display_name"),
        read(row.getString("roles")),
        row.getString("language"),
        Optional.ofNullable(row.getString("extension")),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }

  static String write(Set<Role> roles) {
    return roles.stream().sorted().map(Role::name).collect(Collectors.joining(","));
  }

  static Set<Role> read(String roles) {
    Set<Role> set = EnumSet.noneOf(Role.class);
    Arrays.stream(roles.split(",", -1)).map(Role::valueOf).forEach(set::add);
    return Set.copyOf(set);
  }

  static String roleNames() {
    return Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(", "));
  }
}
