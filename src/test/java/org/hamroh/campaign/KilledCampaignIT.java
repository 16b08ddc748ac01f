package org.hamroh.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.hamroh.contact.ContactFilter;
import org.hamroh.smpp.Smsc;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.smpp.simulator.TakenSubmit;
import org.hamroh.store.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed without warning while a campaign is in each of its states. What the
/// SMSC has taken is the independent count.
final class KilledCampaignIT {

  private static final int PEOPLE = 2_000;
  private static final int WINDOW = 10;

  @TempDir Path folder;
  private Path store = Path.of("");
  private SimulatedSmsc smsc;

  @Test
  void inWhateverStateItIsKilledNothingIsSentTwiceOrLost() throws Exception {
    store = folder.resolve("hamroh.db");
    smsc =
        Smsc.start(
            SmscBehaviour.polite()
                .answering(Duration.ofMillis(15))
                .receiptsAfter(Duration.ofMillis(100)));
    try (SimulatedSmsc ledger = smsc) {
      inTheHouse(house -> house.people(PEOPLE));
      long draft = made("Сиёҳнавис", Optional.empty());
      long submitted = made("Санҷиш", Optional.empty());
      long planned = made("Нақша", Optional.of(Instant.now().plus(Duration.ofDays(3))));
      long checked = 2;
      inTheHouse(
          house -> {
            house.campaigns.workflow().submit(house.find(submitted), "rustam", "");
            house
                .campaigns
                .workflow()
                .check(house.find(submitted), Step.Kind.LANGUAGE, "zarina", "", 0);
            house.campaigns.run(house.find(planned), "rustam");
          });
      long running = made("Салом", Optional.empty());
      inTheHouse(house -> house.campaigns.run(house.find(running), "rustam"));

      // Freezing: killed between two pieces of the audience.
      killedWhen(() -> asked(running) > 0);
      assertThat(state(running)).isIn("ready", "running");
      // Running.
      killedWhen(() -> ledger.taken().size() > PEOPLE / 4);
      assertThat(state(running)).isEqualTo("running");
      assertThat(asked(running)).isEqualTo(PEOPLE);
      killedWhen(() -> ledger.taken().size() > PEOPLE / 3);

      // Paused: nothing leaves, whatever is started.
      inTheHouse(house -> house.campaigns.pause(house.find(running), "rustam"));
      int taken = ledger.taken().size();
      Process idle = server();
      await().until(() -> count("segment where state = 'sending'") == 0);
      idle.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      assertThat(state(running)).isEqualTo("paused");
      assertThat(ledger.taken()).hasSize(taken);

      // Stopping: killed while what waits is being cancelled.
      inTheHouse(house -> house.campaigns.run(house.find(running), "rustam"));
      inTheHouse(house -> house.campaigns.stop(house.find(running), "rustam"));
      assertThat(state(running)).isEqualTo("stopping");
      killedWhen(() -> count("message where state = 'cancelled'") > 0);
      Process last = server();
      try {
        await()
            .until(
                () ->
                    state(running).equals("stopped")
                        && count("message where state in ('queued', 'sending', 'accepted')") == 0);
      } finally {
        last.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }

      List<String> sent = ledger.taken().stream().map(TakenSubmit::destination).toList();
      long unknown = count("message where state = 'unknown'");
      long cancelled = count("message where state = 'cancelled'");
      long delivered = count("message where state = 'delivered'");
      System.out.printf(
          "asked %d, taken %d, delivered %d, unknown %d, cancelled %d%n",
          PEOPLE, sent.size(), delivered, unknown, cancelled);
      assertThat(sent).doesNotHaveDuplicates();
      assertThat(delivered + unknown + cancelled).isEqualTo(PEOPLE);
      assertThat(sent.size()).isBetween((int) delivered, (int) (delivered + unknown));
      assertThat(unknown).isLessThanOrEqualTo(6L * WINDOW);
      // What had not begun stands where it stood.
      assertThat(state(draft)).isEqualTo("draft");
      assertThat(state(submitted)).isEqualTo("submitted");
      assertThat(state(planned)).isEqualTo("scheduled");
      assertThat(count("campaign_step where campaign_id = " + submitted)).isEqualTo(checked + 1);
      assertThat(count("message where campaign_id <> " + running)).isZero();
    }
  }

  private interface Fact {
    boolean holds() throws Exception;
  }

  private void killedWhen(Fact fact) throws Exception {
    Process server = server();
    await().pollInterval(Duration.ofMillis(5)).until(fact::holds);
    server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }

  private Process server() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            CampaignProcess.class.getName(),
            store.toString(),
            Integer.toString(smsc.port()),
            Integer.toString(WINDOW))
        .inheritIO()
        .start();
  }

  /// While no server runs, as its pages would do it.
  private void inTheHouse(Consumer<CampaignHouse> deed) {
    try (Database database = Database.open(store);
        CampaignHouse house = new CampaignHouse(database, SmscBehaviour.polite(), topic -> {})) {
      deed.accept(house);
    }
  }

  private long made(String text, Optional<Instant> hour) {
    long[] id = new long[1];
    inTheHouse(
        house ->
            id[0] =
                house
                    .campaigns
                    .workflow()
                    .create(
                        new Campaign.Wish(
                            text,
                            Map.of("tg", text, "ru", text),
                            ContactFilter.EVERYBODY,
                            "",
                            false,
                            new Schedule(
                                hour,
                                Schedule.Repeat.ONCE,
                                Optional.empty(),
                                "",
                                0,
                                0,
                                BigDecimal.ZERO)),
                        "rustam"));
    return id[0];
  }

  private String state(long campaign) throws Exception {
    return ask("select state from campaign where id = " + campaign);
  }

  private long asked(long campaign) throws Exception {
    return Long.parseLong(ask("select asked from campaign where id = " + campaign));
  }

  private long count(String what) throws Exception {
    return Long.parseLong(ask("select count(*) from " + what));
  }

  private String ask(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
        ResultSet row = connection.createStatement().executeQuery(sql)) {
      return row.getString(1);
    }
  }
}
