package org.hamroh.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void whatItWritesOnBothOutputsIsHeardAndKept() {
    List<String> heard = new CopyOnWriteArrayList<>();

    Ran ran = shell("echo one; echo two >&2; exit 3").run(heard::add);

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.outputText()).isEqualTo("one\n");
    assertThat(ran.said()).isEqualTo("two\n");
    assertThat(heard).containsExactlyInAnyOrder("one", "two");
    assertThat(ran.succeeded()).isFalse();
  }

  @Test
  void itReadsItsInputAndStandsInItsFolder() {
    Ran ran = shell("cat; pwd").reading("салом\n").in(folder).run();

    assertThat(ran.lines()).hasSize(2).first().isEqualTo("салом");
    assertThat(ran.lines().getLast()).endsWith(folder.getFileName().toString());
  }

  @Test
  void deadlineEndsItAndAllThatItStarted() {
    long before = System.nanoTime();

    Ran ran = Program.run(List.of("sh", "-c", "sleep 60 & sleep 60"), Duration.ofMillis(200));

    assertThat(ran.exit()).isEqualTo(Ran.KILLED);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    assertThatThrownBy(ran::orThrow)
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("did not end in time");
  }

  @Test
  void oneThatReadsNothingIsNotWaitedFor() {
    Ran ran = shell("exit 0").reading("x".repeat(1_000_000)).run();

    assertThat(ran.succeeded()).isTrue();
  }

  @Test
  void oneThatIsNotThereIsAnAnswerToo() {
    Ran ran = Program.run(List.of("no-such-program-here"), LONG);

    assertThat(ran.exit()).isEqualTo(Ran.NOT_STARTED);
    assertThatThrownBy(ran::orThrow).hasMessageContaining("cannot be run");
    assertThat(Program.isThere("no-such-program-here")).isFalse();
    assertThat(Program.isThere("sh")).isTrue();
  }

  @Test
  void soundHasNoLines() {
    Ran ran = shell("printf 'a\\nb'").writingBytes().run();

    assertThat(ran.output()).isEqualTo(new byte[] {'a', '\n', 'b'});
    assertThat(ran.lines()).isEmpty();
  }

  private static Program shell(String script) {
    return Program.of(List.of("sh", "-c", script), LONG);
  }
}
