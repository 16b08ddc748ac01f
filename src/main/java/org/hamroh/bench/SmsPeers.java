package org.hamroh.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The hotline's sender, Kannel and the bare SMPP library side by side, against the same simulated
/// carrier, round by round in turns.
public final class SmsPeers {

  private static final int PATIENCE_SECONDS = 600;

  /// Nothing is measured until the just-in-time compiler has seen it.
  private static final int WARM_UP = 20_000;

  /// @param delay before each answer of the carrier, in milliseconds
  public record Plan(int messages, int window, int delay, int rounds) {}

  private final Plan plan;
  private final PrintWriter out;
  private final List<Double> ours = new ArrayList<>();
  private final List<Double> kannel = new ArrayList<>();
  private final List<Double> bare = new ArrayList<>();
  private final List<Double> oursWhole = new ArrayList<>();
  private final List<Double> bareWhole = new ArrayList<>();

  public SmsPeers(Plan plan, PrintWriter out) {
    this.plan = plan;
    this.out = out;
  }

  /// Each round first without receipts, as Kannel does least: until the last answer. Then hotline
  /// and library with a receipt for each message: until the last receipt.
  ///
  /// @return whether the hotline is at least twice as fast as Kannel, and 0.7 of the bare library
  ///         on the whole way
  public boolean run() throws IOException, InterruptedException {
    Optional<Kannel> peer = peer();
    warmUp();
    for (int round = 1; round <= plan.rounds; round++) {
      bare.add(rate(false, smsc -> bare(smsc, plan.messages, false).answered()));
      ours.add(rate(false, smsc -> ours(smsc, plan.messages, false).answered()));
      if (peer.isPresent()) {
        kannel.add(
            rate(
                false, smsc -> peer.get().run(smsc, plan.messages, plan.window, PATIENCE_SECONDS)));
      }
      bareWhole.add(rate(true, smsc -> bare(smsc, plan.messages, true).received()));
      oursWhole.add(rate(true, smsc -> ours(smsc, plan.messages, true).received()));
      out.printf(
          Locale.ROOT,
          "round %d: until the last answer: hotline %.0f, Kannel %s, bare library %.0f a second;"
              + " until the last receipt: hotline %.0f, bare library %.0f%n",
          round,
          ours.getLast(),
          kannel.isEmpty() ? "-" : "%.0f".formatted(kannel.getLast()),
          bare.getLast(),
          oursWhole.getLast(),
          bareWhole.getLast());
      out.flush();
    }
    return judge();
  }

  private boolean judge() {
    double whole = median(oursWhole) / median(bareWhole);
    out.printf(
        Locale.ROOT,
        "medians of %d, until the last answer: hotline %.0f, bare library %.0f (%.2f of it)%n"
            + "medians of %d, until the last receipt: hotline %.0f, bare library %.0f"
            + " (%.2f of it)%n",
        plan.rounds,
        median(ours),
        median(bare),
        median(ours) / median(bare),
        plan.rounds,
        median(oursWhole),
        median(bareWhole),
        whole);
    double toKannel = kannel.isEmpty() ? 0 : median(ours) / median(kannel);
    if (!kannel.isEmpty()) {
      out.printf(Locale.ROOT, "Kannel %.0f: hotline %.2f times%n", median(kannel), toKannel);
    }
    out.flush();
    return whole >= 0.7 && (kannel.isEmpty() || toKannel >= 2);
  }

  private Took bare(SmscProcess smsc, int messages, boolean receipts)
      throws IOException, InterruptedException {
    return BareSender.run(smsc.port(), messages, plan.window, PATIENCE_SECONDS, receipts);
  }

  private Took ours(SmscProcess smsc, int messages, boolean receipts) {
    return SmsBench.endToEnd(
        smsc, messages, plan.window, Duration.ofSeconds(PATIENCE_SECONDS), receipts);
  }

  private Optional<Kannel> peer() throws IOException, InterruptedException {
    try {
      return Optional.of(Kannel.find());
    } catch (BenchFailed e) {
      out.println(e.getMessage());
      return Optional.empty();
    }
  }

  private void warmUp() throws IOException, InterruptedException {
    try (SmscProcess smsc = SmscProcess.withReceipts(WARM_UP, 0)) {
      bare(smsc, WARM_UP, true);
    }
    try (SmscProcess smsc = SmscProcess.withReceipts(WARM_UP, 0)) {
      ours(smsc, WARM_UP, true);
    }
  }

  @FunctionalInterface
  private interface Run {
    Duration with(SmscProcess smsc) throws IOException, InterruptedException;
  }

  /// Each run has a fresh carrier.
  private double rate(boolean receipts, Run run) throws IOException, InterruptedException {
    try (SmscProcess smsc =
        receipts
            ? SmscProcess.withReceipts(plan.messages, plan.delay)
            : SmscProcess.start(plan.messages, plan.delay)) {
      smsc.port();
      Duration took = run.with(smsc);
      return plan.messages / Math.max(0.001, took.toMillis() / 1000.0);
    }
  }

  private static double median(List<Double> all) {
    List<Double> sorted = new ArrayList<>(all);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
