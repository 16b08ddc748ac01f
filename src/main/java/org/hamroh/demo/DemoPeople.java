package org.hamroh.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hamroh.config.Secrets;
import org.hamroh.operator.Passwords;
import org.hamroh.operator.Tokens;
import org.hamroh.operator.Users;
import org.hamroh.store.Database;
import org.hamroh.web.Role;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The people of the demonstration. Their passwords are made on the first start and kept in
/// `<data>/demo-credentials.json`, which only its owner may read.
final class DemoPeople {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String TOKEN = "admin";

  /// @param operators telephone passwords: `op1`, …
  /// @param users     console passwords: `manager`, `op1`, …
  /// @param tokens    API tokens: `admin`
  record Credentials(
      Map<String, String> operators, Map<String, String> users, Map<String, String> tokens) {}

  /// Somebody who may log in.
  private record Someone(String login, String name, Set<Role> roles, Optional<String> telephone) {}

  private final Path file;
  private final Users users;
  private final Tokens tokens;

  DemoPeople(Path data, Database database, Clock clock) {
    this.file = data.resolve("demo-credentials.json");
    this.users = new Users(database, new Passwords(), clock);
    this.tokens = new Tokens(database, clock);
  }

  /// Adds who is missing. Whoever is there but whose password the file has lost gets a new one.
  Credentials ensure(int operators, Secrets secrets) {
    Credentials known = read();
    Map<String, String> telephones = new TreeMap<>();
    Map<String, String> logins = new LinkedHashMap<>(known.users());
    Map<String, String> keys = new LinkedHashMap<>(known.tokens());
    ensure(
        new Someone("manager", "Manager", Set.of(Role.MANAGER, Role.ADMIN), Optional.empty()),
        logins);
    ensure(
        new Someone("supervisor", "Supervisor", Set.of(Role.SUPERVISOR), Optional.empty()), logins);
    for (int i = 1; i <= operators; i++) {
      String name = "op" + i;
      telephones.put(name, secrets.ensure("HAMROH_OP" + i + "_PASSWORD"));
      ensure(new Someone(name, "Operator " + i, Set.of(Role.OPERATOR), Optional.of(name)), logins);
    }
    if (!keys.containsKey(TOKEN)) {
      tokens.remove(TOKEN);
      keys.put(TOKEN, tokens.add(TOKEN, Set.of(Role.values())));
    }
    Credentials all = new Credentials(telephones, logins, keys);
    write(all);
    return all;
  }

  private void ensure(Someone someone, Map<String, String> logins) {
    if (users.find(someone.login).isPresent()) {
      if (!logins.containsKey(someone.login)) {
        String password = Passwords.generate();
        users.setPassword(someone.login, password);
        logins.put(someone.login, password);
      }
      return;
    }
    String password = Passwords.generate();
    users.add(someone.login, someone.name, someone.roles, "en", someone.telephone, password);
    logins.put(someone.login, password);
  }

  private Credentials read() {
    if (!Files.exists(file)) {
      return new Credentials(Map.of(), Map.of(), Map.of());
    }
    try {
      return JSON.readValue(Files.readString(file), Credentials.class);
    } catch (IOException | JacksonException e) {
      throw new ProblemsException(
          Problem.of(
              file.toString(),
              "cannot be read: " + e.getMessage(),
              "delete it, and new passwords are made"));
    }
  }

  private void write(Credentials credentials) {
    try {
      Path next = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(next);
      Files.createFile(
          next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          next, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(credentials));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
