package org.hamroh.erasure;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.hamroh.seal.Seal;
import org.jdbi.v3.core.Handle;

/// Cases that must stay whoever asks, because somebody has to prove something by them: neither an
/// erasure nor age takes them. Every method runs inside its caller's transaction.
public final class Holds {

  /// Given to [Seal#ofSite].
  public static final String PURPOSE = "holds";

  /// Some words for who looks at it next year.
  static final int LONGEST_REASON = 300;

  private static final int MOST = 500;

  private final Seal seal;

  /// @param secret of this site, at least 24 random bytes
  Holds(String secret) {
    this.seal = Seal.ofSite(PURPOSE, secret);
  }

  /// @param caseId seven digits
  public record Hold(String caseId, Instant since, String setBy, String reason) {}

  /// The name that a reason is sealed for.
  public static String nameOf(String caseId) {
    return "hold " + caseId;
  }

  /// @return false when there is no such case, or it is held already
  boolean set(Handle handle, String caseId, String reason, String by, Instant now) {
    boolean isThere =
        handle
            .createQuery("select 1 from case_file where id = ?")
            .bind(0, caseId)
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
    if (!isThere || !held(handle, List.of(caseId)).isEmpty()) {
      return false;
    }
    handle
        .createUpdate(
            """
            insert into case_hold (case_id, since, set_by, reason_sealed, lifted_by)
            values (:case, :now, :by, :reason, '')
            """)
        .bind("case", caseId)
        .bind("now", now.toEpochMilli())
        .bind("by", by)
        .bind("reason", seal.sealText(nameOf(caseId), reason.getBytes(StandardCharsets.UTF_8)))
        .execute();
    return true;
  }

  /// @return false when it was not held
  static boolean lift(Handle handle, String caseId, String by, Instant now) {
    return handle.execute(
            "update case_hold set lifted_at = ?, lifted_by = ? where case_id = ? and lifted_at is"
                + " null",
            now.toEpochMilli(),
            by,
            caseId)
        > 0;
  }

  /// Which of these are held.
  static Set<String> held(Handle handle, Collection<String> cases) {
    return Ids.texts(
        handle,
        "select case_id from case_hold where case_id in (<ids>) and lifted_at is null",
        cases);
  }

  /// All that hold, the newest first.
  List<Hold> all(Handle handle) {
    return handle
        .createQuery(
            "select * from case_hold where lifted_at is null order by since desc, case_id limit "
                + MOST)
        .map(
            (row, context) ->
                new Hold(
                    row.getString("case_id"),
                    Instant.ofEpochMilli(row.getLong("since")),
                    row.getString("set_by"),
                    new String(
                        seal.openText(
                            nameOf(row.getString("case_id")), row.getString("reason_sealed")),
                        StandardCharsets.UTF_8)))
        .list();
  }
}
