package org.hamroh.day;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.hamroh.call.CallRecord;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;

/// Who rang, got nobody, and has not been reached since. It is not written down: each look folds it
/// from the records of calls, so whoever is reached on any way is gone by itself.
///
/// To ring them the number is needed; where it is not kept any more, the person is shown and cannot
/// be rung from here.
public final class LostCallers {

  /// Who called longer ago has found help or given up.
  static final Duration RECALLED_FOR = Duration.ofHours(72);

  /// More are not shown at once.
  static final int MOST = 200;

  private static final String LOST =
      """
      from call_record c
      where c.folded > 0 and c.started_at >= :since and c.ended_at is not null
        and c.caller is not null
        and c.ending in ('ABANDONED', 'HUNG_UP_IN_MENU', 'FAILED', 'UNKNOWN')
        and not exists (select 1 from call_record later
          where later.caller = c.caller and later.started_at > c.started_at
            and (later.ended_at is null or later.ending in ('ABANDONED', 'HUNG_UP_IN_MENU',
              'FAILED', 'UNKNOWN', 'ANSWERED', 'LEFT_MESSAGE', 'BOOKED_CALL')))
        and not exists (select 1 from callback b
          where b.caller_key = c.caller
            and (b.state in ('waiting', 'dialling', 'connected')
              or (b.state in ('done', 'texted') and b.changed_at >= c.started_at)))
        and not exists (select 1 from voice_message v
          where v.caller_key = c.caller and v.state in ('new', 'taken', 'answered')
            and v.begun_at >= c.started_at)
      """;

  /// @param callable whether the number is kept
  record Lost(CallRecord call, CallerKey caller, boolean callable) {}

  private final Database database;
  private final Function<CallerKey, Optional<PhoneNumber>> numbers;
  private final Clock clock;

  /// @param numbers of callers, as long as they are kept
  public LostCallers(
      Database database, Function<CallerKey, Optional<PhoneNumber>> numbers, Clock clock) {
    this.database = database;
    this.numbers = numbers;
    this.clock = clock;
  }

  /// Each person once, by their last call, who called first before the others. Whoever pressed the
  /// cover key is never among them.
  List<Lost> list() {
    Instant since = clock.instant().minus(RECALLED_FOR);
    List<CallRecord> calls =
        database.read(
            handle ->
                handle
                    .createQuery("select c.body " + LOST + " order by c.started_at limit :most")
                    .bind("since", since.toEpochMilli())
                    .bind("most", MOST)
                    .mapTo(String.class)
                    .map(CallRecord::ofRow)
                    .list());
    return calls.stream().filter(call -> !call.interrupted()).map(this::lost).toList();
  }

  private Lost lost(CallRecord call) {
    CallerKey caller = Objects.requireNonNull(call.caller());
    return new Lost(call, caller, numbers.apply(caller).isPresent());
  }

  Optional<Lost> find(String caller) {
    return list().stream().filter(lost -> lost.caller().hex().equals(caller)).findFirst();
  }

  /// The number of somebody who is lost.
  Optional<PhoneNumber> number(CallerKey caller) {
    return numbers.apply(caller);
  }
}
