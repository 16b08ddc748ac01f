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
}
