package org.hamroh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartBenchTest {

  private static StartBench shell(String script) {
    return new StartBench(List.of("sh", "-c", script), Duration.ofSeconds(5));
  }

  @Test
  void timeToTheReadyLineIsMeasuredAndTheCommandIsEnded(@TempDir Path folder) throws Exception {
    Path pid = folder.resolve("pid");

    Duration time =
        shell("echo $$ > " + pid + "; echo starting; echo hamroh: ready; exec sleep 60").run();

    assertThat(time).isBetween(Duration.ZERO, Duration.ofSeconds(5));
    assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))).isEmpty();
  }

  @Test
  void commandThatEndsBeforeItIsReadyTellsItsLastWords() {
    assertThatThrownBy(() -> shell("echo port 8080 is in use; exit 1").run())
        .isInstanceOf(BenchFailed.class)
        .hasMessageContaining("ended before it was ready")
        .hasMessageContaining("port 8080 is in use");
  }

  @Test
  void commandThatNeverBecomesReadyIsGivenUp() {
    StartBench slow =
        new StartBench(List.of("sh", "-c", "echo thinking; exec sleep 60"), Duration.ofMillis(300));

    assertThatThrownBy(slow::run)
        .isInstanceOf(BenchFailed.class)
        .hasMessageContaining("was not ready");
  }
}
