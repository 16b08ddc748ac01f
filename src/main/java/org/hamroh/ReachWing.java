package org.hamroh;

import java.time.ZoneId;
import java.util.List;
import org.hamroh.gate.DayWindow;
import org.hamroh.inbox.InboxRoom;
import org.hamroh.poll.PollAnswers;
import org.hamroh.poll.PollDesk;
import org.hamroh.poll.PollRoutes;
import org.hamroh.reach.ExportRoutes;
import org.hamroh.reach.ReachRoutes;
import org.hamroh.reach.Report;
import org.hamroh.reach.Reports;
import org.hamroh.roster.PlannedShift;
import org.hamroh.surge.EchoBook;
import org.hamroh.surge.EchoCurve;
import org.hamroh.surge.SurgeRoutes;
import org.hamroh.web.Routes;

/// What campaigns came to, and what people answered.
final class ReachWing {

  private final Ground ground;
  private final Reports reports;

  /// What people answer by a key in a call is told here.
  final PollAnswers answers;

  private final OutgoingWing outgoing;
  private final StaffWing staff;

  ReachWing(Ground ground, OutgoingWing outgoing, StaffWing staff) {
    this.ground = ground;
    this.outgoing = outgoing;
    this.staff = staff;
    answers = new PollAnswers(ground.database, ground.callers::key, ground.live);
    reports =
        ground.keep(new Reports(ground.database, ground.callers::key, ground.live, ground.clock));
  }

  /// @param inbox answers by text come in there
  void start(InboxRoom inbox) {
    inbox.ask(answers::read);
    reports.start();
  }

  List<Routes> routes() {
    return List.of(
        new ReachRoutes(reports),
        new ExportRoutes(ground.database, reports, ground.trail),
        new PollRoutes(
            new PollDesk(ground.database, ground.config.site().languages(), ground.clock)),
        surge());
  }

  private SurgeRoutes surge() {
    ZoneId zone = ground.config.site().timeZone();
    DayWindow window = ground.config.outgoing().rules(List.of()).window();
    return new SurgeRoutes(
        ground.database,
        new EchoBook(() -> reports.past().stream().map(ReachWing::past).toList()),
        () -> outgoing.sms.routes().stream().mapToDouble(one -> one.segmentsPerSecond()).sum(),
        at -> window.isOpen(at, zone),
        at -> staff.roster.plan().at(at, PlannedShift.Duty.DESK).size(),
        zone,
        ground.clock);
  }

  private static EchoCurve.Past past(Report report) {
    Report.Rang rang = report.rang();
    return EchoCurve.Past.caused(
        report.accepted(),
        rang.soon().withinHour(),
        rang.soon().withinFourHours(),
        rang.calls(),
        rang.callsBefore());
  }
}
