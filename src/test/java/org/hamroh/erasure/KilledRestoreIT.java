package org.hamroh.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hamroh.BackupWing;
import org.hamroh.Comeback;
import org.hamroh.Main;
import org.hamroh.backup.Backup;
import org.hamroh.backup.BackupKey;
import org.hamroh.store.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A restore that is killed at any of its steps leaves what there was, or what came back: never
/// some of each.
@Timeout(180)
final class KilledRestoreIT {

  /// Each step is killed so often, as soon as it is seen.
  private static final int TIMES = 3;

  private static final String LATE = "+992900000999";

  @TempDir private Path folder;

  /// What is seen of a restore from outside, in its order.
  private enum Step {
    UNPACKS {
      @Override
      boolean isReached(Path data) {
        return Files.exists(data.resolve(".restore"));
      }
    },
    BRINGS_UP_TO_DATE {
      @Override
      boolean isReached(Path data) {
        return Files.exists(data.resolve(".restore/hamroh.db-wal"));
      }
    },
    HAS_DECIDED {
      @Override
      boolean isReached(Path data) {
        return Files.exists(data.resolve(".restoring"));
      }
    },
    OLD_STORE_IS_GONE {
      @Override
      boolean isReached(Path data) {
        return !Files.exists(data.resolve("hamroh.db"));
      }
    },
    NEW_STORE_IS_THERE {
      @Override
      boolean isReached(Path data) {
        return Files.exists(data.resolve("audit-head.before-restore.properties"));
      }
    };

    abstract boolean isReached(Path data);
  }

  private enum State {
    OLD,
    NEW
  }

  @Test
  void aRestoreThatIsKilledLeavesTheOldStateOrTheNewOne() throws Exception {
    Path pristine = folder.resolve("pristine");
    Path copies = Files.createDirectories(folder.resolve("copies"));
    Path file = copies.resolve("hamroh-2026-11-22-0300.backup");
    BackupKey.make(folder.resolve("backup.key"));
    try (ErasureHouse house = new ErasureHouse(Files.createDirectories(folder.resolve("data")))) {
      new Backup(
              house.store(),
              house.data,
              BackupKey.read(folder.resolve("backup.key")),
              BackupWing.secretsOf(house.secrets))
          .write(file, house.clock.instant());
      house.database.write(
          handle -> handle.execute("insert into opt_out values (?, 0, 'api')", LATE));
      Files.writeString(house.data.resolve("attachments/late.sealed"), "late");
      Files.writeString(house.data.resolve("audit-head.properties"), "seq=1\n");
      house.stop();
      house.copyTo(pristine);
      house.open();
    }

    int inTheMiddle = 0;
    Map<Step, Map<State, Integer>> seen = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      for (int time = 0; time < TIMES; time++) {
        Path data = folder.resolve(step + "-" + time);
        copy(pristine, data);
        kill(file, data, step);
        inTheMiddle += Files.exists(data.resolve(".restore")) ? 1 : 0;
        seen.computeIfAbsent(step, any -> new EnumMap<>(State.class))
            .merge(stateOf(data), 1, Integer::sum);
      }
    }

    System.out.println("killed at, and found then: " + seen + ", cut off: " + inTheMiddle);
    assertThat(inTheMiddle).as("kills that cut a restore off").isGreaterThanOrEqualTo(2 * TIMES);
    assertThat(seen.get(Step.UNPACKS)).containsOnlyKeys(State.OLD);
    assertThat(seen.get(Step.BRINGS_UP_TO_DATE)).containsOnlyKeys(State.OLD);
    assertThat(seen.get(Step.HAS_DECIDED)).containsOnlyKeys(State.NEW);
    assertThat(seen.get(Step.OLD_STORE_IS_GONE)).containsOnlyKeys(State.NEW);
    assertThat(seen.get(Step.NEW_STORE_IS_THERE)).containsOnlyKeys(State.NEW);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var below = Files.walk(from)) {
      for (Path one : below.toList()) {
        Path target = to.resolve(from.relativize(one).toString());
        if (Files.isDirectory(one)) {
          Files.createDirectories(target);
        } else {
          Files.copy(one, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private void kill(Path file, Path data, Step step) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "restore",
                    file.toString(),
                    "--force",
                    "--key",
                    folder.resolve("backup.key").toString(),
                    "--config",
                    Path.of("deploy/hamroh.yaml").toAbsolutePath().toString(),
                    "--data",
                    data.toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said.txt").toFile())
            .start();
    try {
      while (!step.isReached(data) && process.isAlive()) {
        Thread.onSpinWait(); // steps of less than a millisecond are to be met
      }
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  /// As whoever opens the store next finds it; all of it is of one time.
  private State stateOf(Path data) throws IOException {
    boolean late;
    try (Database database = Comeback.openStore(data.resolve("hamroh.db"), data)) {
      late =
          database.read(
              handle ->
                  handle
                          .createQuery("select count(*) from opt_out where number = ?")
                          .bind(0, LATE)
                          .mapTo(Integer.class)
                          .one()
                      == 1);
      String sound =
          database.read(
              handle -> handle.createQuery("pragma integrity_check(1)").mapTo(String.class).one());
      assertThat(sound).isEqualTo("ok");
    }
    assertThat(Files.exists(data.resolve("attachments/late.sealed")))
        .as(Files.readString(folder.resolve("said.txt")))
        .isEqualTo(late);
    assertThat(data.resolve(".restoring")).doesNotExist();
    return late ? State.OLD : State.NEW;
  }
}
