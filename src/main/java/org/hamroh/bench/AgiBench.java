package org.hamroh.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Brings many calls to an AGI server without a PBX, to see how long it thinks when hundreds talk
/// to it at once. The server cannot tell them from real ones: each leaves a record.
public final class AgiBench {

  /// @param server         on loopback
  /// @param exten          the number that was dialled
  /// @param keys           what each caller presses, one key at each chance
  /// @param calls          in all
  /// @param callsPerSecond new calls
  /// @param pace           how long each sound and each wait lasts
  public record Plan(
      InetSocketAddress server,
      String exten,
      String keys,
      int calls,
      double callsPerSecond,
      Duration pace) {

    public Plan {
      if (server.getAddress() == null || !server.getAddress().isLoopbackAddress()) {
        throw new IllegalArgumentException("a benchmark calls only this machine, not " + server);
      }
      if (calls < 1 || calls > 10_000 || callsPerSecond < 0.1 || callsPerSecond > 1_000) {
        throw new IllegalArgumentException(
            "a benchmark of AGI has 1 to 10000 calls, 0.1 to 1000 a second");
      }
      if (pace.isNegative() || pace.toSeconds() > 60 || !keys.matches("[0-9*#]{0,100}")) {
        throw new IllegalArgumentException("at most 60 s a sound, and 100 keys of 0-9 * #");
      }
    }
  }

  private static final int MAX_TOLD = 10;

  private final Plan plan;
  private final Times thinking = new Times();
  private final LongAdder commands = new LongAdder();
  private final LongAdder passed = new LongAdder();
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

  public AgiBench(Plan plan) {
    this.plan = plan;
  }

  /// Runs all calls and returns when the last has ended.
  public void run() throws InterruptedException {
    long gap = (long) (TimeUnit.SECONDS.toNanos(1) / plan.callsPerSecond);
    long due = System.nanoTime();
    String run = "bench-" + System.currentTimeMillis() / 1000;
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < plan.calls; i++) {
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        due += gap;
        String uniqueId = run + "." + i;
        callers.submit(() -> call(uniqueId));
      }
    }
  }

  private void call(String uniqueId) {
    try {
      AgiLeg leg = new AgiLeg(plan.server, plan.exten, uniqueId, plan.keys, plan.pace);
      commands.add(leg.run(thinking));
      passed.increment();
    } catch (IOException | BenchFailed e) {
      failures.add(uniqueId + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public int failedCalls() {
    return failures.size();
  }

  /// Prints the table.
  public void print(PrintStream out) {
    out.println(Times.header());
    out.println(thinking.line("answer to next command"));
    failures.stream().limit(MAX_TOLD).forEach(why -> out.println("FAILED call " + why));
    out.printf(
        "calls: %d passed, %d failed; %d commands%n",
        passed.sum(), failures.size(), commands.sum());
  }
}
