package org.hamroh.campaign;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.hamroh.contact.AudienceCounts;
import org.hamroh.contact.ContactFilter;
import org.hamroh.contact.ContactImport;
import org.hamroh.contact.ContactRoutes;
import org.hamroh.contact.FilterForm;
import org.hamroh.contact.Imports;
import org.hamroh.gate.ClockDoubt;
import org.hamroh.gate.SiteGate;
import org.hamroh.gate.TestGate;
import org.hamroh.phone.NumberReader;
import org.hamroh.smpp.Smsc;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.sms.Prices;
import org.hamroh.sms.RouteTable;
import org.hamroh.sms.SmsConfig;
import org.hamroh.sms.SmsGateway;
import org.hamroh.store.Database;
import org.hamroh.web.LiveFeed;
import org.hamroh.web.Routes;

/// Contacts, campaigns and sending with a real store and a real SMPP server, for tests.
final class CampaignHouse implements AutoCloseable {

  static final List<String> LANGUAGES = List.of("tg", "ru");
  static final Map<String, String> SITE = Map.of("TEL", "700");

  /// A segment to a Tajik number.
  static final Prices PRICES = new Prices(Map.of("+992", new BigDecimal("0.05")));

  final Database database;
  final SimulatedSmsc smsc;
  final ContactImport contacts;
  final Campaigns campaigns;
  final SmsGateway gateway;
  final Forecasts forecasts;
  final TestTexts tests;
  final Clock clock;

  /// Time that the machine counts by itself; moves with the clock unless a test says otherwise.
  final LongSupplier nanos;
  final ClockDoubt doubt;

  /// How far the clock was set back, in nanoseconds.
  final AtomicLong ahead = new AtomicLong();

  CampaignHouse(Database database, SmscBehaviour behaviour, LiveFeed live) {
    this(database, behaviour, live, Clock.systemUTC(), Long.MAX_VALUE);
  }

  /// @param approvalAbove with more recipients a second person approves
  CampaignHouse(
      Database database, SmscBehaviour behaviour, LiveFeed live, Clock clock, long approvalAbove) {
    this.database = database;
    this.clock = clock;
    this.smsc = Smsc.start(behaviour);
    SmsConfig config =
        new SmsConfig(
            "HAMROH",
            List.of(
                new SmsConfig.Route(
                    "main", List.of("+992", "+7"), Smsc.account(smsc.port(), 10, 1_000))));
    RouteTable routes = new RouteTable(config);
    SiteGate gate = TestGate.open(database, routes.prefixes());
    this.contacts =
        new ContactImport(database, new NumberReader(), LANGUAGES, "tg", ZoneOffset.UTC, clock);
    this.nanos = () -> clock.millis() * 1_000_000 + ahead.get();
    this.doubt = new ClockDoubt(clock, nanos);
    this.campaigns =
        new Campaigns(
            database,
            gate,
            routes,
            SITE,
            LANGUAGES,
            new CampaignRules(approvalAbove, PRICES, ZoneOffset.UTC),
            doubt,
            live,
            clock);
    this.forecasts = new Forecasts(database, campaigns, gate.hours(), routes, PRICES, clock);
    this.gateway = new SmsGateway(config, Smsc.timers(), database, gate, campaigns, clock);
    this.tests = new TestTexts(database, gateway::send, new NumberReader(), SITE, clock);
  }

  /// The contacts' pages and API over the same store.
  static Routes contacts(Database database, ContactImport contacts, Path folder) {
    NumberReader numbers = new NumberReader();
    Clock clock = Clock.systemUTC();
    return new ContactRoutes(
        database,
        contacts,
        new FilterForm(database, LANGUAGES, ZoneOffset.UTC),
        new AudienceCounts(database, clock),
        new Imports(database, numbers, LANGUAGES, "tg", ZoneOffset.UTC, folder, clock));
  }

  CampaignHouse started() {
    campaigns.start();
    gateway.start();
    return this;
  }

  /// People who agreed, every third one reads Russian.
  void people(int count) {
    StringBuilder list = new StringBuilder("number,name,language,tags\n");
    for (int i = 0; i < count; i++) {
      list.append(
          "90%07d,Номи%d,%s,%s%n"
              .formatted(i, i, i % 3 == 0 ? "ru" : "tg", i % 2 == 0 ? "even" : "odd"));
    }
    contacts.take("people.csv", list.toString().getBytes(StandardCharsets.UTF_8), "paper");
  }

  Campaign draft(String tg, String ru) {
    return find(
        campaigns.create("Test", Map.of("tg", tg, "ru", ru), ContactFilter.EVERYBODY, "rustam"));
  }

  Campaign find(long id) {
    return database.read(handle -> CampaignStore.find(handle, id)).orElseThrow();
  }

  CampaignView view(long id) {
    return database.read(
        handle -> CampaignView.of(handle, CampaignStore.find(handle, id).orElseThrow()));
  }

  static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(40));
  }

  static long sum(CampaignView view) {
    return view.messages().values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    gateway.close();
    campaigns.close();
    smsc.close();
  }
}
