package org.hamroh.selftest;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hamroh.call.CallId;

/// By what the hotline knows its own test calls: a number to call from that nobody can guess, good
/// for one call within a minute. Whoever guessed one would gain a call that leads to nobody.
///
/// Shared by the thread that tests and those of the calls.
public final class TestTickets {

  /// 799 is the self-test's own number; no real one begins so and has fifteen digits.
  private static final String PREFIX = "799";

  private static final int DIGITS = 12;
  private static final Duration GOOD_FOR = Duration.ofMinutes(1);

  private static final class Ticket {
    private final Instant until;
    private Optional<CallId> call = Optional.empty();
    private boolean door;

    private Ticket(Instant until) {
      this.until = until;
    }
  }

  private final SecureRandom chance = new SecureRandom();
  private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();
  private final Clock clock;

  public TestTickets(Clock clock) {
    this.clock = clock;
  }

  /// A number for the next test call.
  String issue() {
    StringBuilder number = new StringBuilder(PREFIX);
    for (int i = 0; i < DIGITS; i++) {
      number.append(chance.nextInt(10));
    }
    tickets.put(number.toString(), new Ticket(clock.instant().plus(GOOD_FOR)));
    return number.toString();
  }

  /// Whether a call from this number is ours. Says yes once for each ticket.
  ///
  /// @param number as the carrier wrote it
  public synchronized boolean admits(String number, CallId call) {
    Ticket ticket = tickets.get(number);
    if (ticket == null || ticket.call.isPresent() || clock.instant().isAfter(ticket.until)) {
      return false;
    }
    ticket.call = Optional.of(call);
    return true;
  }

  /// A test call has come to where a caller would be given to people.
  public synchronized void atTheDoor(CallId call) {
    tickets.values().stream()
        .filter(ticket -> ticket.call.equals(Optional.of(call)))
        .forEach(ticket -> ticket.door = true);
  }

  /// The test is over.
  ///
  /// @return whether its call came to the door
  synchronized boolean tear(String number) {
    Ticket ticket = tickets.remove(number);
    return ticket != null && ticket.door;
  }
}
