package org.hamroh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {

  @TempDir private Path data;
  @AutoClose private Terminal terminal;

  @BeforeEach
  void sitDown() throws IOException {
    terminal = new Terminal(data);
  }

  @Test
  void certificateThatIsNotThereIsNamed() throws IOException {
    String web =
        "web: {host: 127.0.0.1, port: 8443, tls: {certificate: /nowhere/web.p12, password: x}}";
    Path settings = data.resolve("hamroh.yaml");
    String text = Files.readString(Path.of("deploy/hamroh.yaml"));
    assertThat(text).containsPattern("(?m)^web:.*$");
    Files.writeString(settings, text.replaceFirst("(?m)^web:.*$", web));

    int status = terminal.run("check", "--config", settings.toString());

    assertThat(status).isEqualTo(1);
    assertThat(terminal.printed()).contains("web.tls.certificate: cannot read /nowhere/web.p12");
  }

  @Test
  void strategyThatThePbxDoesNotKnowIsRefusedWithItsPlaceAndWhatThereIs() throws IOException {
    Path settings = data.resolve("hamroh.yaml");
    String text = Files.readString(Path.of("deploy/hamroh.yaml"));
    String example = "# queues: {strategy: rrmemory, strategies: {queue-high: ringall}}";
    assertThat(text).contains(example);
    Files.writeString(
        settings,
        text.replace(example, "queues: {strategy: linear, strategies: {queue-wags: ringall}}"));

    int status = terminal.run("check", "--config", settings.toString());

    assertThat(status).isEqualTo(1);
    assertThat(terminal.printed())
        .containsPattern("hamroh\\.yaml:\\d+: pbx\\.queues\\.strategy: does not have a value in")
        .contains("rrmemory", "fewestcalls", "queue-wags", "queue-wages");
  }

  @Test
  void strategiesOfTheSiteAreNoMistake() throws IOException {
    Path settings = data.resolve("hamroh.yaml");
    Files.writeString(
        settings,
        Files.readString(Path.of("deploy/hamroh.yaml"))
            .replace("# queues: {strategy: rrmemory", "queues: {strategy: fewestcalls"));

    terminal.run("check", "--config", settings.toString());

    assertThat(terminal.printed()).doesNotContain("pbx.queues");
  }
}
