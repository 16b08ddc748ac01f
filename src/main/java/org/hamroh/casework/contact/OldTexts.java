package org.hamroh.casework.contact;

import java.time.Instant;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.store.Database;

/// Erases what people wrote by hand in contact records when its time is over: names, places and
/// stories are needed while a matter is open. What was chosen from lists stays and is counted.
public final class OldTexts {

  /// Erased in one transaction, so that no caller waits for the store meanwhile.
  private static final int AT_ONCE = 500;

  private static final Logger LOG = LogManager.getLogger(OldTexts.class);

  private final Database database;

  public OldTexts(Database database) {
    this.database = database;
  }

  /// @param olderThan last changed before then
  /// @return in how many records, and versions beside one, words were erased
  public int erase(Instant olderThan) {
    long before = olderThan.toEpochMilli();
    int all = 0;
    int some;
    do {
      some = database.write(handle -> TextErasure.olderThan(handle, before, AT_ONCE));
      all += some;
    } while (some > 0 && !Thread.currentThread().isInterrupted());
    if (all > 0) {
      LOG.info("event=old-texts-erased count={}", all);
    }
    return all;
  }
}
