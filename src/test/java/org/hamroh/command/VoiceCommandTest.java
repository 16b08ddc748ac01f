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

final class VoiceCommandTest {

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
  void missingSoundsMakeTheCommandFailWithTheRemedy() {
    int status = run("voice", "missing");

    assertThat(status).isEqualTo(1);
    assertThat(output()).contains("sounds/tg: ").contains("run ./hamroh voice build");
  }

  @Test
  void sheetOfOneLanguageHoldsItsWordsOnly() {
    int status = run("voice", "sheet", "--lang", "ru");

    assertThat(status).isZero();
    assertThat(output()).contains("`welcome.wav`", "Здравствуйте!").doesNotContain("Ассалому");
  }

  @Test
  void sheetOfALanguageThatTheSiteDoesNotSpeakIsWrongUsage() {
    assertThat(run("voice", "sheet", "--lang", "fr")).isEqualTo(2);
    assertThat(output()).contains("tg, ru");
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "--data";
    all[1] = data.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return new CommandLine(new Main()).execute(all);
  }

  private String output() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
