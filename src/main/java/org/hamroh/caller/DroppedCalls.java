package org.hamroh.caller;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.hamroh.call.CallId;
import org.hamroh.call.CallRecord.Drop;
import org.hamroh.call.CallRecords;
import org.hamroh.ivr.outside.KnownCallers.Dropped;
import org.hamroh.phone.CallerKey;

/// Where a caller's last call broke. It is read from that call's record, so a server that died
/// meanwhile knows it too; and when somebody came near in the last call, there is nothing to know.
/// Nor is there where others use the telephone: the offer would tell them of that call.
public final class DroppedCalls {

  /// Who rings later begins anew: somebody else may hold the telephone by then.
  static final Duration WITHIN = Duration.ofMinutes(30);

  /// No call of ours lasts longer.
  private static final Duration LONGEST_CALL = Duration.ofHours(4);

  private final CallRecords records;
  private final Predicate<CallerKey> shared;
  private final Clock clock;

  /// @param shared whether others use this caller's telephone
  public DroppedCalls(CallRecords records, Predicate<CallerKey> shared, Clock clock) {
    this.records = records;
    this.shared = shared;
    this.clock = clock;
  }

  Optional<Dropped> last(CallerKey caller, CallId now) {
    Instant since = clock.instant().minus(WITHIN);
    return records
        .lastOf(caller, now, since.minus(LONGEST_CALL))
        .filter(last -> last.endedAt() != null && last.endedAt().isAfter(since))
        .flatMap(last -> Optional.ofNullable(last.drop()))
        .filter(drop -> !shared.test(caller))
        .map(DroppedCalls::dropped);
  }

  private static Dropped dropped(Drop drop) {
    return new Dropped(drop.place(), drop.queue());
  }
}
