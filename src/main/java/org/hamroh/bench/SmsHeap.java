package org.hamroh.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.store.Database;

/// How much memory a sender needs while hundreds of thousands wait: its process gets 256 MB and no
/// more.
public final class SmsHeap {

  private static final int LIMIT_MB = 256;
  private static final int LOOKS = 5;
  private static final int LOOK_SECONDS = 5;

  /// @param mostMb heap that was still needed after a collection
  /// @param sent   meanwhile
  public record Figures(int waiting, long mostMb, int sent) {}

  private SmsHeap() {}

  /// @throws BenchFailed when the sender died of it
  public static Figures run(int waiting) throws IOException {
    Path folder = Files.createTempDirectory("hamroh-bench-heap");
    Path store = folder.resolve("heap.db");
    try (SimulatedSmsc smsc =
        SimulatedSmsc.start(
            0,
            "bench",
            SmsBench.PASSWORD,
            SmscBehaviour.polite().answering(Duration.ofMillis(20)),
            1,
            submit -> {})) {
      try (Database database = Database.open(store)) {
        SmsBench.queue(database, waiting);
      }
      List<String> command =
          new ArrayList<>(SmscProcess.java(SmsSoakSender.class.getName(), "-Xmx" + LIMIT_MB + "m"));
      command.addAll(
          List.of(store.toString(), Integer.toString(smsc.port()), "50", "" + LOOK_SECONDS));
      Process sender = new ProcessBuilder(command).start();
      try {
        return new Figures(waiting, most(sender), smsc.taken().size());
      } finally {
        sender.destroyForcibly();
      }
    } finally {
      SmsBench.delete(folder);
    }
  }

  private static long most(Process sender) throws IOException {
    long most = 0;
    int looks = 0;
    try (BufferedReader lines = sender.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && looks < LOOKS) {
        if (line.startsWith("heap ")) {
          most = Math.max(most, Long.parseLong(line.replaceAll("[^0-9]", "")));
          looks++;
        }
        line = looks < LOOKS ? lines.readLine() : null;
      }
    }
    if (looks < LOOKS) {
      throw new BenchFailed("the sender ended with a heap of " + LIMIT_MB + " MB");
    }
    return most;
  }
}
