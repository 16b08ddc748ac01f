package org.hamroh.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hamroh.web.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NightlyTest {

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final List<String> told = new ArrayList<>();
  private boolean diskIsFull;
  private final List<Nightly> made = new ArrayList<>();

  private final class Told implements Nightly.Trouble {
    @Override
    public void began(Instant since) {
      told.add("began");
    }

    @Override
    public void over() {
      told.add("over");
    }
  }

  private Nightly at(int hour) {
    Nightly nightly =
        new Nightly(
            new BackupConfig(folder, folder.resolve("key"), hour, null),
            (file, now) -> {
              if (diskIsFull) {
                throw new IOException("No space left on device");
              }
              Files.writeString(file, "copy");
              return 4;
            },
            new Told(),
            clock);
    made.add(nightly);
    return nightly;
  }

  @AfterEach
  void close() {
    made.forEach(Nightly::close);
  }

  private List<String> copies() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void oneCopyANightWhateverTheServerDoes() throws IOException {
    Nightly early = at(0);

    assertThat(early.round()).isTrue();
    assertThat(early.round()).isFalse();
    assertThat(at(0).round()).as("after a restart").isFalse();
    clock.pass(Duration.ofDays(1));
    assertThat(early.round()).isTrue();

    assertThat(copies()).hasSize(2).allMatch(name -> name.matches("hamroh-.{15}\\.backup"));
  }

  @Test
  void itsHourIsAwaited() {
    int hour = java.time.LocalDateTime.now(clock).getHour();

    assertThat(at(hour).round()).isTrue();
    clock.pass(Duration.ofDays(1).minusHours(hour == 0 ? 0 : 1));
    assertThat(at(hour).round()).isEqualTo(hour == 0);
  }

  @Test
  void failureAlarmsAndTheNextSuccessEndsIt() throws IOException {
    Nightly early = at(0);
    diskIsFull = true;

    assertThat(early.round()).isFalse();

    assertThat(told).containsExactly("began");
    diskIsFull = false;
    assertThat(early.round()).isTrue();
    assertThat(told).containsExactly("began", "over");
    assertThat(copies()).hasSize(1);
  }

  @Test
  void olderCopiesGoAndTheNewestStaysHoweverOldItIs() throws IOException {
    Nightly early = at(0);
    for (int day = 0; day < 40; day++) {
      early.round();
      clock.pass(Duration.ofDays(1));
    }
    Files.writeString(folder.resolve("by-hand.backup"), "of a person");

    Instant before = clock.instant().minus(Period.ofDays(35));
    assertThat(early.letGo(before)).isEqualTo(5);
    assertThat(copies()).hasSize(36).contains("by-hand.backup");

    assertThat(early.letGo(clock.instant().plus(Duration.ofDays(900)))).isEqualTo(34);
    assertThat(copies()).hasSize(2);
  }
}
