package org.hamroh.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Every look leaves a row, in the transaction that lets it happen: no row, no look. Each row holds
/// the hash of the one before it, so that none can be changed or taken out unseen.
public final class AuditTrail {

  private static final String BEGINNING = "0".repeat(64);

  private final Clock clock;

  public AuditTrail(Clock clock) {
    this.clock = clock;
  }

  /// Writes the row; the caller's transaction reads what was asked for after it.
  public void add(Handle handle, Look look) {
    Optional<Last> last =
        handle
            .createQuery("select seq, hash from audit order by seq desc limit 1")
            .map((row, context) -> new Last(row.getLong("seq"), row.getString("hash")))
            .findOne();
    long seq = last.map(Last::seq).orElse(0L) + 1;
    long at = clock.millis();
    String hash = hash(last.map(Last::hash).orElse(BEGINNING), seq, at, look);
    handle
        .createUpdate(
            """
            insert into audit (seq, at, who, act, kind, id, why, came_from, hash)
            values (:seq, :at, :who, :act, :kind, :id, :why, :from, :hash)
            """)
        .bind("seq", seq)
        .bind("at", at)
        .bind("who", look.who())
        .bind("act", look.act().word())
        .bind("kind", look.kind())
        .bind("id", look.id())
        .bind("why", look.why())
        .bind("from", look.from())
        .bind("hash", hash)
        .execute();
  }

  private record Last(long seq, String hash) {}

  /// Each part with its length before it, so that no two rows are written alike.
  private static String hash(String before, long seq, long at, Look look) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String[] parts = {
        before,
        Long.toString(seq),
        Long.toString(at),
        look.who(),
        look.act().word(),
        look.kind(),
        look.id(),
        look.why(),
        look.from()
      };
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
