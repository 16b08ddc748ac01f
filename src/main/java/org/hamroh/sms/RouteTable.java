package org.hamroh.sms;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
  private final Duration bulkValid;

  public RouteTable(SmsConfig config) {
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
    return ways.stream()
        .filter(way -> way.fit(number.e164()) > 0)
        .sorted(
            Comparator.<Way>comparingInt(way -> -way.fit(number.e164()))
                .thenComparing(way -> way.route.cost()))
        .map(Way::route)
        .toList();
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
