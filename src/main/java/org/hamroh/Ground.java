package org.hamroh;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.audit.AuditHead;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.BulkWatch;
import org.hamroh.call.Callers;
import org.hamroh.config.Config;
import org.hamroh.config.Secrets;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.NumberReading;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.sight.Sight;
import org.hamroh.store.Database;
import org.hamroh.web.LiveHub;

/// What every wing of the house stands on, and the list of what must be closed again.
final class Ground implements AutoCloseable {

  private static final Logger LOG = LogManager.getLogger(Ground.class);

  /// Numbers without a country are read as Tajik: the line's home.
  static final String HOME_REGION = "TJ";

  final Config config;
  final Path home;
  final Path data;
  final Secrets secrets;
  final Clock clock;
  final Database database;
  final LiveHub live = new LiveHub();
  final NumberReader numbers = new NumberReader();
  final Callers callers;
  final AuditTrail trail;
  final Sight sight;
  private volatile BulkWatch.Alarm bulk = (handle, login, at) -> {};
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  /// @param home the checkout, with `ivr-scripts` in it
  /// @param data the data folder
  /// @throws org.hamroh.store.StoreException when the store cannot be opened
  Ground(Config config, Path home, Path data, Secrets secrets) {
    this.config = config;
    this.home = home;
    this.data = data;
    this.secrets = secrets;
    this.clock = Clock.system(config.site().timeZone());
    this.database = keep(Comeback.openStore(config.store().file(data), data));
    keep(live);
    this.sight = Sight.read(home);
    this.trail =
        new AuditTrail(
            clock,
            new BulkWatch(
                sight.limits().bulk(), (handle, login, at) -> bulk.raise(handle, login, at)));
    keep(new AuditHead(database, data)).start();
    // Callers are known by it, and only as long as it is kept.
    byte[] secret = secrets.ensure("HAMROH_CALLER_KEY").getBytes(StandardCharsets.UTF_8);
    this.callers = new Callers(this::number, secret);
  }

  /// From now on somebody is told who looks at too many.
  void tellOfBulk(BulkWatch.Alarm alarm) {
    bulk = alarm;
  }

  private Optional<PhoneNumber> number(String shown) {
    return switch (numbers.read(shown, HOME_REGION)) {
      case NumberReading.Read read -> Optional.of(read.number());
      case NumberReading.Unreadable unreadable -> Optional.empty();
    };
  }

  /// Closes it with the house, before everything that was kept earlier.
  <T extends AutoCloseable> T keep(T part) {
    running.push(part);
    return part;
  }

  /// Stops in reverse order; a part that fails does not keep the others running.
  @Override
  public void close() {
    while (!running.isEmpty()) {
      AutoCloseable part = running.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.error("event=stop-failed part={}", part.getClass().getSimpleName(), e);
      }
    }
  }
}
