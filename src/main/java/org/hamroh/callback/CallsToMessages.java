package org.hamroh.callback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hamroh.call.Callers;
import org.hamroh.gate.Errand;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Purpose;
import org.hamroh.gate.Verdict;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.voicemail.CallsBack;
import org.hamroh.voicemail.VoiceMessage;

/// Owes a call to whoever left a voice message, when staff ask for it. Our name is not said before
/// a key tells who is there: nobody has asked this caller whether it may be.
public final class CallsToMessages implements CallsBack {

  /// Then staff should listen again before anybody rings.
  private static final Duration WITHIN = Duration.ofDays(1);

  private static final String QUEUE = "queue-general";
  private static final int URGENT = 50;

  private final Database database;
  private final OutgoingGate gate;
  private final Callers callers;
  private final Clock clock;

  public CallsToMessages(Database database, OutgoingGate gate, Callers callers, Clock clock) {
    this.database = database;
    this.gate = gate;
    this.callers = callers;
    this.clock = clock;
  }

  @Override
  public Optional<String> book(VoiceMessage message, PhoneNumber number, String by) {
    if (gate.ask(Errand.call(number, Purpose.CALLBACK, 1))
            instanceof Verdict.Closed(var reason, var again)
        && again.isEmpty()) {
      return Optional.empty(); // never; what is only too early the dialer waits for
    }
    Instant now = clock.instant();
    Callback.Wish wish =
        new Callback.Wish(
            CallbackKind.BOOKED,
            callers.of(number).key(),
            number,
            message.language(),
            QUEUE,
            message.urgent() ? URGENT : 0,
            true,
            Optional.of(message.call()),
            message.leftAt(),
            now,
            now.plus(WITHIN));
    return Optional.of(database.write(handle -> WishStore.keep(handle, wish, now)).receipt());
  }
}
