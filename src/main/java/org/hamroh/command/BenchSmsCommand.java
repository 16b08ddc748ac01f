package org.hamroh.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hamroh.bench.BenchFailed;
import org.hamroh.bench.CampaignBench;
import org.hamroh.bench.SmsBench;
import org.hamroh.bench.SmsHeap;
import org.hamroh.bench.SmsPace;
import org.hamroh.bench.SmsPeers;
import org.hamroh.bench.SmsSoak;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./hamroh bench sms`: how fast a broadcast leaves, with nothing of its safety switched off, and
/// what is left of it when the sender is killed.
@Command(
    name = "sms",
    description = {
      "Sends broadcasts to simulated carriers, from stores of its own:",
      "first through the whole way with receipts, then side by side with Kannel and the bare SMPP",
      "library, then at a limit. --kills, --waiting and --campaign measure other things.",
      "Exits 1 when a message was lost or sent twice, or a figure is missed."
    })
public final class BenchSmsCommand implements Callable<Integer> {

  private static final int MOST_MESSAGES = 1_000_000;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration PACE_LENGTH = Duration.ofSeconds(20);

  @Spec private CommandSpec spec;

  @Option(
      names = "--messages",
      paramLabel = "N",
      defaultValue = "10000",
      description = "of one segment each (default: ${DEFAULT-VALUE})")
  private int messages;

  @Option(
      names = "--window",
      paramLabel = "W",
      defaultValue = "100",
      description = "unanswered submits, 1000 at most (default: ${DEFAULT-VALUE})")
  private int window;

  @Option(
      names = "--delay",
      paramLabel = "MS",
      defaultValue = "0",
      description = "milliseconds before each answer of the SMSC (default: ${DEFAULT-VALUE})")
  private int delay;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "side by side; 0: the hotline alone (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "segments a second that are kept to for 20 s; 0: not measured")
  private int limit;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "0",
      description = "instead: kill -9 the sender so often in one broadcast (answers after 0.3 s)")
  private int kills;

  @Option(
      names = "--cut-every",
      paramLabel = "N",
      defaultValue = "0",
      description = "with --kills: the carrier cuts the link every N messages, too")
  private int cutEvery;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "20261122", description = "of kills")
  private long seed;

  @Option(
      names = "--waiting",
      paramLabel = "N",
      defaultValue = "0",
      description = "instead: the sender's heap while so many wait, e.g. 674000")
  private int waiting;

  @Option(
      names = "--campaign",
      description = {
        "instead: whole campaigns of growing size, from the list to the last receipt;",
        "the largest has --recipients"
      })
  private boolean campaign;

  @Option(
      names = "--recipients",
      paramLabel = "N",
      defaultValue = "674000",
      description = "with --campaign: of the largest (default: ${DEFAULT-VALUE})")
  private int recipients;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (messages < 1 || messages > MOST_MESSAGES || window < 1 || window > 1_000 || delay < 0) {
      throw new ParameterException(
          spec.commandLine(), "give 1 to 1000000 messages, a window of 1 to 1000, a delay from 0");
    }
    PrintWriter out = spec.commandLine().getOut();
    try {
      boolean good;
      if (kills > 0 || cutEvery > 0) {
        good = soak(out);
      } else if (campaign) {
        good = new CampaignBench(new CampaignBench.Plan(sizes(), window), out).run();
      } else if (waiting > 0) {
        good = heap(out);
      } else {
        good = alone(out) & sideBySide(out) & pace(out);
      }
      out.printf(
          Locale.ROOT,
          "load of this machine %.2f%n",
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      out.flush();
      return good ? 0 : 1;
    } catch (BenchFailed e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  private boolean alone(PrintWriter out) {
    SmsBench.Figures figures =
        SmsBench.run(new SmsBench.Plan(messages, window, Duration.ofMillis(delay), PATIENCE));
    out.printf(
        Locale.ROOT,
        "messages %d, window %d, SMSC delay %d ms%n"
            + "accepted and kept   %.2f s   %.0f a second%n"
            + "all receipts kept   %.2f s%n"
            + "lost %d, doubled %d%n",
        figures.messages(),
        window,
        delay,
        figures.accepted().toMillis() / 1000.0,
        figures.perSecond(),
        figures.delivered().toMillis() / 1000.0,
        figures.lost(),
        figures.doubled());
    out.flush();
    return figures.lost() == 0 && figures.doubled() == 0;
  }

  private boolean sideBySide(PrintWriter out) throws IOException, InterruptedException {
    return rounds == 0
        || new SmsPeers(new SmsPeers.Plan(messages, window, delay, rounds), out).run();
  }

  private boolean pace(PrintWriter out) throws IOException {
    if (limit == 0) {
      return true;
    }
    SmsPace.Figures figures = SmsPace.run(limit, PACE_LENGTH);
    out.printf(
        Locale.ROOT,
        "limit %d a second: at most %d in any second, used to %.1f %%%n",
        limit,
        figures.most(),
        figures.used() * 100);
    out.flush();
    return figures.isGood();
  }

  private boolean soak(PrintWriter out) throws IOException, InterruptedException {
    int places = window > 10 ? 10 : window;
    SmsSoak.Figures figures =
        new SmsSoak(new SmsSoak.Plan(messages, places, Math.max(1, kills), cutEvery, seed), out)
            .run();
    out.println(SmsSoak.line(figures));
    return figures.isGood(places);
  }

  /// Each about seven times the one before: a cost that grows with the size would show.
  private List<Integer> sizes() {
    return Stream.of(10_000, 100_000, recipients)
        .filter(size -> size <= recipients)
        .distinct()
        .toList();
  }

  private boolean heap(PrintWriter out) throws IOException {
    SmsHeap.Figures figures = SmsHeap.run(waiting);
    out.printf(
        "%d waiting: %d MB of heap at most, %d sent meanwhile%n",
        figures.waiting(), figures.mostMb(), figures.sent());
    out.flush();
    return figures.mostMb() <= 256 && figures.sent() > 0;
  }
}
