package org.hamroh.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Every look leaves a row, in the transaction that lets it happen: no row, no look. Each row holds
/// the hash of the one before it, so that none can be changed or taken out unseen.
public final class AuditTrail {

  /// What is fetched again and again while one looks on is one look.
  static final Duration SAME_LOOK = Duration.ofMinutes(10);

  private final Clock clock;

  public AuditTrail(Clock clock) {
    this.clock = clock;
  }

  /// Writes the row; the caller's transaction reads what was asked for after it.
  public void add(Handle handle, Look look) {
    Link last = AuditStore.last(handle);
    Row bare =
        new Row(
            last.seq() + 1,
            Instant.ofEpochMilli(clock.millis()),
            look.who(),
            look.act().word(),
            look.kind(),
            look.id(),
            look.why(),
            look.from(),
            "");
    AuditStore.insert(handle, bare, Chain.hash(last.hash(), bare.seq(), bare));
  }

  /// The same, unless the same person has done the same within ten minutes: for lists that fetch
  /// themselves anew, and for players that ask again at every seek.
  public void addOnce(Handle handle, Look look) {
    if (!AuditStore.isThere(handle, look, clock.instant().minus(SAME_LOOK))) {
      add(handle, look);
    }
  }
}
