package org.hamroh.screening;

import java.util.Optional;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.Look;
import org.hamroh.cases.CaseId;
import org.hamroh.screening.Screenings.Asker;
import org.jdbi.v3.core.Handle;

/// Who may see a screening. Every look stands on the trail, in the transaction of the look.
///
/// @param contacts whose conversation is whose
/// @param cases    absent: nothing can hang on a case
record Viewing(Contacts contacts, Optional<CaseRoom> cases, AuditTrail trail) {

  /// One for a person's eyes, if it is for theirs; the look is written down.
  Optional<Screening> look(Handle handle, Screening one, Asker asker) {
    boolean open = maySee(handle, one, asker);
    note(handle, open ? Act.OPEN : Act.REFUSED, Screenings.KIND, one.id(), asker);
    return open ? Optional.of(one) : Optional.empty();
  }

  /// Of a case: who may see the case. Else who made it, who talks with the caller, a supervisor.
  boolean maySee(Handle handle, Screening one, Asker asker) {
    return one.matter()
        .map(matter -> isOpen(handle, matter, asker))
        .orElseGet(
            () ->
                asker.supervisor()
                    || one.created().by().equals(asker.login())
                    || one.contact().filter(id -> contacts.isOf(id, asker.login())).isPresent());
  }

  /// Whether somebody may see a case.
  boolean isOpen(Handle handle, CaseId matter, Asker asker) {
    return cases.filter(room -> room.door().isOpenTo(handle, matter, asker.login())).isPresent();
  }

  void note(Handle handle, Act act, String kind, String id, Asker asker) {
    trail.add(handle, new Look(asker.login(), act, kind, id, "", asker.from()));
  }
}
