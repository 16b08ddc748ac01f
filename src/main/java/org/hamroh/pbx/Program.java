package org.hamroh.pbx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One run of another program, with a deadline.
///
/// @param exit  its exit status; 124 when the deadline killed it, 127 when it could not start
/// @param lines what it printed, the last 1,000 lines
record Program(int exit, List<String> lines) {

  private static final int MAX_LINES = 1_000;
  private static final int KILLED = 124;
  private static final int NOT_STARTED = 127;

  boolean succeeded() {
    return exit == 0;
  }

  String text() {
    return String.join("\n", lines);
  }

  /// The last lines, for a message to a person.
  String tail(int count) {
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }

  static Program run(List<String> command, Duration deadline) {
    return run(command, deadline, line -> {});
  }

  /// @param said told of each line as it comes
  static Program run(List<String> command, Duration deadline, Consumer<String> said) {
    List<String> lines = new ArrayList<>();
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
    } catch (IOException e) {
      return new Program(NOT_STARTED, List.of(String.valueOf(e.getMessage())));
    }
    Thread reader =
        Thread.ofVirtual().start(() -> read(process, lines, said)); // ends with the program
    try {
      boolean ended = process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      reader.join(Duration.ofSeconds(2));
      synchronized (lines) {
        return new Program(ended ? process.exitValue() : KILLED, List.copyOf(lines));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return new Program(KILLED, List.of("interrupted"));
    }
  }

  private static void read(Process process, List<String> lines, Consumer<String> said) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = in.readLine()) != null) {
        synchronized (lines) {
          if (lines.size() == MAX_LINES) {
            lines.removeFirst();
          }
          lines.add(line);
        }
        said.accept(line);
      }
    } catch (IOException e) {
      said.accept("(its output broke off: " + e.getMessage() + ")");
    }
  }

  static boolean isThere(String program) {
    for (String folder : (System.getenv("PATH") + ":/usr/sbin:/sbin").split(":")) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
