package org.hamroh.operator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.web.Principal;
import org.hamroh.web.Role;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// What programs log in with. A token is shown once, when it is made; the table keeps its hash, for
/// which a plain SHA-256 will do, because 192 random bits cannot be guessed.
public final class Tokens {

  private static final int BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final Clock clock;

  public Tokens(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// @return the token, which is not kept: `hamroh_…`
  /// @throws ProblemsException when the name is taken or none
  public String add(String name, Set<Role> roles) {
    if (!name.matches("[a-z0-9][a-z0-9._-]{0,31}")) {
      throw new ProblemsException(
          Problem.of(
              "token " + name,
              "is no name",
              "take 1 to 32 small letters, digits, dots or hyphens"));
    }
    if (roles.isEmpty()) {
      throw new ProblemsException(
          Problem.of("token " + name, "has no role", "give one of " + Users.roleNames()));
    }
    if (isSomebody(name)) {
      throw new ProblemsException(
          Problem.of(
              "token " + name,
              "is a person's login: the program would be taken for them",
              "take another name"));
    }
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    String token = "hamroh_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    try {
      database.write(
          handle ->
              handle.execute(
                  "insert into tokens (name, token_hash, roles, created_at) values (?, ?, ?, ?)",
                  name,
                  hash(token),
                  Users.write(roles),
                  clock.millis()));
    } catch (StoreException e) {
      if (String.valueOf(e.getMessage()).contains("tokens.name")) {
        throw new ProblemsException(
            Problem.of("token " + name, "is there already", "take another name"));
      }
      throw e;
    }
    return token;
  }

  /// What a person may see is theirs by their login, and so are the rows of what they looked at.
  private boolean isSomebody(String name) {
    return database.read(
        handle ->
            handle
                .createQuery("select 1 from users where login = ?")
                .bind(0, name)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /// Takes a token's rights away at once; does nothing when there is none of that name.
  public void remove(String name) {
    database.write(handle -> handle.execute("delete from tokens where name = ?", name));
  }

  Optional<Principal> find(String token) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select name, roles from tokens where token_hash = ?"
                        + " and name not in (select login from users)")
                .bind(0, hash(token))
                .map(
                    (row, context) ->
                        new Principal(row.getString("name"), Users.read(row.getString("roles"))))
                .findOne());
  }

  private static String hash(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
