package org.hamroh.cases;

import java.time.Instant;
import java.util.Map;
import org.hamroh.cases.CaseDoor.Happening;
import org.jdbi.v3.core.Handle;

/// Moves that the graph makes by itself, after a time.
public final class CaseMoves {

  /// Moves at one tick; the rest follow a tick later.
  private static final int MOST_MOVES = 500;

  private final CaseDesk desk;

  public CaseMoves(CaseDesk desk) {
    this.desk = desk;
  }

  /// Puts cases on whose time in their status is over.
  ///
  /// @return how many
  public int moveDue() {
    Instant now = desk.clock.instant();
    int moved = desk.database.write(handle -> moveDue(handle, now));
    if (moved > 0) {
      desk.changed();
    }
    return moved;
  }

  private int moveDue(Handle handle, Instant now) {
    CaseRules rules = desk.rules(login -> false);
    int moved = 0;
    for (CaseId id : desk.store.moving(handle, now, MOST_MOVES)) {
      CaseFile old = desk.store.find(handle, id).orElseThrow();
      CaseFile next = rules.movedByTime(old, now);
      if (next == null) {
        continue; // the file has changed since: it stays where it is
      }
      desk.store.update(handle, next, old.version());
      desk.store.tell(
          handle,
          id,
          new Happening(
              "moved", CaseDesk.ITSELF, now, Map.of("from", old.status(), "to", next.status())));
      moved++;
    }
    return moved;
  }
}
