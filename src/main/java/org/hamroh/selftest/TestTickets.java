package org.hamroh.selftest;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hamroh.call.CallId;
import org.hamroh.phone.PhoneNumber;
import org.jspecify.annotations.Nullable;

/// By what the hotline knows its own test calls. From inside it is a number to call from that
/// nobody can guess, good for one call; a call that went out comes back from our own number while
/// we wait for it. Both are good for a minute only, and whoever made one up would gain a call that
/// leads to nobody.
///
/// Shared by the thread that tests and those of the calls.
public final class TestTickets {

  /// 799 is the self-test's own number; no real one begins so and has fifteen digits.
  private static final String PREFIX = "799";

  private static final int DIGITS = 12;
  private static final Duration GOOD_FOR = Duration.ofMinutes(1);

  /// Carriers write a number with and without its country; so many digits of the end tell it.
  private static final int TELLING_DIGITS = 7;

  /// Where a call that we sent out has come back.
  ///
  /// @param dialed the number of ours that it was brought to
  record Back(String dialed) {}

  private static final class Ticket {
    private final Instant until;
    private final boolean outside;
    private final Set<CallId> calls = new HashSet<>();
    private @Nullable Back back;
    private boolean door;

    private Ticket(Instant until, boolean outside) {
      this.until = until;
      this.outside = outside;
    }
  }

  private final SecureRandom chance = new SecureRandom();
  private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();
  private final Clock clock;

  public TestTickets(Clock clock) {
    this.clock = clock;
  }

  /// A number for the next test call from inside.
  String issue() {
    StringBuilder number = new StringBuilder(PREFIX);
    for (int i = 0; i < DIGITS; i++) {
      number.append(chance.nextInt(10));
    }
    tickets.put(number.toString(), new Ticket(clock.instant().plus(GOOD_FOR), false));
    return number.toString();
  }

  /// From now on a call that shows our own number is the test that went out.
  ///
  /// @return the name of the ticket
  String await(PhoneNumber ours) {
    tickets.put(ours.e164(), new Ticket(clock.instant().plus(GOOD_FOR), true));
    return ours.e164();
  }

  /// Whether a call from this number is ours. A ticket from inside says yes once; one from outside
  /// to each call that shows our number while it is awaited, so that nobody can push the real one
  /// aside.
  ///
  /// @param number as the carrier wrote it
  /// @param dialed the number of ours that it was brought to
  public synchronized boolean admits(String number, String dialed, CallId call) {
    for (Map.Entry<String, Ticket> one : tickets.entrySet()) {
      Ticket ticket = one.getValue();
      if (!clock.instant().isAfter(ticket.until) && fits(one.getKey(), ticket, number)) {
        ticket.calls.add(call);
        ticket.back = ticket.back == null ? new Back(dialed) : ticket.back;
        return true;
      }
    }
    return false;
  }

  private static boolean fits(String name, Ticket ticket, String number) {
    if (!ticket.outside) {
      return name.equals(number) && ticket.calls.isEmpty();
    }
    String ours = name.substring(1);
    String shown = number.replaceAll("[^0-9]", "");
    String shorter = shown.length() < ours.length() ? shown : ours;
    String longer = shown.length() < ours.length() ? ours : shown;
    return shorter.length() >= TELLING_DIGITS && longer.endsWith(shorter);
  }

  /// A test call has come to where a caller would be given to people.
  public synchronized void atTheDoor(CallId call) {
    tickets.values().stream()
        .filter(ticket -> ticket.calls.contains(call))
        .forEach(ticket -> ticket.door = true);
  }

  /// Where the call of this ticket has come in; nothing while it has not.
  synchronized Optional<Back> back(String name) {
    return Optional.ofNullable(tickets.get(name)).map(ticket -> ticket.back);
  }

  synchronized boolean atDoor(String name) {
    Ticket ticket = tickets.get(name);
    return ticket != null && ticket.door;
  }

  /// The test is over.
  ///
  /// @return whether its call came to the door
  synchronized boolean tear(String name) {
    Ticket ticket = tickets.remove(name);
    return ticket != null && ticket.door;
  }
}
