package org.hamroh.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamroh.Main;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `./hamroh scripts`, for those who work at the terminal.
final class ScriptsCommandTest {

  private static final String HOME = "hamroh.home";

  @TempDir private Path folder;
  private final PrintStream realOut = System.out;
  private final Optional<String> realHome = Optional.ofNullable(System.getProperty(HOME));
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void twoVersions() {
    try (ScriptHouse house = new ScriptHouse(folder)) {
      Publisher publisher = house.start();
      house.edit("danger.yaml", "timeout: 2s", "timeout: 3s");
      publisher.publishFolder("rustam", "a second more");
      house.edit("danger.yaml", "timeout: 3s", "timeout: 4s");
    }
    System.setProperty(HOME, folder.toString());
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(realOut);
    realHome.ifPresentOrElse(
        home -> System.setProperty(HOME, home), () -> System.clearProperty(HOME));
  }

  private int run(String... arguments) {
    out.reset();
    CommandLine line = new CommandLine(new Main());
    line.setErr(new PrintWriter(err, true));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          command.getErr().println(failure.getMessage());
          return 1;
        });
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder.toString()));
    return line.execute(all.toArray(String[]::new));
  }

  @Test
  void theNewestVersionIsListedFirstWithWhoAndWhy() {
    assertThat(run("scripts", "list")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .satisfies(
            line -> assertThat(line).contains("2", "folder", "rustam", "a second more"),
            org.assertj.core.data.Index.atIndex(0));
  }

  @Test
  void theFolderIsComparedWithTheLine() {
    assertThat(run("scripts", "diff")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("step danger/danger (changed)", "timeout - 3s", "timeout + 4s");

    assertThat(run("scripts", "diff", "1", "2", "--files")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("-    timeout: 2s", "+    timeout: 3s");
  }

  @Test
  void anEarlierVersionIsWrittenIntoAFolder() throws IOException {
    Path to = folder.resolve("out");

    assertThat(run("scripts", "export", "1", to.toString())).isZero();

    assertThat(Files.readString(to.resolve("danger.yaml"))).contains("timeout: 2s");
    assertThat(YamlFiles.readFolder(to, new Problems()).texts()).containsKey("prompts/tg.yaml");
  }

  @Test
  void aVersionThatIsNotThereIsOneClearSentence() {
    assertThat(run("scripts", "export", "9", folder.resolve("out").toString())).isEqualTo(1);

    assertThat(err.toString()).contains("version 9: does not exist; see ./hamroh scripts list");
  }
}
