package org.hamroh.gate;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;

/// The real gate with rules for tests.
public final class TestGate {

  private static final byte[] SECRET = new byte[16];

  static final Caps GENEROUS =
      new Caps(1_000_000, 1_000_000, 1_000_000, 1_000_000, BigDecimal.valueOf(1_000_000), Map.of());

  private TestGate() {}

  /// By day and night, and as much as anybody likes.
  public static SiteGate open(Database database, List<String> prefixes) {
    return at(database, prefixes, Clock.systemUTC());
  }

  /// The same for Tajik and Russian numbers, at a time of the test.
  static SiteGate at(Database database, Clock clock) {
    return at(database, List.of("+992", "+7"), clock);
  }

  private static SiteGate at(Database database, List<String> prefixes, Clock clock) {
    DayWindow always = new DayWindow(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, Optional.empty());
    return of(database, new GateRules(prefixes, prefixes, always, Map.of(), GENEROUS), clock);
  }

  static SiteGate of(Database database, GateRules rules, Clock clock) {
    return new SiteGate(
        database, rules, new Whereabouts(Map.of(), ZoneOffset.UTC), TestGate::key, clock);
  }

  static CallerKey key(PhoneNumber number) {
    return CallerKey.of(number, SECRET);
  }
}
