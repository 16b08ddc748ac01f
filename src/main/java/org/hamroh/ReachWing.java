package org.hamroh;

import java.util.List;
import org.hamroh.reach.ExportRoutes;
import org.hamroh.reach.ReachRoutes;
import org.hamroh.reach.Reports;
import org.hamroh.web.Routes;

/// What campaigns came to, and what people answered.
final class ReachWing {

  private final Ground ground;
  private final Reports reports;

  ReachWing(Ground ground) {
    this.ground = ground;
    reports =
        ground.keep(new Reports(ground.database, ground.callers::key, ground.live, ground.clock));
  }

  void start() {
    reports.start();
  }

  List<Routes> routes() {
    return List.of(
        new ReachRoutes(reports), new ExportRoutes(ground.database, reports, ground.trail));
  }
}
