package org.hamroh.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Measures how long a command takes from its start to the line that says it is ready, and that it
/// ends when it is asked to.
public final class StartBench {

  /// What a started hotline prints on standard output.
  public static final String READY = "hamroh: ready";

  /// Stopping a PBX with calls is a matter of seconds.
  private static final Duration END_WITHIN = Duration.ofSeconds(30);

  /// Of a command that failed, its last words.
  private static final int LAST_LINES = 8;

  private final List<String> command;
  private final Duration within;

  public StartBench(List<String> command, Duration within) {
    this.command = List.copyOf(command);
    this.within = within;
  }

  /// Starts the command once, and ends it as soon as it is ready.
  ///
  /// @throws BenchFailed when it does not become ready, or does not end
  public Duration run() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Deque<String> last = new ArrayDeque<>();
    CompletableFuture<Long> ready = new CompletableFuture<>();
    Thread reader = Thread.ofVirtual().start(() -> read(process, last, ready));
    try {
      return Duration.ofNanos(ready.get(within.toMillis(), TimeUnit.MILLISECONDS) - begin);
    } catch (TimeoutException e) {
      throw new BenchFailed("it was not ready within " + within.toSeconds() + " s" + words(last));
    } catch (ExecutionException e) {
      throw new BenchFailed("it ended before it was ready" + words(last));
    } finally {
      end(process);
      reader.join(Duration.ofSeconds(1));
    }
  }

  private static void read(Process process, Deque<String> last, CompletableFuture<Long> ready) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null) {
        if (line.equals(READY)) {
          ready.complete(System.nanoTime());
        }
        synchronized (last) {
          last.addLast(line);
          if (last.size() > LAST_LINES) {
            last.removeFirst();
          }
        }
        line = lines.readLine();
      }
      ready.completeExceptionally(new BenchFailed("it ended"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  private static String words(Deque<String> last) {
    synchronized (last) {
      return last.isEmpty() ? "; it said nothing" : "; its last words:\n" + String.join("\n", last);
    }
  }

  private static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new BenchFailed("it did not end within " + END_WITHIN.toSeconds() + " s");
    }
  }
}
