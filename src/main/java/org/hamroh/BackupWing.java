package org.hamroh;

import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.util.Optional;
import org.hamroh.alarm.AlarmKind;
import org.hamroh.alarm.Alarms;
import org.hamroh.backup.Backup;
import org.hamroh.backup.BackupConfig;
import org.hamroh.backup.BackupKey;
import org.hamroh.backup.Nightly;
import org.hamroh.config.Secrets;
import org.hamroh.erasure.Tombstones;
import org.hamroh.gate.StopLines;
import org.hamroh.retention.Rule;

/// Copies of the store, every night.
public final class BackupWing {

  private BackupWing() {}

  /// Begins with it, when the settings say where copies go.
  ///
  /// @return how long they are kept
  /// @throws org.hamroh.yaml.ProblemsException when the key is not there
  static Optional<Rule> start(Ground ground, Alarms alarms) {
    return ground.config.backups().map(config -> start(ground, config, alarms));
  }

  private static Rule start(Ground ground, BackupConfig config, Alarms alarms) {
    BackupKey key = BackupKey.read(config.keyFile());
    Path store = ground.config.store().file(ground.data);
    Backup backup = new Backup(store, ground.data, key, secretsOf(ground.secrets));
    Nightly nightly =
        ground.keep(
            new Nightly(
                config,
                (file, now) -> {
                  long bytes = backup.write(file, now);
                  Tombstones.join(
                      ground.data.resolve(Tombstones.FILE),
                      config.folder().resolve(Tombstones.FILE));
                  StopLines.join(
                      ground.data.resolve(StopLines.FILE), config.folder().resolve(StopLines.FILE));
                  return bytes;
                },
                new Missing(alarms),
                ground.clock));
    nightly.start();
    return new Rule("backups", Period.ofDays(config.daysKept()), nightly::letGo);
  }

  /// Stands for the secrets of a site: a copy that was made with others would open to nothing.
  public static String secretsOf(Secrets secrets) {
    return Tombstones.fingerprint(secrets.ensure("HAMROH_CALLER_KEY"));
  }

  private record Missing(Alarms alarms) implements Nightly.Trouble {

    private static final String ABOUT = "backup";

    @Override
    public void began(Instant since) {
      alarms.raise(AlarmKind.BACKUP, ABOUT, since);
    }

    @Override
    public void over() {
      alarms.over(AlarmKind.BACKUP, ABOUT);
    }
  }
}
