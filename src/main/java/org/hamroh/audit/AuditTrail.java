package org.hamroh.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Every look leaves a row, in the transaction that lets it happen: no row, no look. Each row holds
/// the hash of the one before it, so that none can be changed or taken out unseen.
public final class AuditTrail {

  /// What is fetched again and again while one looks on is one look.
  static final Duration SAME_LOOK = Duration.ofMinutes(10);

  private final Clock clock;
  private final Optional<BulkWatch> watch;

  /// Nobody counts.
  public AuditTrail(Clock clock) {
    this.clock = clock;
    this.watch = Optional.empty();
  }

  /// @param watch counts who looks at how much
  public AuditTrail(Clock clock, BulkWatch watch) {
    this.clock = clock;
    this.watch = Optional.of(watch);
  }

  /// Writes the row; the caller's transaction reads what was asked for after it.
  public void add(Handle handle, Look look) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    append(handle, look, now);
    if (watch.filter(one -> one.isTooMuch(handle, look, now)).isPresent()) {
      append(handle, new Look(look.who(), Act.BULK, "user", look.who(), "", look.from()), now);
      watch.get().tell(handle, look, now);
    }
  }

  private static void append(Handle handle, Look look, Instant now) {
    Link last = AuditStore.last(handle);
    Row bare =
        new Row(
            last.seq() + 1,
            now,
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
