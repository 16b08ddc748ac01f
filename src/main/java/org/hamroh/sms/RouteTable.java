package org.hamroh.sms;

import java.util.List;
import java.util.Optional;
import org.hamroh.phone.PhoneNumber;

/// Which route takes a number: the first whose prefix fits.
///
/// @param routes in the order of the settings
public record RouteTable(List<SmsConfig.Route> routes) {

  public RouteTable {
    routes = List.copyOf(routes);
  }

  public Optional<SmsConfig.Route> of(PhoneNumber number) {
    return routes.stream()
        .filter(route -> route.prefixes().stream().anyMatch(number.e164()::startsWith))
        .findFirst();
  }

  /// Every prefix that some route serves.
  public List<String> prefixes() {
    return routes.stream().flatMap(route -> route.prefixes().stream()).distinct().toList();
  }
}
