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
  private static final int WARM_UP = 5_000;

  /// @param delay before each answer of the carrier, in milliseconds
  public record Plan(int messages, int window, int delay, int rounds) {}

  private final Plan plan;
  private final PrintWriter out;
  private final List<Double> ours = new ArrayList<>();
  private final List<Double> kannel = new ArrayList<>();
  private final List<Double> bare = new ArrayList<>();

  public SmsPeers(Plan plan, PrintWriter out) {
    this.plan = plan;
    this.out = out;
  }

  /// @return whether the hotline is at least twice as fast as Kannel and 0.7 of the bare library
  public boolean run() throws IOException, InterruptedException {
    Optional<Kannel> peer = peer();
    warmUp();
    for (int round = 1; round <= plan.rounds; round++) {
      bare.add(rate(smsc -> BareSender.run(smsc.port(), plan.messages, plan.window, 60)));
      ours.add(
          rate(
              smsc ->
                  SmsBench.endToEnd(
                      smsc, plan.messages, plan.window, Duration.ofSeconds(PATIENCE_SECONDS))));
      if (peer.isPresent()) {
        kannel.add(
            rate(smsc -> peer.get().run(smsc, plan.messages, plan.window, PATIENCE_SECONDS)));
      }
      out.printf(
          Locale.ROOT,
          "round %d: hotline %.0f, Kannel %s, bare library %.0f messages a second%n",
          round,
          ours.getLast(),
          kannel.isEmpty() ? "-" : "%.0f".formatted(kannel.getLast()),
          bare.getLast());
      out.flush();
    }
    double toBare = median(ours) / median(bare);
    out.printf(
        Locale.ROOT,
        "medians of %d: hotline %.0f, bare library %.0f (%.2f of it)%n",
        plan.rounds,
        median(ours),
        median(bare),
        toBare);
    double toKannel = kannel.isEmpty() ? 0 : median(ours) / median(kannel);
    if (!kannel.isEmpty()) {
      out.printf(Locale.ROOT, "Kannel %.0f: hotline %.2f times%n", median(kannel), toKannel);
    }
    out.flush();
    return toBare >= 0.7 && (kannel.isEmpty() || toKannel >= 2);
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
    try (SmscProcess smsc = SmscProcess.start(WARM_UP, 0)) {
      BareSender.run(smsc.port(), WARM_UP, plan.window, 60);
      SmsBench.endToEnd(smsc, WARM_UP, plan.window, Duration.ofSeconds(PATIENCE_SECONDS));
    }
  }

  @FunctionalInterface
  private interface Run {
    Duration with(SmscProcess smsc) throws IOException, InterruptedException;
  }

  /// Each run has a fresh carrier.
  private double rate(Run run) throws IOException, InterruptedException {
    try (SmscProcess smsc = SmscProcess.start(plan.messages, plan.delay)) {
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
