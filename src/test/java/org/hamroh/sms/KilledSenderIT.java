package org.hamroh.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.hamroh.smpp.Smsc;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.smpp.simulator.SmscBehaviour.Ids;
import org.hamroh.store.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` in mid-broadcast: none lost, none doubled, and never more in doubt than the window.
final class KilledSenderIT {

  private static final int PEOPLE = 500;
  private static final int PARTS = 2;
  private static final int WINDOW = 10;
  private static final int KILLS = 6;
  private static final long SEED = 20261122;
  private static final String TEXT =
      "Ҳамроҳ: Пеш аз харидани чипта муҳлати шиноснома ва манъи вурудро санҷед. Маслиҳат: 700";

  @TempDir Path folder;

  @Test
  void aSenderKilledInMidBroadcastLosesNothingAndSendsNothingTwice() throws Exception {
    System.out.println("seed " + SEED);
    Random chance = new Random(SEED);
    Path store = folder.resolve("hamroh.db");
    try (Database database = Database.open(store)) {
      List<MessageStore.Draft> drafts = new ArrayList<>();
      for (int i = 0; i < PEOPLE; i++) {
        drafts.add(new MessageStore.Draft(SmsHouse.number(i), "tg", SmsText.of(TEXT), "main"));
      }
      database.write(handle -> MessageStore.queue(handle, 1, drafts, Clock.systemUTC().instant()));
    }

    SmscBehaviour slow =
        SmscBehaviour.polite()
            .answering(Duration.ofMillis(80))
            .receiptsAfter(Duration.ofMillis(300))
            .receiptsTwice()
            .writing(Ids.HEX_THEN_DECIMAL);
    try (SimulatedSmsc smsc = Smsc.start(slow)) {
      for (int kill = 0; kill < KILLS; kill++) {
        int until = smsc.taken().size() + 40 + chance.nextInt(100);
        Process sender = sender(store, smsc.port());
        SmsHouse.await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(5))
            .until(() -> smsc.taken().size() >= until);
        sender.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        assertThat(count(store, "segment where state = 'sending'"))
            .as("in doubt after kill " + kill)
            .isLessThanOrEqualTo(WINDOW);
        assertSums(store);
      }

      Process last = sender(store, smsc.port());
      try {
        SmsHouse.await()
            .atMost(Duration.ofSeconds(90))
            .until(
                () ->
                    count(store, "message where state in ('queued', 'sending', 'accepted')") == 0
                        && smsc.receiptsWaiting() == 0
                        && count(store, "segment where state = 'unknown'")
                            == PEOPLE * PARTS - smsc.taken().size());
      } finally {
        last.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }

      List<String> sent =
          smsc.taken().stream()
              .map(submit -> submit.destination() + "/" + submit.octets()[5])
              .toList();
      long unknown = count(store, "segment where state = 'unknown'");
      System.out.printf(
          "kills %d, segments %d, taken %d, never left and shown as unknown %d%n",
          KILLS, PEOPLE * PARTS, sent.size(), unknown);
      assertThat(sent).doesNotHaveDuplicates();
      assertThat(sent.size() + unknown).isEqualTo(PEOPLE * PARTS);
      assertThat(unknown).isLessThanOrEqualTo((long) WINDOW * KILLS);
      assertThat(count(store, "message where state = 'delivered'"))
          .isEqualTo(PEOPLE - count(store, "message where state = 'unknown'"));
      assertThat(count(store, "receipt_early")).isZero();
      assertSums(store);
    }
  }

  private static Process sender(Path store, int port) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            SenderProcess.class.getName(),
            store.toString(),
            Integer.toString(port),
            Integer.toString(WINDOW))
        .inheritIO()
        .start();
  }

  private static void assertSums(Path store) throws Exception {
    assertThat(count(store, "message")).isEqualTo(PEOPLE);
    assertThat(count(store, "segment")).isEqualTo(PEOPLE * PARTS);
  }

  private static long count(Path store, String what) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
        ResultSet row = connection.createStatement().executeQuery("select count(*) from " + what)) {
      return row.getLong(1);
    }
  }
}
