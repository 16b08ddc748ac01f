package org.hamroh.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.smpp.simulator.TakenSubmit;
import org.hamroh.sms.SmsGateway;
import org.hamroh.sms.SmsState;
import org.hamroh.store.Database;

/// A limit of so many segments a second: is it kept in every second, and used?
public final class SmsPace {

  /// @param most in any second, by the carrier's clock
  /// @param used share of the limit on the whole way
  public record Figures(int limit, long messages, long most, double used) {

    public boolean isGood() {
      return most <= Math.ceil(limit * 1.05) && used >= 0.95;
    }
  }

  private SmsPace() {}

  public static Figures run(int limit, Duration length) throws java.io.IOException {
    int messages = Math.toIntExact(limit * length.toSeconds());
    Path folder = Files.createTempDirectory("hamroh-bench-pace");
    try (SimulatedSmsc smsc =
            SimulatedSmsc.start(
                0,
                "bench",
                SmsBench.PASSWORD,
                SmscBehaviour.polite().answering(Duration.ofMillis(20)).withFate(to -> ""),
                1,
                submit -> {});
        Database database = Database.open(folder.resolve("bench.db"));
        SmsGateway gateway =
            SmsBench.gateway(Math.max(10, limit / 5), smsc.port(), limit, database)) {
      SmsBench.queue(database, messages);
      gateway.start();
      SmsBench.await(
          database,
          System.nanoTime() + length.multipliedBy(4).toNanos(),
          SmsState.QUEUED,
          SmsState.SENDING);
      return figures(limit, smsc.taken().stream().map(TakenSubmit::at).sorted().toList());
    } finally {
      SmsBench.delete(folder);
    }
  }

  private static Figures figures(int limit, List<Instant> times) {
    long most = 0;
    int from = 0;
    for (int to = 0; to < times.size(); to++) {
      while (Duration.between(times.get(from), times.get(to)).toNanos() >= 1_000_000_000L) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    double seconds = Duration.between(times.getFirst(), times.getLast()).toNanos() / 1e9;
    return new Figures(limit, times.size(), most, (times.size() - 1) / seconds / limit);
  }
}
