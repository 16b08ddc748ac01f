package org.hamroh.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hamroh.gate.GateConfig;
import org.hamroh.gate.SiteGate;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.SmppConfig;
import org.hamroh.smpp.SmppTimers;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.sms.Broadcasts;
import org.hamroh.sms.MessageStore;
import org.hamroh.sms.SmsConfig;
import org.hamroh.sms.SmsGateway;
import org.hamroh.sms.SmsState;
import org.hamroh.sms.SmsText;
import org.hamroh.store.Database;
import org.hamroh.yaml.Secret;
import org.jdbi.v3.core.Handle;

/// Sends a broadcast through the real sender, with the store's full durability, to a simulated SMSC
/// in the same process: how fast accepted messages become receipts. The store is thrown away.
public final class SmsBench {

  static final long CAMPAIGN = 1;
  static final String WORDS = "Ҳамроҳ: занг занед 700";
  static final Secret PASSWORD = new Secret("bench");
  private static final long SEED = 7;

  /// No pace: as fast as it goes.
  private static final int FASTEST = 1_000_000;

  /// More than any measurement sends.
  private static final int MOST = Integer.MAX_VALUE;

  private static final int ROWS_A_WRITE = 500;

  /// @param messages one segment each
  /// @param window   unanswered submits
  /// @param delay    before each answer of the SMSC
  /// @param patience for the whole run
  public record Plan(int messages, int window, Duration delay, Duration patience) {}

  /// @param accepted  until every message was accepted and that was kept
  /// @param delivered until every receipt was kept
  /// @param lost      messages that are not delivered
  /// @param doubled   submits beyond one a message
  public record Figures(
      int messages, Duration accepted, Duration delivered, long lost, long doubled) {

    public double perSecond() {
      return messages / Math.max(0.001, accepted.toMillis() / 1000.0);
    }
  }

  private SmsBench() {}

  /// @throws IllegalStateException when it is not done in time
  public static Figures run(Plan plan) {
    Path folder = folder();
    try (SimulatedSmsc smsc =
            SimulatedSmsc.start(
                0,
                "bench",
                PASSWORD,
                SmscBehaviour.polite().answering(plan.delay),
                SEED,
                submit -> {});
        Database database = Database.open(folder.resolve("bench.db"));
        SmsGateway gateway = gateway(plan.window, smsc.port(), FASTEST, database)) {
      queue(database, plan.messages);
      long began = System.nanoTime();
      gateway.start();
      long deadline = began + plan.patience.toNanos();
      await(database, deadline, SmsState.QUEUED, SmsState.SENDING);
      Duration accepted = Duration.ofNanos(System.nanoTime() - began);
      await(database, deadline, SmsState.ACCEPTED);
      Duration delivered = Duration.ofNanos(System.nanoTime() - began);
      long there = count(database, SmsState.DELIVERED);
      return new Figures(
          plan.messages,
          accepted,
          delivered,
          plan.messages - there,
          Math.max(0, smsc.taken().size() - plan.messages));
    } finally {
      delete(folder);
    }
  }

  /// From the first message handed over, which is yet to be queued, to the last answer and receipt
  /// kept durably, with a carrier of its own.
  static Took endToEnd(
      SmscProcess smsc, int messages, int window, Duration patience, boolean receipts) {
    Path folder = folder();
    try (Database database = Database.open(folder.resolve("bench.db"));
        SmsGateway gateway = gateway(window, smsc.port(), FASTEST, database)) {
      gateway.start();
      while (!gateway.routes().getFirst().link().up()) {
        pause();
      }
      long began = System.nanoTime();
      queue(database, messages);
      while (database.read(handle -> MessageStore.anyLeft(handle, CAMPAIGN))) {
        if (System.nanoTime() > began + patience.toNanos()) {
          throw new BenchFailed("the hotline did not send all in time");
        }
        pause();
      }
      Duration answered = Duration.ofNanos(System.nanoTime() - began);
      if (receipts) {
        await(database, began + patience.toNanos(), SmsState.ACCEPTED);
      }
      return new Took(answered, Duration.ofNanos(System.nanoTime() - began));
    } finally {
      delete(folder);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailed("interrupted");
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("hamroh-bench-sms");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SmsGateway gateway(int window, int port, int perSecond, Database database) {
    return new SmsGateway(
        config(window, port, perSecond),
        SmppTimers.usual(),
        database,
        gate(database),
        new OneCampaign(),
        Clock.systemUTC());
  }

  static SmsConfig config(int window, int port, int perSecond) {
    SmppConfig account =
        new SmppConfig(
            "127.0.0.1", port, "bench", PASSWORD, "transceiver", window, perSecond, "auto");
    return new SmsConfig("BENCH", List.of(new SmsConfig.Route("bench", List.of("+992"), account)));
  }

  /// The hotline's own gate, at any hour and as much as is measured.
  static SiteGate gate(Database database) {
    GateConfig rules =
        new GateConfig(
            null,
            new GateConfig.Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, null),
            null,
            null,
            new GateConfig.Limits(1, MOST, 1, MOST, BigDecimal.ZERO),
            null);
    return new SiteGate(
        database,
        rules.rules(List.of("+992")),
        rules.whereabouts(ZoneOffset.UTC),
        number -> CallerKey.of(number, new byte[16]),
        Clock.systemUTC());
  }

  static void queue(Database database, int messages) {
    SmsText text = SmsText.of(WORDS);
    for (int from = 0; from < messages; from += ROWS_A_WRITE) {
      List<MessageStore.Draft> drafts = new ArrayList<>();
      for (int i = from; i < Math.min(messages, from + ROWS_A_WRITE); i++) {
        PhoneNumber number = new PhoneNumber("+99290%07d".formatted(i));
        drafts.add(new MessageStore.Draft(number, "tg", text, "bench"));
      }
      database.write(
          handle -> MessageStore.queue(handle, CAMPAIGN, drafts, Clock.systemUTC().instant()));
    }
  }

  static void await(Database database, long deadline, SmsState... until) {
    while (Stream.of(until).anyMatch(state -> count(database, state) > 0)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the run was not done in time");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  static long count(Database database, SmsState state) {
    return database.read(
        handle -> MessageStore.messageCounts(handle, CAMPAIGN).getOrDefault(state, 0L));
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class OneCampaign implements Broadcasts {
    @Override
    public List<Long> running(Handle handle) {
      return List.of(CAMPAIGN);
    }

    @Override
    public void changed(long campaignId) {
      // no pages to tell
    }
  }
}
