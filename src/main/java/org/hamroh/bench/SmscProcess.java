package org.hamroh.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The simulated carrier in a process of its own: the same for everyone who is measured, and no
/// part of anyone's processor time.
final class SmscProcess implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("smsc: 127\\.0\\.0\\.1:(\\d+),.*");
  private static final int READY_SECONDS = 30;

  private final Process process;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final CompletableFuture<Long> all = new CompletableFuture<>();

  private SmscProcess(Process process) {
    this.process = process;
  }

  /// @param messages after which [#awaitAll] returns
  static SmscProcess start(int messages, int delayMillis) throws IOException {
    return start(messages, delayMillis, false);
  }

  /// The same with receipts for each message, at once.
  static SmscProcess withReceipts(int messages, int delayMillis) throws IOException {
    return start(messages, delayMillis, true);
  }

  private static SmscProcess start(int messages, int delayMillis, boolean receipts)
      throws IOException {
    List<String> command = new ArrayList<>(java("org.hamroh.Main"));
    command.addAll(
        List.of(
            "smsc",
            "--port",
            "0",
            "--system-id",
            "bench",
            "--password",
            "bench",
            "--delay",
            Integer.toString(delayMillis),
            "--tell-at",
            Integer.toString(messages)));
    command.addAll(receipts ? List.of("--receipts-after", "0") : List.of("--no-receipts"));
    SmscProcess smsc =
        new SmscProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    Thread.ofVirtual().name("bench-smsc").start(smsc::read);
    return smsc;
  }

  /// A Java of our own kind with our own classes.
  static List<String> java(String main, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            main));
    return command;
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null) {
        Matcher first = PORT.matcher(line);
        if (first.matches()) {
          port.complete(Integer.parseInt(first.group(1)));
        } else if (line.startsWith("smsc: all ")) {
          all.complete(System.nanoTime());
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      BenchFailed gone = new BenchFailed("the simulated carrier ended");
      port.completeExceptionally(gone);
      all.completeExceptionally(gone);
    }
  }

  int port() {
    return within(port, READY_SECONDS);
  }

  /// @return when the last message was taken, as `System.nanoTime`
  long awaitAll(long seconds) {
    return within(all, seconds);
  }

  private static <T> T within(CompletableFuture<T> fact, long seconds) {
    try {
      return fact.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new BenchFailed("the simulated carrier did not come so far: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailed("interrupted");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
