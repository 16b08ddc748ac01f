package org.hamroh.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Slows down who guesses. Wrong tries are counted for each account together with the address they
/// come from, and for the address alone; past the free ones each doubles the wait. A browser from
/// which this person has logged in before is counted by itself. So nobody can lock a colleague out:
/// neither from another address nor from the same one.
///
/// Codes are asked for only after a right password, so only who knows it can make a code wait; they
/// are counted for the account wherever they come from, because a million is soon tried from many
/// addresses.
final class LoginThrottle {

  private static final int FREE_FOR_ACCOUNT = 5;

  /// A whole office may stand behind one address.
  private static final int FREE_FOR_ADDRESS = 20;

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /// Forgotten after an hour without a wrong try.
  private static final Duration MEMORY = Duration.ofHours(1);

  /// Names and addresses kept; an attacker with more than these is stopped by the slow hash.
  private static final int MOST = 10_000;

  /// 2^9 s is past the longest wait.
  private static final int MOST_DOUBLINGS = 9;

  private record Tries(int wrong, Instant until) {}

  private record Counter(String key, int free) {}

  /// Who tries.
  ///
  /// @param address of the network: of IPv6 the first half, which is one subscriber's
  /// @param browser the known browser's name; empty when this person never came from it
  record Trier(String login, String address, Optional<String> browser) {

    static Trier of(String login, String address, Optional<String> browser) {
      String[] parts = address.split(":", -1);
      String network = parts.length > 4 ? String.join(":", List.of(parts).subList(0, 4)) : address;
      return new Trier(Sessions.hash(login), network, browser);
    }

    private List<Counter> passwords() {
      return browser
          .map(known -> List.of(new Counter("browser " + known + login, FREE_FOR_ACCOUNT)))
          .orElseGet(
              () ->
                  List.of(
                      new Counter("account " + login + " " + address, FREE_FOR_ACCOUNT),
                      new Counter("address " + address, FREE_FOR_ADDRESS)));
    }

    private List<Counter> codes() {
      return List.of(new Counter("code " + browser.orElse("anywhere ") + login, FREE_FOR_ACCOUNT));
    }
  }

  private final Clock clock;
  private final Cache<String, Tries> tries =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(MEMORY).build();

  LoginThrottle(Clock clock) {
    this.clock = clock;
  }

  /// Counts a password before it is known to be wrong, so that many at once get no further than one
  /// after the other.
  ///
  /// @return how long to wait before it may be tried; zero when it was counted and may be now
  Duration password(Trier trier) {
    return begin(trier.passwords());
  }

  void passwordWasRight(Trier trier) {
    right(trier.passwords());
  }

  /// The same for a code.
  Duration code(Trier trier) {
    return begin(trier.codes());
  }

  void codeWasRight(Trier trier) {
    right(trier.codes());
  }

  private synchronized Duration begin(List<Counter> counters) {
    Duration longest =
        counters.stream().map(one -> left(one.key)).max(Duration::compareTo).orElse(Duration.ZERO);
    if (longest.isZero()) {
      counters.forEach(this::count);
    }
    return longest;
  }

  /// It was right: it does not count. What the others behind this address tried still does.
  private void right(List<Counter> counters) {
    tries.invalidate(counters.getFirst().key);
    for (Counter other : counters.subList(1, counters.size())) {
      tries
          .asMap()
          .computeIfPresent(
              other.key, (same, before) -> new Tries(before.wrong - 1, clock.instant()));
    }
  }

  private Duration left(String key) {
    Tries known = tries.getIfPresent(key);
    if (known == null) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), known.until);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void count(Counter counter) {
    tries
        .asMap()
        .compute(
            counter.key,
            (same, before) -> {
              int wrong = before == null ? 1 : before.wrong + 1;
              int doublings = Math.min(wrong - counter.free, MOST_DOUBLINGS);
              Duration wait = doublings < 0 ? Duration.ZERO : Duration.ofSeconds(1L << doublings);
              if (wait.compareTo(LONGEST_WAIT) > 0) {
                wait = LONGEST_WAIT;
              }
              return new Tries(wrong, clock.instant().plus(wait));
            });
  }
}
