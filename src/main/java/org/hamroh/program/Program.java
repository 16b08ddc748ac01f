package org.hamroh.program;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Another program, ready to be run: its words, what it reads, and how long it may take. When the
/// deadline has passed it is killed, with all that it started.
///
/// @param command  the program and its arguments
/// @param input    what it reads from its standard input
/// @param folder   where it stands; ours when absent
/// @param deadline how long it may run
/// @param bytes    whether its standard output is sound or the like, and has no lines
public record Program(
    List<String> command, String input, Optional<Path> folder, Duration deadline, boolean bytes) {

  /// Of lines, that is; an installer may print without end.
  public static final int MAX_LINES = 1_000;

  /// Five minutes of speech as espeak-ng writes it; what comes after is thrown away.
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  /// A killed program's pipes are closed by then, unless one of its children holds them.
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  public static Program of(List<String> command, Duration deadline) {
    return new Program(command, "", Optional.empty(), deadline, false);
  }

  public Program reading(String text) {
    return new Program(command, text, folder, deadline, bytes);
  }

  public Program in(Path where) {
    return new Program(command, input, Optional.of(where), deadline, bytes);
  }

  public Program writingBytes() {
    return new Program(command, input, folder, deadline, true);
  }

  /// Runs it to its end. How that was, the answer tells; nothing is thrown.
  public static Ran run(List<String> command, Duration deadline) {
    return of(command, deadline).run();
  }

  public static Ran run(List<String> command, Duration deadline, Consumer<String> heard) {
    return of(command, deadline).run(heard);
  }

  public Ran run() {
    return run(line -> {});
  }

  /// @param heard told of each line as it comes, on a thread of its own
  public Ran run(Consumer<String> heard) {
    ProcessBuilder builder = new ProcessBuilder(command);
    folder.ifPresent(where -> builder.directory(where.toFile()));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      return new Ran(command, Ran.NOT_STARTED, new byte[0], why, List.of(why));
    }
    Lines lines = new Lines(heard);
    Pipe output = new Pipe(process.getInputStream(), bytes ? Optional.empty() : Optional.of(lines));
    Pipe said = new Pipe(process.getErrorStream(), Optional.of(lines));
    Thread writer = Thread.ofVirtual().start(() -> write(process));
    try {
      boolean ended = process.waitFor(deadline.toNanos(), TimeUnit.NANOSECONDS);
      if (!ended) {
        kill(process);
      }
      output.await();
      said.await();
      int exit = ended ? process.exitValue() : Ran.KILLED;
      return new Ran(command, exit, output.bytes(), said.text(), lines.last());
    } catch (InterruptedException e) {
      kill(process);
      Thread.currentThread().interrupt();
      return new Ran(command, Ran.INTERRUPTED, new byte[0], "interrupted", lines.last());
    } finally {
      writer.interrupt(); // one that nobody reads from would wait for ever
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void write(Process process) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It did not want to read; whether that is a failure, its exit status says.
    }
  }

  /// The last lines of both pipes.
  private static final class Lines {
    private final Deque<String> last = new ArrayDeque<>();
    private final Consumer<String> heard;

    Lines(Consumer<String> heard) {
      this.heard = heard;
    }

    synchronized void add(String line) {
      if (last.size() == MAX_LINES) {
        last.removeFirst();
      }
      last.addLast(line);
      heard.accept(line);
    }

    synchronized List<String> last() {
      return List.copyOf(last);
    }
  }

  /// One of the program's two mouths, emptied by a thread that ends with it.
  private static final class Pipe {
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final Thread reader;

    Pipe(InputStream from, Optional<Lines> lines) {
      this.reader = Thread.ofVirtual().start(() -> read(from, lines));
    }

    private void read(InputStream from, Optional<Lines> lines) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      byte[] buffer = new byte[64 * 1024];
      try (from) {
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
          keep(buffer, count);
          if (lines.isPresent()) {
            split(buffer, count, line, lines.get());
          }
        }
      } catch (IOException e) {
        lines.ifPresent(one -> one.add("(its output broke off: " + e.getMessage() + ")"));
      }
      if (line.size() > 0) {
        lines.ifPresent(one -> one.add(line.toString(StandardCharsets.UTF_8)));
      }
    }

    private static void split(byte[] buffer, int count, ByteArrayOutputStream line, Lines lines) {
      for (int i = 0; i < count; i++) {
        if (buffer[i] == '\n') {
          lines.add(line.toString(StandardCharsets.UTF_8));
          line.reset();
        } else if (line.size() < MAX_BYTES) {
          line.write(buffer[i]);
        }
      }
    }

    private synchronized void keep(byte[] buffer, int count) {
      all.write(buffer, 0, Math.min(count, MAX_BYTES - all.size()));
    }

    void await() throws InterruptedException {
      reader.join(LAST_WORDS);
    }

    synchronized byte[] bytes() {
      return all.toByteArray();
    }

    String text() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }
  }

  /// Whether a program of this name is on the search path, or where root's programs lie.
  public static boolean isThere(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/sbin:/sbin";
    return isThere(program, path);
  }

  /// @param searchPath folders, as `PATH` names them
  public static boolean isThere(String program, String searchPath) {
    for (String place : searchPath.split(File.pathSeparator, -1)) {
      if (!place.isEmpty() && Files.isExecutable(Path.of(place, program))) {
        return true;
      }
    }
    return false;
  }
}
