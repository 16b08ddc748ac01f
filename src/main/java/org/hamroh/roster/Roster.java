package org.hamroh.roster;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hamroh.queue.QueueName;
import org.hamroh.roster.PlannedShift.Duty;
import org.hamroh.store.Database;
import org.hamroh.web.LiveFeed;

/// Everybody's skills and the plan, as they stand now: read from the store once and held in memory,
/// for a caller must not wait for a disk between two operators. One process changes them.
public final class Roster {

  /// Told on the live feed when anything here changes.
  public static final String TOPIC = "roster";

  private final Database database;
  private final ZoneId zone;
  private final Predicate<LocalDate> holidays;
  private final Distance distance;
  private final LiveFeed feed;
  private final Clock clock;
  private volatile Map<String, Skills> skills = Map.of();
  private volatile ShiftPlan plan;
  private volatile Runnable changed = () -> {};

  /// @param firstLanguage of the site
  /// @param holidays      whether the site is closed on a day
  public Roster(
      Database database,
      ZoneId zone,
      String firstLanguage,
      Predicate<LocalDate> holidays,
      LiveFeed feed,
      Clock clock) {
    this.database = database;
    this.zone = zone;
    this.holidays = holidays;
    this.distance = new Distance(firstLanguage);
    this.feed = feed;
    this.clock = clock;
    this.plan = new ShiftPlan(List.of(), zone, holidays);
    read();
  }

  /// @param listener told when somebody's skills have changed
  public void onSkills(Runnable listener) {
    changed = listener;
  }

  private synchronized void read() {
    skills =
        database.read(RosterStore::people).stream()
            .collect(Collectors.toUnmodifiableMap(Skills::operator, Function.identity()));
    plan = new ShiftPlan(database.read(RosterStore::shifts), zone, holidays);
  }

  public Skills skills(String operator) {
    Skills known = skills.get(operator);
    return known == null ? Skills.unknown(operator) : known;
  }

  /// How far an operator is from what those in a queue need; see [Distance].
  public int distance(QueueName queue, String operator) {
    return distance.of(queue, skills(operator));
  }

  public ShiftPlan plan() {
    return plan;
  }

  /// Who is on call at this moment and has a mobile.
  public Set<String> onCall() {
    Set<String> people = new TreeSet<>(plan.at(clock.instant(), Duty.ON_CALL));
    people.removeIf(operator -> skills(operator).mobile().isEmpty());
    return people;
  }

  public void put(Skills person, String by) {
    database.write(
        handle -> {
          RosterStore.put(handle, person, clock.instant(), by);
          return true;
        });
    read();
    changed.run();
    feed.changed(TOPIC);
  }

  /// @return the shift with its id
  public PlannedShift plan(PlannedShift shift, String by) {
    Instant now = clock.instant();
    LocalDate today = now.atZone(zone).toLocalDate();
    long id =
        database.write(
            handle -> {
              RosterStore.dropBefore(handle, today.minusDays(1)); // a night may go on
              return RosterStore.plan(handle, shift, now, by);
            });
    read();
    feed.changed(TOPIC);
    return new PlannedShift(
        id,
        shift.operator(),
        shift.duty(),
        shift.day(),
        shift.date(),
        shift.from(),
        shift.length());
  }

  /// @return the shift that is planned no longer; nothing when there was none
  public Optional<PlannedShift> drop(long id) {
    Optional<PlannedShift> old = plan.shifts().stream().filter(one -> one.id() == id).findFirst();
    boolean dropped = database.write(handle -> RosterStore.drop(handle, id));
    read();
    feed.changed(TOPIC);
    return dropped ? old : Optional.empty();
  }

  /// The day on which the site's clock stands.
  public LocalDate today() {
    return clock.instant().atZone(zone).toLocalDate();
  }
}
