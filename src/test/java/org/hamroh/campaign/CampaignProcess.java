package org.hamroh.campaign;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.hamroh.gate.ClockDoubt;
import org.hamroh.gate.SiteGate;
import org.hamroh.gate.TestGate;
import org.hamroh.smpp.Smsc;
import org.hamroh.sms.RouteTable;
import org.hamroh.sms.SmsConfig;
import org.hamroh.sms.SmsGateway;
import org.hamroh.store.Database;

/// A server that only leads campaigns: started as a process of its own, to be killed.
final class CampaignProcess {

  private CampaignProcess() {}

  /// @param arguments store, SMSC port, window
  public static void main(String[] arguments) throws InterruptedException {
    Clock clock = Clock.systemUTC();
    SmsConfig config =
        new SmsConfig(
            "HAMROH",
            List.of(
                new SmsConfig.Route(
                    "main",
                    List.of("+992"),
                    Smsc.account(
                        Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), 1_000))));
    Database database = Database.open(Path.of(arguments[0]));
    RouteTable routes = new RouteTable(config);
    SiteGate gate = TestGate.open(database, routes.prefixes());
    Campaigns campaigns =
        new Campaigns(
            database,
            gate,
            routes,
            CampaignHouse.SITE,
            CampaignHouse.LANGUAGES,
            new CampaignRules(1_000_000, CampaignHouse.PRICES, ZoneOffset.UTC),
            new ClockDoubt(clock),
            topic -> {},
            clock);
    campaigns.start();
    new SmsGateway(config, Smsc.timers(), database, gate, campaigns, clock).start();
    new CountDownLatch(1).await(); // until it is killed
  }
}
