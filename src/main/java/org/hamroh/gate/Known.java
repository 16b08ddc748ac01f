package org.hamroh.gate;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.InList;
import org.hamroh.store.KeptStatements;
import org.hamroh.store.StoreException;
import org.jdbi.v3.core.Handle;

/// What the tables say of some people at once, read in a few queries: a broadcast asks the gate
/// about hundreds at a time. What passes is added up here and written by [#write].
final class Known {

  private record Count(String who, String what) {}

  private final Handle handle;
  private final LocalDate day;
  private final Set<String> optedOut = new HashSet<>();
  private final Set<String> erased = new HashSet<>();
  private final Set<String> back = new HashSet<>();
  private final Map<String, ZoneId> zones = new HashMap<>();
  private final Map<String, SafetyCard> cards = new HashMap<>();
  private final Map<String, String> homes = new HashMap<>();
  private final Map<Count, Long> counts = new HashMap<>();
  private final Map<Count, Long> added = new HashMap<>();

  Known(Handle handle, LocalDate day, Map<PhoneNumber, CallerKey> people, Homes where) {
    this.handle = handle;
    this.day = day;
    if (people.isEmpty()) {
      return;
    }
    List<String> numbers = people.keySet().stream().map(PhoneNumber::e164).toList();
    List<String> keys = people.values().stream().map(CallerKey::hex).toList();
    InList.read(
        handle,
        "select number from opt_out where number in (%s)",
        numbers,
        row -> optedOut.add(row.getString(1)));
    InList.read(
        handle,
        "select caller_key from do_not_send where caller_key in (%s)",
        keys,
        row -> erased.add(row.getString(1)));
    if (!erased.isEmpty()) {
      InList.read(
          handle,
          "select number from opt_in where number in (%s)",
          numbers,
          row -> back.add(row.getString(1)));
    }
    zones.putAll(Whereabouts.toldBy(handle, keys));
    cards.putAll(SafetyCards.of(handle, keys));
    homes.putAll(where.of(handle, numbers));
    readCounts(keys);
  }

  private void readCounts(Collection<String> keys) {
    List<String> whose = new ArrayList<>(keys);
    whose.add(DayCounts.ALL);
    InList.read(
        handle,
        "select who, what, amount from gate_count where day = "
            + day.toEpochDay()
            + " and who in (%s)",
        whose,
        row -> counts.put(new Count(row.getString(1), row.getString(2)), row.getLong(3)));
  }

  /// Who said stop, or was erased and has not come back by their own word.
  boolean wantsNothing(PhoneNumber number, CallerKey key) {
    return optedOut.contains(number.e164())
        || (erased.contains(key.hex()) && !back.contains(number.e164()));
  }

  Optional<ZoneId> zone(CallerKey key) {
    return Optional.ofNullable(zones.get(key.hex()));
  }

  /// Where somebody lives; empty when nobody knows.
  String home(PhoneNumber number) {
    return homes.getOrDefault(number.e164(), "");
  }

  Optional<SafetyCard> card(CallerKey key) {
    return Optional.ofNullable(cards.get(key.hex()));
  }

  /// @param who  a caller key, or `all`
  /// @param what `call`, `text` or `money`
  long count(String who, String what) {
    return counts.getOrDefault(new Count(who, what), 0L);
  }

  void add(String who, String what, long amount) {
    Count count = new Count(who, what);
    counts.merge(count, amount, Long::sum);
    added.merge(count, amount, Long::sum);
  }

  void write() {
    if (added.isEmpty()) {
      return;
    }
    try {
      PreparedStatement upsert =
          KeptStatements.of(
              handle,
              """
              insert into gate_count (day, who, what, amount) values (?, ?, ?, ?)
              on conflict (day, who, what) do update set
                amount = gate_count.amount + excluded.amount
              """);
      for (Map.Entry<Count, Long> one : added.entrySet()) {
        upsert.setLong(1, day.toEpochDay());
        upsert.setString(2, one.getKey().who);
        upsert.setString(3, one.getKey().what);
        upsert.setLong(4, one.getValue());
        upsert.addBatch();
      }
      upsert.executeBatch();
    } catch (SQLException e) {
      throw new StoreException("what has passed the gate could not be counted", e);
    }
  }
}
