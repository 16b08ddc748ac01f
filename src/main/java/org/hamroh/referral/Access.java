package org.hamroh.referral;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.Look;
import org.hamroh.cases.CaseDoor;
import org.hamroh.cases.CaseId;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.directory.Organisation;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.web.LiveFeed;
import org.hamroh.web.Refusal;
import org.jdbi.v3.core.Handle;

/// Who may do what with a referral: whoever may not see its case finds none, and every look leaves
/// its row in the transaction that lets it happen.
final class Access {

  private final Database database;
  private final CaseDoor cases;
  private final AuditTrail audit;
  private final LiveFeed feed;

  /// @param feed is told `referrals`
  Access(Database database, CaseDoor cases, AuditTrail audit, LiveFeed feed) {
    this.database = database;
    this.cases = cases;
    this.audit = audit;
    this.feed = feed;
  }

  /// @throws Refusal 404 when the case is not open to this person
  void checkCase(Handle handle, Actor who, CaseId caseId, Act act) {
    checkOpen(handle, who, caseId);
    audit.add(handle, new Look(who.login(), act, "case-referrals", caseId.value(), "", who.from()));
  }

  /// The same without a row of a look.
  void checkOpen(Handle handle, Actor who, CaseId caseId) {
    if (cases.find(handle, caseId).isEmpty() || !cases.isOpenTo(handle, caseId, who.login())) {
      throw Refusal.notFound("case");
    }
  }

  /// Finds it for somebody who may see its case, and writes the look down.
  Referral open(Handle handle, Actor who, ReferralId id, Act act, String why) {
    Referral one =
        ReferralStore.find(handle, id)
            .filter(found -> cases.isOpenTo(handle, id.caseId(), who.login()))
            .orElseThrow(() -> Refusal.notFound("referral"));
    audit.add(handle, new Look(who.login(), act, "referral", id.toString(), why, who.from()));
    return one;
  }

  Optional<Instant> firstContact(Handle handle, CaseId caseId) {
    return cases.firstContact(handle, caseId);
  }

  /// All that are not over, of cases that this person may see.
  List<Referral> board(Handle handle, Actor who) {
    audit.add(handle, new Look(who.login(), Act.SEARCH, "referral", "", "", who.from()));
    return ReferralStore.open(handle).stream()
        .filter(one -> cases.isOpenTo(handle, one.id().caseId(), who.login()))
        .toList();
  }

  static Organisation partner(Handle handle, String id) {
    return DirectoryStore.organisation(handle, id)
        .orElseThrow(() -> new Refusal(422, "The directory has no organisation " + id + "."));
  }

  <T> T change(Database.Work<T> work) {
    T result = look(work);
    feed.changed("referrals");
    return result;
  }

  /// A look is a write, too: its row in the audit.
  <T> T look(Database.Work<T> work) {
    return refused(() -> database.write(work));
  }

  /// For what shows nothing of anybody.
  <T> T glance(Database.Work<T> work) {
    return refused(() -> database.read(work));
  }

  private static <T> T refused(Supplier<T> done) {
    try {
      return done.get();
    } catch (StoreException e) {
      if (e.getCause() instanceof Refusal refused) {
        throw refused; // everything of it was undone
      }
      throw e;
    }
  }
}
