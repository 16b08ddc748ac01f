package org.hamroh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.hamroh.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class BenchCommandTest {

  private final StringWriter errors = new StringWriter();

  @TempDir private Path sounds;

  private int run(String... arguments) {
    CommandLine line = new CommandLine(new Main());
    line.setErr(new PrintWriter(errors));
    return line.execute(arguments);
  }

  @Test
  void otherMachinesAreWrongUsage() {
    int code = run("bench", "calls", "--to", "192.0.2.1:5060", "--script", "hangup");

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString()).contains("is not of this machine; give 127.0.0.1:PORT");
  }

  @Test
  void wordThatIsNoneIsWrongUsage() {
    int code = run("bench", "calls", "--sounds", sounds.toString(), "--script", "listen:menu");

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString()).contains("'listen:menu' is no word of a call script");
  }

  @Test
  void callsWithoutABoundAreWrongUsage() {
    int code =
        run("bench", "calls", "--sounds", sounds.toString(), "--script", "1", "--calls", "100000");

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString()).contains("1 to 10000 calls");
  }

  @Test
  void callerThatIsNoNumberIsWrongUsage() {
    int code =
        run("bench", "calls", "--sounds", sounds.toString(), "--script", "1", "--from", "a b");

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString()).contains("a caller has 1 to 64 letters");
  }

  @Test
  void missingFolderOfPromptsIsNamed() {
    int code = run("bench", "calls", "--sounds", sounds + "/none", "--script", "1");

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString()).contains("none: there is no such folder of prompts");
  }

  @Test
  void startOfACommandThatBecomesReadyIsSuccess() {
    int code =
        run("bench", "start", "--runs", "1", "--", "sh", "-c", "echo hamroh: ready; exec sleep 9");

    assertThat(code).isZero();
  }

  @Test
  void startOfACommandThatFailsIsFailure() {
    int code = run("bench", "start", "--runs", "2", "--", "sh", "-c", "exit 1");

    assertThat(code).isEqualTo(1);
  }
}
