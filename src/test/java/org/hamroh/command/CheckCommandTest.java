package org.hamroh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.hamroh.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CheckCommandTest {

  @TempDir private Path data;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream usual = System.out;
  private final PrintStream usualErrors = System.err;

  @BeforeEach
  void catchOutput() throws IOException {
    Path secrets =
        Files.createFile(
            data.resolve("secrets.properties"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secrets, "HAMROH_SMSC_PASSWORD=for-test\n");
    PrintStream here = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(here);
    System.setErr(here);
  }

  @AfterEach
  void restoreOutput() {
    System.setOut(usual);
    System.setErr(usualErrors);
  }

  @Test
  void certificateThatIsNotThereIsNamed() throws IOException {
    String web =
        "web: {host: 127.0.0.1, port: 8443, tls: {certificate: /nowhere/web.p12, password: x}}";
    Path settings = data.resolve("hamroh.yaml");
    String text = Files.readString(Path.of("deploy/hamroh.yaml"));
    assertThat(text).containsPattern("(?m)^web:.*$");
    Files.writeString(settings, text.replaceFirst("(?m)^web:.*$", web));

    int status =
        new CommandLine(new Main())
            .execute("check", "--config", settings.toString(), "--data", data.toString());

    assertThat(status).isEqualTo(1);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("web.tls.certificate: cannot read /nowhere/web.p12");
  }
}
