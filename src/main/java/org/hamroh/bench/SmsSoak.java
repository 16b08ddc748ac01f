package org.hamroh.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.smpp.simulator.TakenSubmit;
import org.hamroh.sms.SmsGateway;
import org.hamroh.sms.SmsState;
import org.hamroh.sms.UnknownTexts;
import org.hamroh.store.Database;

/// A broadcast whose sender is killed again and again (`kill -9`), and whose carrier may cut the
/// link besides. The carrier writes down what it takes before it answers: it is the oracle of what
/// was lost or doubled.
public final class SmsSoak {

  private static final Duration ANSWER = Duration.ofMillis(300);
  private static final Duration STEP_PATIENCE = Duration.ofSeconds(90);
  private static final Duration END_PATIENCE = Duration.ofMinutes(15);

  /// Receipts come a moment after answers; then nothing is on its way.
  private static final Duration RECEIPTS = Duration.ofMillis(800);

  /// @param cutEvery submits after which the carrier closes the link, in turns before and after its
  ///                 answer; 0: never
  public record Plan(int messages, int window, int kills, int cutEvery, long seed) {}

  /// @param mostUnknown after one kill
  /// @param neverLeft   unknown to the end, for nothing had left: sent once more by hand
  public record Figures(
      int kills, int lost, int doubled, long mostUnknown, long neverLeft, long unknownAtTheEnd) {

    public boolean isGood(int window) {
      return lost == 0 && doubled == 0 && mostUnknown <= window && unknownAtTheEnd == 0;
    }
  }

  private final Plan plan;
  private final PrintWriter out;

  public SmsSoak(Plan plan, PrintWriter out) {
    this.plan = plan;
    this.out = out;
  }

  public Figures run() throws IOException, InterruptedException {
    out.printf("seed %d%n", plan.seed);
    Path folder = Files.createTempDirectory("hamroh-soak-sms");
    Path store = folder.resolve("soak.db");
    SmscBehaviour behaviour =
        SmscBehaviour.polite()
            .answering(ANSWER)
            .receiptsAfter(RECEIPTS)
            .writing(SmscBehaviour.Ids.HEX_THEN_DECIMAL);
    try (SimulatedSmsc smsc =
        SimulatedSmsc.start(0, "bench", SmsBench.PASSWORD, behaviour, plan.seed, submit -> {})) {
      try (Database database = Database.open(store)) {
        SmsBench.queue(database, plan.messages);
      }
      long mostUnknown = kills(smsc, behaviour, store);
      return end(smsc, store, mostUnknown);
    } finally {
      SmsBench.delete(folder);
    }
  }

  private long kills(SimulatedSmsc smsc, SmscBehaviour behaviour, Path store)
      throws IOException, InterruptedException {
    Random chance = new Random(plan.seed);
    long most = 0;
    int step = Math.max(2, plan.messages / (plan.kills + 1));
    for (int kill = 1; kill <= plan.kills; kill++) {
      if (plan.cutEvery > 0) {
        smsc.behave(
            behaviour.cuttingEvery(
                plan.cutEvery,
                kill % 2 == 0 ? SmscBehaviour.Cut.BEFORE_ANSWER : SmscBehaviour.Cut.AFTER_ANSWER));
      }
      int until = smsc.taken().size() + 1 + chance.nextInt(step);
      Process sender = sender(store, smsc.port());
      try {
        await(STEP_PATIENCE, () -> smsc.taken().size() >= until);
        TimeUnit.MILLISECONDS.sleep(chance.nextInt(50)); // anywhere between two answers
      } finally {
        sender.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
      long marked =
          Database.examine(
              store,
              handle ->
                  handle
                      .createQuery("select count(*) from segment where state = 'sending'")
                      .mapTo(Long.class)
                      .one());
      most = Math.max(most, marked);
      out.printf("kill %d: %d taken, %d in doubt%n", kill, smsc.taken().size(), marked);
      out.flush();
    }
    return most;
  }

  private Figures end(SimulatedSmsc smsc, Path store, long mostUnknown)
      throws InterruptedException {
    try (Database database = Database.open(store);
        SmsGateway gateway = SmsBench.gateway(plan.window, smsc.port(), 1_000, database)) {
      gateway.start();
      await(
          END_PATIENCE,
          () ->
              SmsBench.count(database, SmsState.QUEUED) == 0
                  && SmsBench.count(database, SmsState.SENDING) == 0
                  && SmsBench.count(database, SmsState.ACCEPTED) == 0
                  && smsc.receiptsWaiting() == 0);
      await(END_PATIENCE, () -> gateway.unknown().count() <= plan.messages - taken(smsc).size());
      UnknownTexts unknown = gateway.unknown();
      long neverLeft = unknown.count();
      List<UnknownTexts.Open> listed = unknown.open(0, plan.messages);
      if (listed.size() != neverLeft) {
        throw new BenchFailed("not each unknown text is listed");
      }
      listed.forEach(one -> unknown.resend(one.id())); // what the manager's click does
      await(END_PATIENCE, () -> SmsBench.count(database, SmsState.DELIVERED) == plan.messages);
      Set<String> there = taken(smsc);
      return new Figures(
          plan.kills,
          plan.messages - there.size(),
          smsc.taken().size() - there.size(),
          mostUnknown,
          neverLeft,
          unknown.count());
    }
  }

  private static Set<String> taken(SimulatedSmsc smsc) {
    List<String> numbers = new ArrayList<>();
    smsc.taken().stream().map(TakenSubmit::destination).forEach(numbers::add);
    return new HashSet<>(numbers);
  }

  private Process sender(Path store, int port) throws IOException {
    List<String> command = new ArrayList<>(SmscProcess.java(SmsSoakSender.class.getName()));
    command.add(store.toString());
    command.add(Integer.toString(port));
    command.add(Integer.toString(plan.window));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void await(Duration patience, java.util.function.BooleanSupplier fact)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!fact.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new BenchFailed("the soak did not come so far in " + patience.toMinutes() + " min");
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /// One line for the report.
  public static String line(Figures figures) {
    return String.format(
        Locale.ROOT,
        "kills %d: lost %d, doubled %d, in doubt after a kill at most %d, never left %d (listed,"
            + " sent again by a click), unknown at the end %d",
        figures.kills(),
        figures.lost(),
        figures.doubled(),
        figures.mostUnknown(),
        figures.neverLeft(),
        figures.unknownAtTheEnd());
  }
}
