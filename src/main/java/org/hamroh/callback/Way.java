package org.hamroh.callback;

import java.math.BigDecimal;
import java.util.List;
import org.hamroh.phone.PhoneNumber;

/// A way out: a carrier that takes our calls, and the number it shows.
///
/// @param name     of the carrier in the PBX
/// @param prefixes of the numbers that it may ring
/// @param callerId E.164
/// @param lines    calls out at once
/// @param price    of a minute
public record Way(
    String name, List<String> prefixes, String callerId, int lines, BigDecimal price) {

  public Way {
    prefixes = List.copyOf(prefixes);
  }

  boolean leadsTo(PhoneNumber number) {
    return prefixes.stream().anyMatch(number.e164()::startsWith);
  }
}
