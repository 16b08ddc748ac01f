package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a newcomer runs first, as a process: everything is set up, one call goes from the menu to a
/// person and is over after the talk, a broadcast brings its receipts, Ctrl-C stops all.
@Timeout(value = 6, unit = TimeUnit.MINUTES)
final class DemoIT {

  private static final Duration SET_UP = Duration.ofMinutes(3);
  private static final Duration CALL_AND_BROADCAST = Duration.ofMinutes(3);
  private static final Duration STOPPED = Duration.ofSeconds(30);

  @TempDir private Path data;

  @Test
  void demonstrationGoesFromNothingToAnAnsweredCallAndADeliveredBroadcast() throws Exception {
    TestHotline.copyVoices(data);
    Path told = data.resolve("told.txt");
    ProcessBuilder builder =
        new ProcessBuilder(TestHotline.program("demo", "--data", data.toString()))
            .redirectErrorStream(true)
            .redirectOutput(told.toFile());
    builder.environment().putAll(TestHotline.freePorts());
    Process demo = builder.start();
    try {
      awaitLine(demo, told, "hamroh: ready", SET_UP);
      awaitLine(demo, told, "Ctrl-C stops everything.", CALL_AND_BROADCAST);

      assertThat(Files.readString(told))
          .containsSubsequence(
              "hears main-menu",
              "caller presses 0 (a person, please)",
              "op1 answers",
              "the line hangs up at once",
              "delivered");
    } finally {
      demo.destroy(); // as Ctrl-C does
      if (!demo.waitFor(STOPPED.toSeconds(), TimeUnit.SECONDS)) {
        demo.destroyForcibly();
        throw new AssertionError("the demonstration did not stop:\n" + Files.readString(told));
      }
    }
  }

  private static void awaitLine(Process demo, Path told, String line, Duration within) {
    Awaitility.await()
        .atMost(within)
        .failFast("the demonstration ended before it said \"" + line + "\"", () -> !demo.isAlive())
        .until(() -> Files.readString(told).contains(line));
  }
}
