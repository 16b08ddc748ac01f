package org.hamroh;

import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.caller.TextsToCallers;
import org.hamroh.config.Config;
import org.hamroh.config.Secrets;
import org.hamroh.ivr.SiteRules;
import org.hamroh.ivr.outside.Names;
import org.hamroh.operator.User;
import org.hamroh.seal.Resealer;
import org.hamroh.web.Texts;
import org.hamroh.wellbeing.Debriefs;

/// The whole server, wired by hand: wing by wing, started in order, stopped in reverse. Callers
/// come first: the line answers before the console is up.
public final class Hotline implements AutoCloseable {

  private static final Logger LOG = LogManager.getLogger(Hotline.class);

  private final Ground ground;

  private Hotline(Ground ground) {
    this.ground = ground;
  }

  /// Starts everything. When a part fails, what already runs is stopped again.
  ///
  /// @param home the checkout, with `ivr-scripts` in it
  /// @param data the data folder
  /// @throws org.hamroh.yaml.ProblemsException when a script is wrong or a port is taken
  /// @throws org.hamroh.store.StoreException when the store cannot be opened
  public static Hotline start(Config config, Path home, Path data, Secrets secrets) {
    Ground ground = new Ground(config, home, data, secrets);
    try {
      startWings(ground);
      return new Hotline(ground);
    } catch (RuntimeException e) {
      ground.close();
      throw e;
    }
  }

  private static void startWings(Ground ground) {
    // Before anybody can look: who was erased stays so.
    ErasureWing erasure = new ErasureWing(ground);
    ScriptWing scripts = new ScriptWing(ground);
    OutgoingWing outgoing = new OutgoingWing(ground);
    Texts texts = WebWing.texts(ground);
    CaseworkWing casework = new CaseworkWing(ground);
    CasesWing cases = new CasesWing(ground, casework, texts);
    StaffWing staff =
        new StaffWing(
            ground,
            () -> scripts.publisher.shelf().current().hours().holidays(),
            cases.matters::ownerFor);
    WatchWing watch = new WatchWing(ground, outgoing, texts);
    InboxWing inbox = new InboxWing(ground, outgoing, watch.alarms);
    ReferralWing referrals = new ReferralWing(ground, scripts, outgoing, watch, cases, texts);
    Debriefs debriefs = new Debriefs(ground.database, ground.live, ground.clock);
    TwinWing twin = new TwinWing(ground, scripts, outgoing);
    CallWing calls =
        new CallWing(
            ground,
            scripts,
            outgoing,
            staff,
            watch,
            cases,
            PeopleWing.withDebriefs(referrals.followUps(), debriefs, staff, texts),
            inbox.room,
            twin);
    PeopleWing people = new PeopleWing(ground, staff, calls, casework, debriefs);
    staff.ami.listen(calls.keys::accept);
    staff.start();
    calls.start(staff::alive);
    outgoing.start();
    calls.back.start(staff, calls.witness);
    twin.start(calls.campaigns, calls.back.ways, staff, calls.witness);
    watch.start(calls, staff, scripts.publisher.shelf());
    casework.start();
    ground.keep(new Resealer(ground.database, SealedFields.ALL, ground.secrets::ensure)).start();
    cases.start();
    referrals.start();
    RetentionWing retention =
        new RetentionWing(
                ground,
                calls,
                watch.alarms,
                outgoing.clockDoubt,
                erasure.erasures(),
                cases.desk.graph())
            .with(BackupWing.start(ground, watch.alarms));
    retention.start();
    erasure.start();
    people.start();
    ReachWing reach = new ReachWing(ground, outgoing, staff);
    reach.start(inbox.room);
    int web =
        new WebWing(
                ground, scripts, outgoing, calls, staff, watch, texts, casework, cases, referrals)
            .with(retention.routes())
            .with(erasure.routes())
            .with(people.routes())
            .with(List.of(twin.routes()))
            .with(reach.routes())
            .with(
                inbox.routes(login -> staff.users.find(login).map(User::displayName).orElse(login)))
            .start();
    scripts.start();
    calls.recording.start();
    LOG.info("event=started web={} agi={}", web, calls.agi.port());
  }

  /// Who may open what.
  public static Path rules(Path home) {
    return home.resolve("deploy/roles.yaml");
  }

  /// What this installation demands of its scripts.
  public static SiteRules rules(Config config) {
    return SiteRules.of(config.site().languages(), config.scriptNumbers())
        .with(Names.of(TextsToCallers.names(), config.lookups().keySet()))
        .callingBack(config.pbx().trunks().stream().anyMatch(trunk -> trunk.out() != null));
  }

  @Override
  public void close() {
    ground.close();
  }
}
