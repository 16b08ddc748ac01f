package org.hamroh.voice;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// Runs espeak-ng, sox and apt-get: one at a time, with a deadline, with what they said on failure.
final class Program {

  /// espeak-ng and sox take some 30 ms for a prompt, a second for hold music; this is for a machine
  /// that swaps.
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int SAID_AT_MOST = 300;

  private Program() {}

  /// @param input what it reads from its standard input; less than a pipe holds (64 KiB)
  /// @return what it wrote on both its outputs
  /// @throws ProblemsException when it cannot be started, ends with an error or takes too long
  static String run(List<String> command, String input, Duration patience) {
    return run(new ProcessBuilder(command), input, patience);
  }

  /// The same in a folder, for espeak-ng's compiler, which reads its sources from where it stands.
  static String runIn(Path folder, List<String> command) {
    return run(new ProcessBuilder(command).directory(folder.toFile()), "", PATIENCE);
  }

  private static String run(ProcessBuilder builder, String input, Duration patience) {
    List<String> command = builder.command();
    Process process;
    try {
      process = builder.redirectErrorStream(true).start();
    } catch (IOException e) {
      throw failed(command, "cannot be run: " + e.getMessage());
    }
    CompletableFuture<Void> deadline =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It did not want to read; whether that is a failure, its exit status says.
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (!deadline.cancel(false)) {
        throw failed(command, "did not end in " + patience.toSeconds() + " s");
      }
      if (status != 0) {
        throw failed(command, "ended with status " + status + ": " + shorten(said));
      }
      return said;
    } catch (IOException e) {
      throw failed(command, "cannot be read: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(command, "was interrupted");
    } finally {
      deadline.cancel(false);
      process.destroyForcibly(); // does nothing to one that has ended
    }
  }

  static String run(List<String> command) {
    return run(command, "", PATIENCE);
  }

  private static ProblemsException failed(List<String> command, String how) {
    return new ProblemsException(
        Problem.of(command.getFirst(), how, "run it by hand: " + String.join(" ", command)));
  }

  private static String shorten(String said) {
    String line = said.strip().replace('\n', ' ');
    return line.length() <= SAID_AT_MOST
        ? line
        : "…" + line.substring(line.length() - SAID_AT_MOST);
  }
}
