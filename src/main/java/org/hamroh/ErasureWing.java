package org.hamroh;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamroh.caller.NumberBook;
import org.hamroh.config.Secrets;
import org.hamroh.erasure.ErasureRoutes;
import org.hamroh.erasure.Erasures;
import org.hamroh.erasure.Finder;
import org.hamroh.erasure.Tombstones;
import org.hamroh.gate.StopLines;
import org.hamroh.pbx.AsteriskConsole;
import org.hamroh.pbx.AsteriskFolders;
import org.hamroh.phone.CallerKey;
import org.hamroh.store.Database;
import org.hamroh.web.LiveFeed;
import org.hamroh.web.Routes;
import org.hamroh.witness.PbxNumbers;

/// Erasing people, for the server, for the terminal and for a backup that comes back.
public final class ErasureWing {

  /// What names those who are to be erased.
  public static final String SECRET = "HAMROH_ERASURE_KEY";

  /// Erasures over one store and its folder.
  ///
  /// @param finder finds who is meant
  public record Parts(Erasures erasures, Finder finder) {}

  private final Ground ground;
  private final Parts parts;

  /// The rows of whoever came back with a backup, and of what a crash has cut off, are gone when it
  /// returns; files that cannot be cleaned yet keep no caller waiting.
  ErasureWing(Ground ground) {
    this.ground = ground;
    this.parts =
        parts(
            ground.database,
            ground.data,
            ground.config.backups().map(backup -> backup.folder()),
            ground.secrets,
            ground.live,
            ground.clock);
    ground.keep(parts.erasures);
    parts.erasures.catchUp();
    List<Path> folders = new ArrayList<>(List.of(ground.data));
    ground.config.backups().map(backup -> backup.folder()).ifPresent(folders::add);
    byte[] secret = ground.secrets.ensure("HAMROH_CALLER_KEY").getBytes(StandardCharsets.UTF_8);
    ground
        .keep(new StopLines(ground.database, folders, number -> CallerKey.of(number, secret)))
        .start();
  }

  void start() {
    parts.erasures.start();
  }

  Erasures erasures() {
    return parts.erasures;
  }

  List<Routes> routes() {
    return List.of(
        new ErasureRoutes(parts.erasures, parts.finder, ground.numbers, Ground.HOME_REGION));
  }

  /// The same without a server.
  ///
  /// @param backups where a copy of the tombstones lies
  /// @param clock   in the site's zone
  public static Parts parts(
      Database database,
      Path data,
      Optional<Path> backups,
      Secrets secrets,
      LiveFeed feed,
      Clock clock) {
    byte[] secret = secrets.ensure("HAMROH_CALLER_KEY").getBytes(StandardCharsets.UTF_8);
    NumberBook book = new NumberBook(database, secrets.ensure("HAMROH_RECORD_KEY"), clock);
    Finder finder = new Finder(database, number -> CallerKey.of(number, secret), book::number);
    List<Path> folders = new ArrayList<>(List.of(data));
    backups.ifPresent(folders::add);
    AsteriskFolders pbx = new AsteriskFolders(data);
    return new Parts(
        new Erasures(
            database,
            data,
            secrets.ensure(SECRET),
            new Tombstones(folders, secret),
            finder,
            new PbxNumbers(
                    database,
                    List.of(pbx.log(), pbx.spool(), pbx.var()),
                    command -> AsteriskConsole.ask(pbx.run().resolve("asterisk.ctl"), command))
                ::erase,
            feed,
            clock),
        finder);
  }
}
