package org.hamroh.gate;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// The same rules by which the gate judges broadcasts, asked about times that are still to come.
public final class OpenHours {

  private final Database database;
  private final GateRules rules;
  private final Whereabouts whereabouts;
  private final Function<PhoneNumber, CallerKey> keys;
  private final Clock clock;

  OpenHours(
      Database database,
      GateRules rules,
      Whereabouts whereabouts,
      Function<PhoneNumber, CallerKey> keys,
      Clock clock) {
    this.database = database;
    this.rules = rules;
    this.whereabouts = whereabouts;
    this.keys = keys;
    this.clock = clock;
  }

  /// In which zones each of these people may be.
  public Map<PhoneNumber, List<ZoneId>> zones(List<PhoneNumber> numbers) {
    Map<PhoneNumber, CallerKey> people = new HashMap<>();
    numbers.forEach(number -> people.computeIfAbsent(number, keys));
    Map<String, ZoneId> told =
        database.read(
            handle ->
                Whereabouts.toldBy(handle, people.values().stream().map(CallerKey::hex).toList()));
    Map<PhoneNumber, List<ZoneId>> zones = new HashMap<>();
    people.forEach(
        (number, key) ->
            zones.put(number, whereabouts.zones(Optional.ofNullable(told.get(key.hex())), number)));
    return zones;
  }

  /// Whether a place has hours of electricity of its own.
  public boolean hasElectricity(String place) {
    return rules.electricity().containsKey(place);
  }

  /// Whether a broadcast may leave then for people in these zones.
  ///
  /// @param place an id of the list of places; empty when nobody knows
  public boolean isOpen(Instant at, List<ZoneId> zones, String place) {
    List<GateRules.Power> power = rules.electricity().getOrDefault(place, List.of());
    return rules.window().isOpen(at, zones)
        && (power.isEmpty() || power.stream().anyMatch(on -> on.window().isOpen(at, on.zone())));
  }

  /// Segments that may leave on a day of the site.
  public long segmentsADay() {
    return rules.caps().textsPerDay();
  }

  /// Money that may be spent on a day of the site, in millionths.
  public long moneyADay() {
    return rules.caps().moneyMillionths();
  }

  /// What has left today of both, in this order.
  public List<Long> today() {
    long day = LocalDate.now(clock).toEpochDay();
    return database.read(
        handle -> List.of(count(handle, day, "text"), count(handle, day, DayCounts.MONEY)));
  }

  private static long count(Handle handle, long day, String what) {
    return handle
        .createQuery(
            "select coalesce(sum(amount), 0) from gate_count where day = :day and who = :who and what = :what")
        .bind("day", day)
        .bind("who", DayCounts.ALL)
        .bind("what", what)
        .mapTo(Long.class)
        .one();
  }
}
