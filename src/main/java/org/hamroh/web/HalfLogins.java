package org.hamroh.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Logins whose password was right and whose code is still to come. In memory only: a server that
/// starts anew asks for the password again.
final class HalfLogins {

  /// Time to find the telephone, and at the first login an app for it.
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /// Each cost somebody a right password.
  private static final int MOST = 1_000;

  /// @param to the page that was asked for
  record Half(String login, String to, Instant until) {}

  private final Clock clock;
  private final Cache<String, Half> halves =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(PATIENCE).build();

  HalfLogins(Clock clock) {
    this.clock = clock;
  }

  /// @return what the browser's cookie holds
  String begin(String login, String to) {
    String token = Sessions.newToken();
    halves.put(Sessions.hash(token), new Half(login, to, clock.instant().plus(PATIENCE)));
    return token;
  }

  Optional<Half> find(String token) {
    return Optional.ofNullable(halves.getIfPresent(Sessions.hash(token)))
        .filter(half -> clock.instant().isBefore(half.until));
  }

  void end(String token) {
    halves.invalidate(Sessions.hash(token));
  }
}
