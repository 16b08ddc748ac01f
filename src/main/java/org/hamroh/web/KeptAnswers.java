package org.hamroh.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.store.Database;
import org.jspecify.annotations.Nullable;

/// Makes a repeated request harmless: the first answer to an `Idempotency-Key` is kept for a day
/// and given again. The key is noted before the work begins, so that a crash in between leaves a
/// mark and the work is not done a second time by itself.
final class KeptAnswers {

  /// The header of an answer that is not kept.
  static final String FLEETING = "Idempotency-Not-Kept";

  private static final Duration KEPT = Duration.ofHours(24);

  /// What is known of a key.
  sealed interface Claim {

    /// Nobody has used it: do the work.
    record Fresh() implements Claim {}

    /// Done before.
    record Done(Answer answer) implements Claim {}

    /// Begun and not known to be done: still running, or cut off by a crash.
    record Begun() implements Claim {}

    /// Used for something else.
    record Other() implements Claim {}
  }

  /// One use of a key.
  ///
  /// @param who  see [Gate.Who#key]
  /// @param body hash of the request's body
  record Use(String who, String path, String key, String body) {

    static Use of(Gate.Who who, Visit visit, String key, Body body) {
      return new Use(who.key(), visit.path(), key, Sessions.hash(contents(body)));
    }

    private static byte[] contents(Body body) {
      if (body.files().isEmpty()) {
        return body.bytes().length > 0
            ? body.bytes()
            : new java.util.TreeMap<>(body.form()).toString().getBytes(StandardCharsets.UTF_8);
      }
      StringBuilder all = new StringBuilder(new java.util.TreeMap<>(body.form()).toString());
      new java.util.TreeMap<>(body.files())
          .forEach((name, file) -> all.append(name).append(Sessions.hash(file)));
      return all.toString().getBytes(StandardCharsets.UTF_8);
    }
  }

  private record Row(String body, @Nullable Integer status, String type, String answer) {}

  private final Database database;
  private final Clock clock;

  KeptAnswers(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Claim claim(Use use) {
    return database.write(
        handle -> {
          int fresh =
              handle.execute(
                  "insert into web_answers"
                      + " (who, path, request_key, body_hash, at, content_type, answer)"
                      + " values (?, ?, ?, ?, ?, '', '')"
                      + " on conflict (who, path, request_key) do nothing",
                  use.who,
                  use.path,
                  use.key,
                  use.body,
                  clock.millis());
          if (fresh == 1) {
            return new Claim.Fresh();
          }
          Optional<Row> row =
              handle
                  .createQuery(
                      "select body_hash, status, content_type, answer from web_answers"
                          + " where who = ? and path = ? and request_key = ?")
                  .bind(0, use.who)
                  .bind(1, use.path)
                  .bind(2, use.key)
                  .map(
                      (found, context) ->
                          new Row(
                              found.getString("body_hash"),
                              (Integer) found.getObject("status"),
                              found.getString("content_type"),
                              found.getString("answer")))
                  .findOne();
          return row.map(found -> known(use, found)).orElseGet(Claim.Begun::new);
        });
  }

  private static Claim known(Use use, Row row) {
    if (!row.body.equals(use.body)) {
      return new Claim.Other();
    }
    if (row.status == null) {
      return new Claim.Begun();
    }
    byte[] body = Base64.getDecoder().decode(row.answer);
    return new Claim.Done(new Answer(row.status, row.type, body, Map.of(), List.of()));
  }

  void keep(Use use, Answer answer) {
    database.write(
        handle ->
            handle.execute(
                "update web_answers set status = ?, content_type = ?, answer = ?"
                    + " where who = ? and path = ? and request_key = ?",
                answer.status(),
                answer.contentType(),
                Base64.getEncoder().encodeToString(answer.body()),
                use.who,
                use.path,
                use.key));
  }

  /// Gives the key free again: the work failed on our side, so the client may try once more.
  void forget(Use use) {
    database.write(
        handle ->
            handle.execute(
                "delete from web_answers where who = ? and path = ? and request_key = ?",
                use.who,
                use.path,
                use.key));
  }

  void purge() {
    database.write(
        handle ->
            handle.execute(
                "delete from web_answers where at < ?", clock.millis() - KEPT.toMillis()));
  }
}
