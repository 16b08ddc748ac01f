package org.hamroh.call;

import java.time.Duration;

/// What the calls of some time come to, as far as they have ended.
///
/// @param resolved          calls in which the caller got something: a person, an advice heard to
///                          the end, a message left, a call booked
/// @param paid              by all callers' own credit together
/// @param withoutKeys       calls of people who pressed no key that leads anywhere
/// @param withoutKeysServed those of them that ended with a person or a kept message
public record CallTotals(
    long calls, long resolved, Duration paid, long withoutKeys, long withoutKeysServed) {

  /// What a resolved call cost its caller on average; zero when none was resolved.
  public Duration paidPerResolved() {
    return resolved == 0 ? Duration.ZERO : paid.dividedBy(resolved);
  }
}
