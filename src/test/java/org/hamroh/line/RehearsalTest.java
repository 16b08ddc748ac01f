package org.hamroh.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hamroh.ivr.CallLine.Sound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class RehearsalTest {

  @TempDir private Path folder;

  @Test
  void keysArePressedAgainAndAgainBeforeTheFirstCaller() throws Exception {
    Files.createDirectories(folder.resolve("sounds/tg"));
    Files.write(folder.resolve("sounds/tg/welcome.alaw"), new byte[8_000]);
    LineFiles files = new LineFiles(folder.resolve("sounds"), folder.resolve("messages"));

    int keys = new Rehearsal(files, new Sound("tg", "welcome")).run();

    assertThat(keys).isGreaterThan(100);
  }

  @Test
  void withoutASoundThereIsNoRehearsal() {
    LineFiles files = new LineFiles(folder.resolve("sounds"), folder.resolve("messages"));

    assertThat(new Rehearsal(files, new Sound("tg", "welcome")).run()).isZero();
  }
}
