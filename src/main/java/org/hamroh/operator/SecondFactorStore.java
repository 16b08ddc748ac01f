package org.hamroh.operator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamroh.store.Database;

/// The tables of second factors and recovery codes.
final class SecondFactorStore {

  /// @param secret sealed with the site's key
  /// @param proven whether a first code was right
  record Row(String secret, boolean proven) {}

  private final Database database;

  SecondFactorStore(Database database) {
    this.database = database;
  }

  Optional<Row> find(String login) {
    return database.read(
        handle ->
            handle
                .createQuery("select secret, proven_at from second_factors where login = ?")
                .bind(0, login)
                .map(
                    (row, context) ->
                        new Row(row.getString("secret"), row.getObject("proven_at") != null))
                .findOne());
  }

  /// Does nothing when there is one already.
  void begin(String login, String secret, Instant now) {
    database.write(
        handle ->
            handle.execute(
                "insert into second_factors (login, secret, begun_at, last_step)"
                    + " values (?, ?, ?, 0) on conflict (login) do nothing",
                login,
                secret,
                now.toEpochMilli()));
  }

  /// Uses a step of the clock up.
  ///
  /// @return false when it, or a later one, was used before
  boolean useStep(String login, long step) {
    return database.write(
            handle ->
                handle.execute(
                    "update second_factors set last_step = ? where login = ? and last_step < ?",
                    step,
                    login,
                    step))
        > 0;
  }

  /// The app was told, and the paper has these codes.
  void prove(String login, List<String> codeHashes, Instant now) {
    database.write(
        handle -> {
          handle.execute(
              "update second_factors set proven_at = ? where login = ?", now.toEpochMilli(), login);
          return replaceCodes(handle, login, codeHashes);
        });
  }

  void replaceCodes(String login, List<String> codeHashes) {
    database.write(handle -> replaceCodes(handle, login, codeHashes));
  }

  private static int replaceCodes(
      org.jdbi.v3.core.Handle handle, String login, List<String> codeHashes) {
    handle.execute("delete from recovery_codes where login = ?", login);
    for (String hash : codeHashes) {
      handle.execute("insert into recovery_codes (login, code_hash) values (?, ?)", login, hash);
    }
    return codeHashes.size();
  }

  /// @return false when there is no such code, or it was used before
  boolean useCode(String login, String codeHash, Instant now) {
    return database.write(
            handle ->
                handle.execute(
                    "update recovery_codes set used_at = ?"
                        + " where login = ? and code_hash = ? and used_at is null",
                    now.toEpochMilli(),
                    login,
                    codeHash))
        > 0;
  }

  int codesLeft(String login) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select count(*) from recovery_codes where login = ? and used_at is null")
                .bind(0, login)
                .mapTo(Integer.class)
                .one());
  }

  void remove(String login) {
    database.write(
        handle -> {
          handle.execute("delete from recovery_codes where login = ?", login);
          return handle.execute("delete from second_factors where login = ?", login);
        });
  }
}
