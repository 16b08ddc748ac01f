package org.hamroh.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hamroh.queue.HoldPlays.Plays;
import org.hamroh.store.Database;

/// How often announcements were heard while callers waited, by the day of the site.
public final class PlayStore implements HoldPlays.Keeping {

  private final Database database;
  private final Clock clock;

  /// @param clock in the site's time zone
  public PlayStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// @param language of the callers
  /// @param begun    how often it was begun, `whole` how often it was heard to the end
  public record DayPlays(
      LocalDate day, String language, String prompt, long begun, long whole, Duration heard) {}

  /// Returns at once; a count that the store cannot take is lost, which only statistics mind.
  @Override
  public void add(Instant at, Plays plays) {
    LocalDate day = LocalDate.ofInstant(at, clock.getZone());
    database.submit(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into announcement_play (day, language, prompt, begun, whole, heard)
                    values (:day, :language, :prompt, :begun, :whole, :heard)
                    on conflict (day, language, prompt) do update set
                      begun = announcement_play.begun + excluded.begun,
                      whole = announcement_play.whole + excluded.whole,
                      heard = announcement_play.heard + excluded.heard
                    """)
                .bind("day", day.toEpochDay())
                .bind("language", plays.language())
                .bind("prompt", plays.prompt())
                .bind("begun", plays.begun())
                .bind("whole", plays.whole())
                .bind("heard", plays.heard().toMillis())
                .execute());
  }

  /// The last days, newest first.
  public List<DayPlays> since(LocalDate first) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select day, language, prompt, begun, whole, heard from announcement_play
                    where day >= :first order by day desc, language, prompt
                    """)
                .bind("first", first.toEpochDay())
                .map(
                    (row, context) ->
                        new DayPlays(
                            LocalDate.ofEpochDay(row.getLong("day")),
                            row.getString("language"),
                            row.getString("prompt"),
                            row.getLong("begun"),
                            row.getLong("whole"),
                            Duration.ofMillis(row.getLong("heard"))))
                .list());
  }
}
