package org.hamroh.cases;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.hamroh.audit.Act;
import org.hamroh.audit.Look;
import org.hamroh.call.CallId;
import org.hamroh.ivr.outside.Cases;
import org.hamroh.phone.CallerKey;
import org.hamroh.store.StoreException;
import org.jdbi.v3.core.Handle;

/// "Where is my case?" by telephone: whoever keys in number and PIN hears how it stands, and
/// nothing of what it is about. A wrong PIN, a number without a case and too many tries sound
/// and cost the same: nothing tells whether a number exists. Number and PIN are written down
/// nowhere.
public final class CaseTelephone implements Cases {

  /// Stands in the trail for who asks by telephone.
  private static final String CALLER = "caller";

  /// Callers who hide their number are counted together.
  private static final String WITHHELD = "withheld";

  /// All who hide their number: more of them would try in a day.
  private static final int OF_WITHHELD = 60;

  private final CaseDesk desk;
  private final Function<CallId, Optional<CallerKey>> callerOf;

  /// @param callerOf who calls, while the script speaks with them
  public CaseTelephone(CaseDesk desk, Function<CallId, Optional<CallerKey>> callerOf) {
    this.desk = desk;
    this.callerOf = callerOf;
  }

  @Override
  public boolean isThere() {
    return true;
  }

  @Override
  public Standing standing(CallId call, String receipt, String pin) {
    Optional<CallerKey> caller = callerOf.apply(call);
    try {
      return desk.database.write(handle -> standing(handle, caller, receipt, pin));
    } catch (StoreException e) {
      return new Standing.Unavailable(); // a person can look
    }
  }

  private Standing standing(Handle handle, Optional<CallerKey> caller, String receipt, String pin) {
    Instant now = desk.clock.instant();
    String who = desk.blind("caller " + caller.map(CallerKey::hex).orElse(WITHHELD));
    String what = desk.blind("number " + receipt);
    Optional<CaseFile> found =
        CaseId.isOne(receipt) ? desk.store.find(handle, new CaseId(receipt)) : Optional.empty();
    // Reckoned in any case, so that a wrong PIN takes no longer than a wrong number.
    boolean right = desk.isPin(handle, found.map(CaseFile::id), pin);
    boolean locked = CaseTries.isLocked(handle, who, now) || CaseTries.isLocked(handle, what, now);
    if (found.isEmpty() || !right || locked) {
      CaseTries.wrong(handle, who, caller.isEmpty() ? OF_WITHHELD : CaseTries.OF_CALLER, now);
      CaseTries.wrong(handle, what, CaseTries.OF_CASE, now);
      desk.trail.add(handle, new Look(CALLER, Act.REFUSED, CaseDesk.KIND, "", "", "telephone"));
      return new Standing.NotFound();
    }
    CaseTries.right(handle, who);
    CaseTries.right(handle, what);
    CaseFile file = found.get();
    desk.trail.add(
        handle, new Look(CALLER, Act.OPEN, CaseDesk.KIND, file.id().value(), "", "telephone"));
    CaseFile goesOn =
        Optional.ofNullable(file.mergedInto())
            .flatMap(id -> desk.store.find(handle, id))
            .orElse(file);
    return switch (desk.graph.statusOrBare(goesOn.status()).tells()) {
      case OPEN -> new Standing.Open(CasePieces.nextDay(handle, goesOn.id(), desk.today()));
      case REFERRED -> new Standing.Referred();
      case CLOSED -> new Standing.Closed();
    };
  }
}
