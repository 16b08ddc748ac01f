package org.hamroh;

import java.util.List;
import java.util.function.UnaryOperator;
import org.hamroh.alarm.AlarmKind;
import org.hamroh.audit.AuditTrail;
import org.hamroh.cases.CaseDoor;
import org.hamroh.claims.ClaimPages;
import org.hamroh.claims.ClaimRoutes;
import org.hamroh.claims.Claims;
import org.hamroh.claims.agency.Agencies;
import org.hamroh.claims.agency.AgencyPages;
import org.hamroh.claims.party.ClusterPages;
import org.hamroh.claims.party.Clusters;
import org.hamroh.claims.party.Parties;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;

/// Wages that are owed, who is named often, and who may send people abroad.
final class ClaimsWing {

  private final Ground ground;
  private final Claims claims;
  private final Clusters clusters;

  ClaimsWing(Ground ground, CaseDoor cases, WatchWing watch) {
    this.ground = ground;
    String secret = ground.secrets.ensure("HAMROH_CLAIM_KEY");
    AuditTrail audit = ground.trail;
    Parties parties = new Parties(secret, ground.secrets.ensure("HAMROH_PARTY_KEY"), ground.clock);
    clusters =
        new Clusters(
            ground.database,
            parties,
            audit,
            (party, at) -> watch.alarms.raise(AlarmKind.CLUSTER, party, at),
            ground.clock);
    claims =
        new Claims(ground.database, cases, parties, audit, secret, clusters::look, ground.clock);
  }

  /// Who came to be named often just before the server went down is told of now.
  void start() {
    clusters.look();
  }

  List<Routes> routes(Texts texts, UnaryOperator<String> nameOf) {
    Agencies agencies = new Agencies(ground.database, ground.clock);
    return List.of(
        new ClaimRoutes(claims, texts, ground.clock),
        new ClaimPages(claims, texts, clusters::isMany, agencies::find, nameOf, ground.clock),
        new ClusterPages(clusters),
        new AgencyPages(agencies, texts, ground.clock));
  }
}
