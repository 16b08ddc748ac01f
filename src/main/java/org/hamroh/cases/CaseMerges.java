package org.hamroh.cases;

import java.util.List;
import java.util.Map;
import org.hamroh.audit.Act;
import org.hamroh.cases.CaseDesk.Asker;
import org.hamroh.cases.CaseDoor.Happening;
import org.hamroh.cases.CaseFile.Deed;
import org.jdbi.v3.core.Handle;

/// Puts two cases of one person together, and takes them apart again. Nothing is moved: the one
/// that goes stays whole and points to the one that goes on, whose page shows both. So undoing
/// gives back exactly what was there. Safe for all threads.
public final class CaseMerges {

  private final CaseDesk desk;

  public CaseMerges(CaseDesk desk) {
    this.desk = desk;
  }

  /// @param goes    into the other
  /// @param goesOn  whose number and status the person hears from then on
  public CaseOutcome merge(CaseId goes, CaseId goesOn, Asker asker) {
    return desk.told(desk.database.write(handle -> merge(handle, goes, goesOn, asker)));
  }

  private CaseOutcome merge(Handle handle, CaseId goes, CaseId goesOn, Asker asker) {
    CaseFile one = desk.seen(handle, goes, asker, Act.CHANGE).orElse(null);
    CaseFile other = desk.seen(handle, goesOn, asker, Act.CHANGE).orElse(null);
    if (one == null || other == null) {
      return new CaseOutcome.Nowhere();
    }
    if (goes.equals(goesOn)
        || one.mergedInto() != null
        || other.mergedInto() != null
        || !desk.store.mergedInto(handle, goes).isEmpty()) {
      return new CaseOutcome.Wrong("merged");
    }
    if (one.sealed() && !other.sealed()) {
      return new CaseOutcome.Wrong("merge-sealed");
    }
    Deed deed = new Deed(asker.login(), desk.clock.instant());
    desk.store.mark(handle, goes, goesOn);
    tell(handle, goes, "merged", deed, goesOn);
    tell(handle, goesOn, "took-in", deed, goes);
    return new CaseOutcome.Done(other);
  }

  /// Takes a case out again of the one that it was merged into.
  public CaseOutcome undo(CaseId gone, Asker asker) {
    return desk.told(
        desk.database.write(
            handle -> {
              CaseFile one = desk.seen(handle, gone, asker, Act.CHANGE).orElse(null);
              if (one == null) {
                return new CaseOutcome.Nowhere();
              }
              CaseId into = one.mergedInto();
              if (into == null) {
                return new CaseOutcome.Wrong("merged");
              }
              Deed deed = new Deed(asker.login(), desk.clock.instant());
              desk.store.unmark(handle, gone);
              tell(handle, gone, "parted", deed, into);
              tell(handle, into, "parted", deed, gone);
              return new CaseOutcome.Done(one);
            }));
  }

  private void tell(Handle handle, CaseId id, String kind, Deed deed, CaseId other) {
    desk.store.tell(
        handle, id, new Happening(kind, deed.by(), deed.at(), Map.of("case", other.value())));
  }

  /// What was merged into a case.
  public List<CaseId> of(CaseId id) {
    return desk.database.read(handle -> desk.store.mergedInto(handle, id));
  }
}
