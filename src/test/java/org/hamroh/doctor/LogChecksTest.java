package org.hamroh.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogChecksTest {

  @TempDir private Path systemd;

  @BeforeEach
  void serviceIsSetUp() throws IOException {
    Files.createDirectory(systemd.resolve("system"));
    Files.copy(Path.of("deploy/systemd/hamroh.service"), systemd.resolve("system/hamroh.service"));
  }

  private Finding.State with(String settings) throws IOException {
    Files.writeString(systemd.resolve("journald@hamroh.conf"), settings);
    return LogChecks.journal(systemd).state();
  }

  @Test
  void shippedSettingsLetTheLogGoInTime() throws IOException {
    Files.copy(
        Path.of("deploy/systemd/journald@hamroh.conf"), systemd.resolve("journald@hamroh.conf"));

    assertThat(LogChecks.journal(systemd)).isEqualTo(Finding.good("log", "is kept for 14 days"));
  }

  @Test
  void serviceWithoutSettingsOfItsJournalIsBad() {
    assertThat(LogChecks.journal(systemd).state()).isEqualTo(Finding.State.BAD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MaxRetentionSec=336h", "MaxRetentionSec=1week", "MaxRetentionSec=600"})
  void shorterTimesAreGood(String line) throws IOException {
    assertThat(with("[Journal]\n" + line + "\n")).isEqualTo(Finding.State.GOOD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MaxRetentionSec=15day", "MaxRetentionSec=3weeks", "MaxRetentionSec=0",
        "MaxRetentionSec=1month", "#MaxRetentionSec=14day", "MaxRetentionSec=99999999999"
      })
  void longerTimesAndNoneAreBad(String line) throws IOException {
    assertThat(with("[Journal]\n" + line + "\n")).isEqualTo(Finding.State.BAD);
  }

  @Test
  void whereNoServiceIsSetUpThereIsNothingToMend() throws IOException {
    Files.delete(systemd.resolve("system/hamroh.service"));

    assertThat(LogChecks.journal(systemd).state()).isEqualTo(Finding.State.GOOD);
  }
}
