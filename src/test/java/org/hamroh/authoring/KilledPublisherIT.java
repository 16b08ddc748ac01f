package org.hamroh.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A publishing process is killed between two of its acts; the next start finds a good version.
@Timeout(60)
final class KilledPublisherIT {

  @TempDir private Path folder;

  /// Before the version is kept the one before stays on the line; once it is kept, it is whole.
  @ParameterizedTest
  @CsvSource({"make, 2", "missing, 2", "link, 3"})
  void theNextStartHasAGoodVersionOnTheLine(String point, int onLine) throws Exception {
    try (ScriptHouse house = new ScriptHouse(folder)) {
      Publisher publisher = house.start();
      String other = house.changed("danger.yaml", "timeout: 2s", "timeout: 3s");
      Draft draft =
          house.versions.save(Map.of("danger.yaml", Optional.of(other)), 0, "zarina", false);
      publisher.publishDraft(draft.revision(), "zarina", "");

      killAt(point);

      Publisher next = house.start();
      assertThat(next.shelf().current().version()).isEqualTo(onLine);
      assertThat(house.versions.list(99, 99)).hasSize(onLine);
      assertThat(house.notices.list()).isEmpty();
      next.restore(1, "rustam", "");
      assertThat(next.shelf().current().version()).isEqualTo(onLine + 1);
    }
  }

  private void killAt(String point) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    PublisherProcess.class.getName(),
                    folder.resolve("hamroh.db").toString(),
                    folder.resolve("ivr-scripts").toString(),
                    point))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      String line;
      do {
        line = said.readLine();
        assertThat(line).as("the process ended before " + point).isNotNull();
      } while (!line.equals("at " + point));
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }
}
