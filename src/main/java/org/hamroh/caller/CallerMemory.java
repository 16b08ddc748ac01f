package org.hamroh.caller;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallId;
import org.hamroh.phone.CallerKey;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// What the hotline remembers of a caller from one call to the next: that there was a call, and the
/// language that was chosen by key. It is kept under the caller's key, never under the number.
///
/// Nothing is held in memory between calls: it is one indexed read, begun while the line answers,
/// and what [#forget] erased is gone at once, also when another process erased it.
public final class CallerMemory {

  private static final Logger LOG = LogManager.getLogger(CallerMemory.class);

  /// @param language  chosen last, when one was
  /// @param firstCall a caller is not "returning" in this one, however often it comes back from a
  ///                  queue
  record Remembered(Optional<String> language, CallId firstCall) {}

  private final Database database;
  private final Clock clock;

  public CallerMemory(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Lets go of those who have not called since then.
  ///
  /// @return how many
  public int forgetUnseen(Instant since) {
    return database.write(handle -> CallerMemoryStore.deleteUnseenSince(handle, since));
  }

  /// The language that a caller chose last, in a transaction that is going on.
  public static Optional<String> languageOf(Handle handle, CallerKey key) {
    return CallerMemoryStore.find(handle, key).flatMap(Remembered::language);
  }

  /// @throws org.hamroh.store.StoreException when the store is down
  Optional<Remembered> recall(CallerKey key) {
    return database.read(handle -> CallerMemoryStore.find(handle, key));
  }

  /// Keeps that there was this call, and the language when one was chosen. Returns at once; a store
  /// that fails costs the caller one key in the next call.
  ///
  /// @param language empty when none was chosen
  void keep(CallerKey key, CallId call, String language) {
    database
        .submit(
            handle -> {
              CallerMemoryStore.save(handle, key, call, language, clock.instant());
              return true;
            })
        .exceptionally(
            failure -> {
              LOG.warn("event=caller-not-kept call={} reason={}", call, failure.getMessage());
              return false;
            });
  }

  /// Erases everything that is kept here of a caller: the language, the number, the answers and
  /// the flags.
  ///
  /// @return whether there was anything
  public boolean forget(CallerKey key) {
    return database.write(
        handle -> {
          int gone =
              NumberStore.delete(handle, key)
                  + CallerProfiles.delete(handle, key)
                  + FlagStore.delete(handle, key);
          return CallerMemoryStore.delete(handle, key) || gone > 0;
        });
  }
}
