package org.hamroh.cases;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hamroh.spelling.Fold;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/// Finds cases by words that lie sealed: a blind index of folded words and of their first three,
/// five and eight letters. It finds a little too much, never too little; whoever searches opens
/// what was found and looks. Every method runs inside its caller's transaction.
final class CaseIndex {

  /// More words in a question make it no clearer.
  static final int MOST_WORDS = 6;

  /// The letters of the beginnings that are kept, the longer first.
  private static final List<Integer> BEGINNINGS = List.of(8, 5, 3);

  private final SecretKeySpec secret;

  CaseIndex(String secret) {
    this.secret =
        new SecretKeySpec(
            ("case words 1\n" + secret).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  /// Takes a text in, in place of what this source said before.
  void put(Handle handle, CaseId id, String source, String text) {
    handle.execute("delete from case_word where case_id = ? and source = ?", id.value(), source);
    Set<Long> tokens = new HashSet<>();
    Mac mac = mac();
    for (String word : new HashSet<>(Fold.words(text))) {
      tokens.add(token(mac, "whole " + word));
      BEGINNINGS.stream()
          .filter(letters -> letters <= word.length())
          .forEach(letters -> tokens.add(token(mac, "begin " + word.substring(0, letters))));
    }
    if (tokens.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch("insert into case_word (word, case_id, source) values (?, ?, ?)");
    tokens.forEach(token -> batch.add(token, id.value(), source));
    batch.execute();
  }

  /// What a question's words are looked up by; each must be there.
  private List<Long> asked(List<String> words) {
    Mac mac = mac();
    List<Long> tokens = new ArrayList<>();
    for (String word : words) {
      tokens.add(
          token(
              mac,
              BEGINNINGS.stream()
                  .filter(letters -> letters <= word.length())
                  .findFirst()
                  .map(letters -> "begin " + word.substring(0, letters))
                  .orElse("whole " + word)));
    }
    return tokens;
  }

  /// Cases that may hold words that begin so, of those that this person may see; the newest first.
  ///
  /// @param words folded, at least one
  /// @param lead  whether this person sees every case that is not sealed
  List<CaseId> candidates(
      Handle handle,
      List<String> words,
      String login,
      boolean lead,
      CaseLines.Cursor after,
      int limit) {
    StringBuilder sql =
        new StringBuilder(
            """
            select c.id from case_file c
            where (c.opened_at < :at or (c.opened_at = :at and c.id > :id))
              and (exists (select 1 from case_person p
                  where p.case_id = coalesce(c.merged_into, c.id) and p.login = :login)
                or (:lead = 1 and c.sealed = 0))
            """);
    List<Long> tokens = asked(words);
    for (int i = 0; i < tokens.size(); i++) {
      sql.append(
          "and exists (select 1 from case_word w where w.word = :w"
              + i
              + " and w.case_id = c.id)\n");
    }
    sql.append("order by c.opened_at desc, c.id limit :limit");
    Query query =
        handle
            .createQuery(sql)
            .bind("at", after.openedAt())
            .bind("id", after.id())
            .bind("login", login)
            .bind("lead", lead ? 1 : 0)
            .bind("limit", limit);
    for (int i = 0; i < tokens.size(); i++) {
      query.bind("w" + i, tokens.get(i));
    }
    return query.mapTo(String.class).map(CaseId::new).list();
  }

  private long token(Mac mac, String text) {
    return ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
