package org.hamroh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.Look;
import org.hamroh.backup.BackupKey;
import org.hamroh.backup.Restore;
import org.hamroh.config.Secrets;
import org.hamroh.erasure.Tombstones;
import org.hamroh.gate.StopLines;
import org.hamroh.phone.CallerKey;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;

/// How a copy of the store comes back: who was erased meanwhile goes before anybody can look,
/// who asked for no more broadcasts is not written to, and nothing that was under way when it was
/// made is done a second time.
public final class Comeback {

  private Comeback() {}

  /// Opens the store; a restore that was cut off is ended first.
  public static Database openStore(Path store, Path data) {
    finish(store, data);
    return Database.open(store);
  }

  /// @throws StoreException when the disk fails
  public static void finish(Path store, Path data) {
    try {
      Restore.finish(store, data);
    } catch (IOException e) {
      throw new StoreException("a restore that was cut off cannot be ended", e);
    }
  }

  /// @param copies where the copies lie, with the tombstones beside them
  /// @param force  whether a store that is there is replaced
  /// @return how many people came back with it, and are gone again
  /// @throws IOException when a disk fails; nothing is changed then
  public static int restore(
      Path file, BackupKey key, Path store, Path data, Secrets secrets, boolean force, Clock clock)
      throws IOException {
    int[] again = new int[1];
    new Restore(store, data)
        .run(
            file,
            key,
            BackupWing.secretsOf(secrets),
            force,
            (unpacked, coming, made) ->
                again[0] = bringUpToDate(file, unpacked, data, coming, made, secrets, clock));
    return again[0];
  }

  private static int bringUpToDate(
      Path file, Path unpacked, Path data, Path coming, Instant made, Secrets secrets, Clock clock)
      throws IOException {
    Path tombstones = coming.resolve(Tombstones.FILE);
    Path beside = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(data);
    for (Path folder : List.of(data, beside)) {
      Tombstones.join(folder.resolve(Tombstones.FILE), tombstones);
      StopLines.join(folder.resolve(StopLines.FILE), coming.resolve(StopLines.FILE));
    }
    try (Database database = Database.open(unpacked)) {
      int again;
      try (var erasures =
          ErasureWing.parts(database, coming, Optional.empty(), secrets, topic -> {}, clock)
              .erasures()) {
        again = erasures.catchUp();
      }
      byte[] secret = secrets.ensure("HAMROH_CALLER_KEY").getBytes(StandardCharsets.UTF_8);
      StopLines.again(
          database, coming.resolve(StopLines.FILE), number -> CallerKey.of(number, secret), made);
      database.write(
          handle -> {
            handle.execute("delete from web_sessions");
            handle.execute("delete from web_answers");
            // Nobody knows whether they left after the copy was made: a person decides, not we.
            handle.execute("update segment set state = 'sending' where state = 'queued'");
            handle.execute("update message set repeats = 0 where repeats <> 0");
            handle.execute(
                "update callback set state = 'expired', why = 'restored', changed_at = ?"
                    + " where state in ('waiting', 'dialling', 'connected')",
                clock.millis());
            new AuditTrail(clock)
                .add(
                    handle,
                    Look.atTerminal(
                        Act.CHANGE, "store", "restored", file.getFileName().toString()));
            return true;
          });
      return again;
    }
  }
}
