package org.hamroh.caller;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.hamroh.phone.CallerKey;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// The flags of callers. Each ends by itself; whoever still means it sets it again.
public final class CallerFlags {

  private static final int ID_BYTES = 8;
  private static final SecureRandom CHANCE = new SecureRandom();

  private final Database database;
  private final Clock clock;

  public CallerFlags(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Those that hold now, the newest first.
  public List<CallerFlag> of(CallerKey caller) {
    return database.read(handle -> FlagStore.of(handle, caller, clock.instant()));
  }

  /// Whether this caller waits longer than others.
  public boolean slower(CallerKey caller) {
    return of(caller).stream().anyMatch(CallerFlag::slower);
  }

  /// Sets a flag, or lets it hold for longer.
  ///
  /// @param slower whether the caller waits longer because of it
  public CallerFlag set(CallerKey caller, String flag, boolean slower, Duration holds, String by) {
    return database.write(handle -> set(handle, caller, flag, slower, holds, by, clock.instant()));
  }

  /// The same in a transaction that is going on.
  public static CallerFlag set(
      Handle handle,
      CallerKey caller,
      String flag,
      boolean slower,
      Duration holds,
      String by,
      Instant now) {
    FlagStore.of(handle, caller, now).stream()
        .filter(one -> one.flag().equals(flag))
        .forEach(one -> FlagStore.lift(handle, caller, one.id(), by, now));
    byte[] id = new byte[ID_BYTES];
    CHANCE.nextBytes(id);
    CallerFlag made =
        new CallerFlag(HexFormat.of().formatHex(id), flag, slower, now, by, now.plus(holds));
    FlagStore.insert(handle, caller, made);
    return made;
  }

  /// Takes a flag of this kind away, in a transaction that is going on.
  ///
  /// @param since only when it was set then or later
  public static void lift(
      Handle handle, CallerKey caller, String flag, Instant since, String by, Instant now) {
    FlagStore.of(handle, caller, now).stream()
        .filter(one -> one.flag().equals(flag) && !one.setAt().isBefore(since))
        .forEach(one -> FlagStore.lift(handle, caller, one.id(), by, now));
  }

  /// Takes a flag away before its time.
  ///
  /// @return false when it holds no longer
  public boolean lift(CallerKey caller, String id, String by) {
    return database.write(handle -> FlagStore.lift(handle, caller, id, by, clock.instant()));
  }
}
