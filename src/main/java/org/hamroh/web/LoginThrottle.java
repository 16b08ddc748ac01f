package org.hamroh.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Slows down who guesses passwords. Wrong tries are counted for each account together with the
/// address they come from, and for the address alone; past the free ones each doubles the wait.
/// Nobody can lock a colleague out from another address.
final class LoginThrottle {

  private static final int FREE_FOR_ACCOUNT = 5;

  /// A whole office may stand behind one address.
  private static final int FREE_FOR_ADDRESS = 20;

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /// Forgotten after an hour without a wrong try.
  private static final Duration MEMORY = Duration.ofHours(1);

  /// Names and addresses kept; an attacker with more than these is stopped by the slow hash.
  private static final int MOST = 10_000;

  private record Tries(int wrong, Instant until) {}

  private final Clock clock;
  private final Cache<String, Tries> tries =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(MEMORY).build();

  LoginThrottle(Clock clock) {
    this.clock = clock;
  }

  /// How long this account must not be tried from this address; zero when it may be now.
  Duration waitFor(String login, String address) {
    Duration one = left(account(login, address));
    Duration other = left(address);
    return one.compareTo(other) > 0 ? one : other;
  }

  /// Counts a try before it is known to be wrong, so that many at once get no further than one
  /// after the other.
  void begin(String login, String address) {
    count(account(login, address), FREE_FOR_ACCOUNT);
    count(address, FREE_FOR_ADDRESS);
  }

  /// It was right: it does not count.
  void right(String login, String address) {
    tries.invalidate(account(login, address));
    tries
        .asMap()
        .computeIfPresent(address, (same, before) -> new Tries(before.wrong - 1, clock.instant()));
  }

  private static String account(String login, String address) {
    return Sessions.hash(login) + " " + address;
  }

  private Duration left(String key) {
    Tries known = tries.getIfPresent(key);
    if (known == null) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), known.until);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void count(String key, int free) {
    tries
        .asMap()
        .compute(
            key,
            (same, before) -> {
              int wrong = before == null ? 1 : before.wrong + 1;
              int doublings = Math.min(wrong - free, 9);
              Duration wait = doublings < 0 ? Duration.ZERO : Duration.ofSeconds(1L << doublings);
              if (wait.compareTo(LONGEST_WAIT) > 0) {
                wait = LONGEST_WAIT;
              }
              return new Tries(wrong, clock.instant().plus(wait));
            });
  }
}
