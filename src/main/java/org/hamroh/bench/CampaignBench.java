package org.hamroh.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A whole campaign at growing sizes: a list imported, frozen into rows, sent to an unlimited
/// simulated carrier with a receipt for each. The hotline's side is a process with 256 MB of heap,
/// the carrier another; what each step costs a recipient shows whether it grows with the size.
public final class CampaignBench {

  /// Heap of the hotline's process.
  static final int LIMIT_MB = 256;

  private static final int IMPORT_SECONDS = 60;
  private static final int FREEZE_SECONDS = 30;
  private static final int SEND_SECONDS = 180;

  /// Of the slowest tenth, compared with the middle one: a steady rate.
  private static final double STEADY = 0.5;

  /// @param sizes  recipients, one campaign after the other, each in a store of its own
  /// @param window unanswered submits
  public record Plan(List<Integer> sizes, int window) {}

  private final Plan plan;
  private final PrintWriter out;

  public CampaignBench(Plan plan, PrintWriter out) {
    this.plan = plan;
    this.out = out;
  }

  /// @return whether the largest keeps to the figures that were promised
  public boolean run() throws IOException {
    boolean good = true;
    for (int size : plan.sizes) {
      good = run(size);
    }
    return good;
  }

  private boolean run(int size) throws IOException {
    Path folder = Files.createTempDirectory("hamroh-bench-campaign");
    try (SmscProcess smsc = SmscProcess.withReceipts(size, 0)) {
      List<String> command =
          new ArrayList<>(
              SmscProcess.java(CampaignProcess.class.getName(), "-Xmx" + LIMIT_MB + "m"));
      command.addAll(
          List.of(
              folder.toString(),
              Integer.toString(smsc.port()),
              Integer.toString(size),
              Integer.toString(plan.window)));
      Process hotline = new ProcessBuilder(command).redirectErrorStream(true).start();
      try {
        return judge(size, told(hotline));
      } finally {
        hotline.destroyForcibly();
      }
    } finally {
      SmsBench.delete(folder);
    }
  }

  /// Figures by name; other lines are logs.
  private Map<String, Double> told(Process hotline) throws IOException {
    Map<String, Double> figures = new HashMap<>();
    List<String> last = new ArrayList<>();
    try (BufferedReader lines = hotline.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && !line.equals("done")) {
        String[] words = line.split(" ");
        if (words.length == 3 && words[0].equals("figure")) {
          figures.put(words[1], Double.parseDouble(words[2]));
        } else {
          last.add(line);
        }
        line = lines.readLine();
      }
      if (line == null) {
        throw new BenchFailed(
            "the hotline's process ended: "
                + String.join("\n", last.subList(Math.max(0, last.size() - 20), last.size())));
      }
    }
    return figures;
  }

  private boolean judge(int size, Map<String, Double> told) {
    double imported = figure(told, "import");
    double frozen = figure(told, "freeze");
    double sent = figure(told, "send");
    out.printf(
        Locale.ROOT,
        "recipients %d: imported %.1f s (%.0f us each), frozen %.1f s (%.0f us each),"
            + " sent %.1f s (%.0f us each, %.0f a second), all receipts %.1f s%n",
        size,
        imported,
        imported * 1e6 / size,
        frozen,
        frozen * 1e6 / size,
        sent,
        sent * 1e6 / size,
        size / sent,
        figure(told, "receipts"));
    StringBuilder tenths = new StringBuilder("  a second, tenth by tenth:");
    List<Double> rates = new ArrayList<>();
    for (int tenth = 1; tenth <= 10; tenth++) {
      double rate = figure(told, "tenth-" + tenth);
      rates.add(rate);
      tenths.append(String.format(Locale.ROOT, " %.0f", rate));
    }
    out.println(tenths);
    out.printf(
        Locale.ROOT,
        "  heap after a collection at most %.0f of %d MB; another write waited (p95/most): import"
            + " %.0f/%.0f ms, freezing %.0f/%.0f ms, sending %.0f/%.0f ms%n",
        figure(told, "heap"),
        LIMIT_MB,
        figure(told, "wait-import-p95"),
        figure(told, "wait-import-most"),
        figure(told, "wait-freeze-p95"),
        figure(told, "wait-freeze-most"),
        figure(told, "wait-send-p95"),
        figure(told, "wait-send-most"));
    out.flush();
    List<Double> sorted = rates.stream().sorted().toList();
    return imported <= IMPORT_SECONDS
        && frozen <= FREEZE_SECONDS
        && sent <= SEND_SECONDS
        && sorted.getFirst() >= STEADY * sorted.get(sorted.size() / 2);
  }

  private static double figure(Map<String, Double> told, String name) {
    Double figure = told.get(name);
    if (figure == null) {
      throw new BenchFailed("the hotline's process did not tell " + name);
    }
    return figure;
  }
}
