package org.hamroh.erasure;

import java.time.Clock;
import java.util.List;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.Look;
import org.hamroh.store.Database;

/// Cases that must stay although somebody asks for their erasure: who says so and who lifts it
/// stands in the trail.
final class HoldDesk {

  private final Database database;
  private final Holds holds;
  private final AuditTrail trail;
  private final Clock clock;

  HoldDesk(Database database, Holds holds, AuditTrail trail, Clock clock) {
    this.database = database;
    this.holds = holds;
    this.trail = trail;
    this.clock = clock;
  }

  boolean set(String caseId, String reason, Erasures.Asker asker) {
    return database.write(
        handle -> {
          boolean held = holds.set(handle, caseId, reason, asker.login(), clock.instant());
          if (held) {
            trail.add(
                handle,
                new Look(asker.login(), Act.CHANGE, "case-hold", caseId, "set", asker.from()));
          }
          return held;
        });
  }

  boolean lift(String caseId, Erasures.Asker asker) {
    return database.write(
        handle -> {
          boolean lifted = Holds.lift(handle, caseId, asker.login(), clock.instant());
          if (lifted) {
            trail.add(
                handle,
                new Look(asker.login(), Act.CHANGE, "case-hold", caseId, "lifted", asker.from()));
          }
          return lifted;
        });
  }

  List<Holds.Hold> held() {
    return database.read(holds::all);
  }
}
