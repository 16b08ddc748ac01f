package org.hamroh.bench;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.hamroh.campaign.Campaigns;
import org.hamroh.contact.ContactFilter;
import org.hamroh.contact.ContactImport;
import org.hamroh.phone.NumberReader;
import org.hamroh.smpp.SmppTimers;
import org.hamroh.sms.RouteTable;
import org.hamroh.sms.SmsConfig;
import org.hamroh.sms.SmsGateway;
import org.hamroh.store.Database;

/// The hotline's side of [CampaignBench], to be run with little memory: folder, port of the
/// carrier, recipients, window. Tells its figures line by line.
public final class CampaignProcess {

  /// Numbers come in no order, as in life; this and ten million have no common factor, so no two
  /// are the same.
  private static final long STRIDE = 1_000_003;

  private static final long NUMBERS = 10_000_000;
  private static final int ROWS_A_LIST = 100_000;
  private static final int FASTEST = 1_000_000;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration HEAP_LOOK = Duration.ofSeconds(5);

  private final Database database;
  private final int people;
  private final HeapWatch heap = new HeapWatch();

  private CampaignProcess(Database database, int people) {
    this.database = database;
    this.people = people;
  }

  public static void main(String[] arguments) throws InterruptedException {
    try (Database database = Database.open(Path.of(arguments[0]).resolve("campaign.db"))) {
      new CampaignProcess(database, Integer.parseInt(arguments[2]))
          .run(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[3]));
      System.out.println("done");
    }
  }

  private void run(int port, int window) throws InterruptedException {
    Clock clock = Clock.systemUTC();
    SmsConfig config = SmsBench.config(window, port, FASTEST);
    var gate = SmsBench.gate(database);
    tell("import", measured("import", () -> importAll(clock)));
    try (Campaigns campaigns =
            new Campaigns(
                database,
                gate,
                new RouteTable(config),
                Map.of("TEL", "700"),
                List.of("tg"),
                topic -> {}, // no pages are open
                clock);
        SmsGateway gateway =
            new SmsGateway(config, SmppTimers.usual(), database, gate, campaigns, clock)) {
      long id =
          campaigns.create(
              "bench", Map.of("tg", "{NAME}: занг занед {TEL}"), ContactFilter.EVERYBODY, "bench");
      campaigns.start();
      tell("freeze", measured("freeze", () -> freeze(id)));
      tell("send", measured("send", () -> send(gateway)));
      long began = System.nanoTime();
      await(() -> !isAnyAccepted(id));
      tell("receipts", seconds(began));
    }
    tell("heap", heap.most() / (double) (1 << 20));
  }

  /// In lists as large as the page takes.
  private void importAll(Clock clock) {
    ContactImport lists =
        new ContactImport(
            database, new NumberReader(), List.of("tg", "ru"), "tg", ZoneOffset.UTC, clock);
    for (int from = 0; from < people; from += ROWS_A_LIST) {
      StringBuilder list = new StringBuilder("number,name,language\n");
      for (int i = from; i < Math.min(people, from + ROWS_A_LIST); i++) {
        list.append("+99290%07d,Номи %d,tg\n".formatted(i * STRIDE % NUMBERS, i));
      }
      lists.take("people.csv", list.toString().getBytes(StandardCharsets.UTF_8), "paper");
      heap.look();
    }
  }

  /// What two people and a clock decide is no matter of speed: the campaign is due now.
  private void freeze(long id) throws InterruptedException {
    database.write(
        handle ->
            handle.execute(
                """
                update campaign set state = 'ready', started_at = ?,
                  frozen_until = (select max(id) from contact)
                where id = ?
                """,
                Clock.systemUTC().millis(),
                id));
    await(
        () ->
            database.read(
                handle ->
                    handle
                        .createQuery("select asked from campaign where id = ? and state <> 'ready'")
                        .bind(0, id)
                        .mapTo(Long.class)
                        .findOne()
                        .isPresent()));
  }

  /// How fast each tenth is accepted.
  private void send(SmsGateway gateway) throws InterruptedException {
    gateway.start();
    await(() -> gateway.routes().getFirst().link().up());
    for (int tenth = 1; tenth <= 10; tenth++) {
      long before = accepted(gateway);
      long began = System.nanoTime();
      long goal = (long) people * tenth / 10;
      await(() -> accepted(gateway) >= goal);
      tell("tenth-" + tenth, (accepted(gateway) - before) / Math.max(0.001, seconds(began)));
    }
  }

  /// Accepted: no receipt has said more.
  private boolean isAnyAccepted(long id) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select 1 from message where campaign_id = ?
                      and state in ('queued', 'sending', 'accepted') limit 1
                    """)
                .bind(0, id)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  private static long accepted(SmsGateway gateway) {
    return gateway.routes().getFirst().totals().accepted();
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  /// Meanwhile somebody else writes a little now and then, as calls do.
  ///
  /// @return seconds
  private double measured(String name, Work work) throws InterruptedException {
    try (SmallWrites others = SmallWrites.start(database)) {
      long began = System.nanoTime();
      work.run();
      double took = seconds(began);
      tell("wait-" + name + "-p95", others.waited(0.95));
      tell("wait-" + name + "-most", others.waited(1));
      return took;
    }
  }

  private void await(BooleanSupplier fact) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long looked = System.nanoTime();
    while (!fact.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new BenchFailed("the campaign did not come so far");
      }
      if (System.nanoTime() - looked > HEAP_LOOK.toNanos()) {
        looked = System.nanoTime();
        heap.look();
      }
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
  }

  private static double seconds(long began) {
    return Math.max(0.001, (System.nanoTime() - began) / 1e9);
  }

  private static void tell(String name, double value) {
    System.out.println("figure " + name + " " + String.format(Locale.ROOT, "%.3f", value));
  }

  /// What a collection leaves.
  private static final class HeapWatch {

    private long most;

    void look() {
      most =
          Math.max(
              most,
              ManagementFactory.getMemoryPoolMXBeans().stream()
                  .filter(pool -> pool.getCollectionUsage() != null)
                  .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                  .sum());
    }

    long most() {
      look();
      return most;
    }
  }
}
