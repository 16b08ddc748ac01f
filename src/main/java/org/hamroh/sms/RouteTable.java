package org.hamroh.sms;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hamroh.phone.PhoneNumber;

/// Which route takes a number: the one with the longest prefix that fits, of equal ones the
/// cheapest, of those the first in the settings.
public final class RouteTable {

  private record Way(SmsConfig.Route route, List<String> prefixes) {

    int fit(String e164) {
      return prefixes.stream().filter(e164::startsWith).mapToInt(String::length).max().orElse(0);
    }
  }

  private final List<Way> ways;
  private final Map<String, BigDecimal> usual;
  private final Duration bulkValid;

  public RouteTable(SmsConfig config) {
    this(config, Map.of());
  }

  /// @param usual what a segment costs by prefix, where its route says nothing
  public RouteTable(SmsConfig config, Map<String, BigDecimal> usual) {
    this.usual = Map.copyOf(usual);
    this.bulkValid = Duration.ofHours(config.valid().bulk());
    this.ways =
        config.routes().stream()
            .filter(SmsConfig.Route::sends)
            .map(route -> new Way(route, config.prefixes(route)))
            .toList();
  }

  public Optional<SmsConfig.Route> of(PhoneNumber number) {
    return all(number).stream().findFirst();
  }

  /// All that could take it, the best first.
  public List<SmsConfig.Route> all(PhoneNumber number) {
    return all(number.e164());
  }

  private List<SmsConfig.Route> all(String head) {
    return ways.stream()
        .filter(way -> way.fit(head) > 0)
        .sorted(
            Comparator.<Way>comparingInt(way -> -way.fit(head))
                .thenComparing(way -> cost(way.route, head)))
        .map(Way::route)
        .toList();
  }

  /// The route's own price, or else the usual one.
  private BigDecimal cost(SmsConfig.Route route, String head) {
    BigDecimal own = route.costPerSegment();
    return own == null ? Prices.longest(usual, head, BigDecimal.ZERO) : own;
  }

  /// What a segment costs by this route: one price, or the lowest and the highest of its numbers.
  public String cost(SmsConfig.Route route) {
    List<BigDecimal> all =
        ways.stream()
            .filter(way -> way.route.name().equals(route.name()))
            .flatMap(way -> way.prefixes.stream())
            .map(prefix -> cost(route, prefix))
            .sorted()
            .toList();
    if (all.isEmpty()) {
      return "0"; // it sends nothing
    }
    String low = all.getFirst().toPlainString();
    String high = all.getLast().toPlainString();
    return low.equals(high) ? low : low + "–" + high;
  }

  /// What a segment costs and how parts are joined: as the best route for each number has it.
  public Prices prices() {
    Map<String, BigDecimal> prices = new HashMap<>();
    Map<String, Joining> joinings = new HashMap<>();
    Stream.concat(prefixes().stream(), usual.keySet().stream())
        .forEach(
            head -> {
              List<SmsConfig.Route> routes = all(head);
              if (routes.isEmpty()) {
                prices.put(head, Prices.longest(usual, head, BigDecimal.ZERO));
              } else {
                prices.put(head, cost(routes.getFirst(), head));
                joinings.put(head, routes.getFirst().joined());
              }
            });
    return new Prices(prices, joinings);
  }

  /// How long a broadcast is worth sending.
  public Duration bulkValid() {
    return bulkValid;
  }

  /// Every prefix that some route serves.
  public List<String> prefixes() {
    return ways.stream().flatMap(way -> way.prefixes.stream()).distinct().toList();
  }
}
