package org.hamroh.callback;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// Which way out to take. Of those that lead to a number's country the cheapest goes first, then
/// the order of the settings; but a way that this network has mostly blocked of late goes last.
/// Networks change their minds, so what was learned fades: after some days without a try a blocked
/// way counts as unknown again.
public final class Ways {

  /// What one attempt weighs, in thousandths.
  private static final long ONE = 1_000;

  /// Each new result makes all before it weigh this much less: the last ten or so count.
  private static final double FADING = 0.9;

  /// And so does time: half after this.
  private static final Duration HALF_LIFE = Duration.ofDays(2);

  /// Fewer than a third got through: the way goes last.
  private static final double MOSTLY_BLOCKED = 0.34;

  /// Networks are told apart by two digits after a country code of one to three.
  private static final int AREA_DIGITS = 2;

  /// More networks than the served countries have; the longest unused are forgotten.
  static final int MOST_ROWS = 2_000;

  private static final int LONGEST_CODE = 3;

  private final List<Way> ways;

  /// @param ways the preferred first
  public Ways(List<Way> ways) {
    this.ways = List.copyOf(ways);
  }

  public boolean isEmpty() {
    return ways.isEmpty();
  }

  /// The way to try next.
  ///
  /// @param blocked ways on which this call back was blocked already
  /// @param busy    calls out that each way carries now
  /// @return nothing when no way leads there, each was blocked, or all its lines are taken
  public Optional<Way> choose(
      Handle handle,
      PhoneNumber number,
      Set<String> blocked,
      Map<String, Integer> busy,
      Instant now) {
    Map<String, Double> through = through(handle, network(number), now);
    return ways.stream()
        .filter(way -> way.leadsTo(number) && !blocked.contains(way.name()))
        .filter(way -> busy.getOrDefault(way.name(), 0) < way.lines())
        .min(
            Comparator.<Way, Boolean>comparing(
                    way -> through.getOrDefault(way.name(), 1.0) < MOSTLY_BLOCKED)
                .thenComparing(Way::price));
  }

  /// Whether a way is left that this call back was not blocked on.
  public boolean anyLeft(PhoneNumber number, Set<String> blocked) {
    return ways.stream().anyMatch(way -> way.leadsTo(number) && !blocked.contains(way.name()));
  }

  boolean leadTo(PhoneNumber number) {
    return anyLeft(number, Set.of());
  }

  /// The share of attempts that got through, by way; a way that was never tried is missing. One
  /// imagined success keeps a single failure from deciding.
  private static Map<String, Double> through(Handle handle, String network, Instant now) {
    Map<String, Double> shares = new HashMap<>();
    handle
        .createQuery("select way, tried, blocked, last_at from call_way where network = :network")
        .bind("network", network)
        .map(
            (row, context) -> {
              double age = Math.max(0, now.toEpochMilli() - row.getLong("last_at"));
              double weight = Math.pow(0.5, age / HALF_LIFE.toMillis());
              double tried = row.getLong("tried") * weight + ONE;
              double blocked = row.getLong("blocked") * weight;
              return Map.entry(row.getString("way"), 1 - blocked / tried);
            })
        .forEach(share -> shares.put(share.getKey(), share.getValue()));
    return shares;
  }

  /// Learns from an attempt. One that was lost or never left teaches nothing.
  public void learn(Handle handle, PhoneNumber number, String way, Outcome outcome, Instant now) {
    boolean answered = outcome == Outcome.CONFIRMED || outcome == Outcome.UNCONFIRMED;
    boolean blocked = outcome == Outcome.BLOCKED;
    if (outcome == Outcome.LOST || outcome == Outcome.NOT_SENT) {
      return;
    }
    handle
        .createUpdate(
            """
            insert into call_way (network, way, tried, answered, blocked, last_at)
            values (:network, :way, :one, :answered, :blocked, :now)
            on conflict (network, way) do update set
              tried = cast(call_way.tried * :fading as bigint) + :one,
              answered = cast(call_way.answered * :fading as bigint) + :answered,
              blocked = cast(call_way.blocked * :fading as bigint) + :blocked,
              last_at = :now
            """)
        .bind("network", network(number))
        .bind("way", way)
        .bind("one", ONE)
        .bind("answered", answered ? ONE : 0)
        .bind("blocked", blocked ? ONE : 0)
        .bind("fading", FADING)
        .bind("now", now.toEpochMilli())
        .execute();
    handle
        .createUpdate(
            """
            delete from call_way where last_at <
              (select min(last_at) from
                (select last_at from call_way order by last_at desc limit :most) newest)
            """)
        .bind("most", MOST_ROWS)
        .execute();
  }

  /// Country code and the first digits after it: `99290`.
  static String network(PhoneNumber number) {
    String digits = number.e164().substring(1);
    int code = digits.startsWith("7") || digits.startsWith("1") ? 1 : LONGEST_CODE;
    int area = code == 1 ? AREA_DIGITS + 1 : AREA_DIGITS; // +7 912, but +992 90
    return digits.substring(0, Math.min(digits.length(), code + area));
  }
}
