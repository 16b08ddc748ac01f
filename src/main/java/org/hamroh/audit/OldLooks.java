package org.hamroh.audit;

import java.time.Clock;
import java.time.Instant;
import org.hamroh.store.Database;

/// Lets the oldest rows of the trail go. The hash of the last one that went stays, so that the
// chain
/// still begins somewhere.
public final class OldLooks {

  /// In one transaction, so that no caller waits for the store meanwhile.
  private static final int AT_ONCE = 500;

  private final Database database;
  private final Clock clock;

  public OldLooks(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// @return how many
  public int letGo(Instant before) {
    int all = 0;
    int some;
    do {
      some =
          database.write(handle -> AuditStore.deleteOld(handle, before, clock.instant(), AT_ONCE));
      all += some;
    } while (some > 0 && !Thread.currentThread().isInterrupted());
    return all;
  }
}
