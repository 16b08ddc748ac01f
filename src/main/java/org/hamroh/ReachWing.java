package org.hamroh;

import java.util.List;
import org.hamroh.inbox.InboxRoom;
import org.hamroh.poll.PollAnswers;
import org.hamroh.poll.PollDesk;
import org.hamroh.poll.PollRoutes;
import org.hamroh.reach.ExportRoutes;
import org.hamroh.reach.ReachRoutes;
import org.hamroh.reach.Reports;
import org.hamroh.web.Routes;

/// What campaigns came to, and what people answered.
final class ReachWing {

  private final Ground ground;
  private final Reports reports;

  /// What people answer by a key in a call is told here.
  final PollAnswers answers;

  ReachWing(Ground ground) {
    this.ground = ground;
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
            new PollDesk(ground.database, ground.config.site().languages(), ground.clock)));
  }
}
