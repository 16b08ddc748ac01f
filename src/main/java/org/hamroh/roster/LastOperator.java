package org.hamroh.roster;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.hamroh.phone.CallerKey;
import org.hamroh.store.Database;

/// Who talked with a caller last, by the records of the calls.
public final class LastOperator implements FirstChoice {

  private final Database database;
  private final Duration known;
  private final Clock clock;

  /// @param known how long a talk is remembered for this; zero: not at all
  public LastOperator(Database database, Duration known, Clock clock) {
    this.database = database;
    this.known = known;
    this.clock = clock;
  }

  @Override
  public Optional<String> operatorFor(CallerKey caller) {
    return known.isZero()
        ? Optional.empty()
        : database.read(
            handle ->
                handle
                    .createQuery(
                        """
                        select operator from call_record
                        where caller = :caller and started_at >= :since and ending = 'ANSWERED'
                          and operator <> ''
                        order by started_at desc limit 1""")
                    .bind("caller", caller.hex())
                    .bind("since", clock.instant().minus(known).toEpochMilli())
                    .mapTo(String.class)
                    .findOne());
  }
}
