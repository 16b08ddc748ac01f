package org.hamroh.callback.booking;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.ToldEvent;
import org.hamroh.callback.Callback;
import org.hamroh.callback.CallbackKind;
import org.hamroh.callback.WishStore;
import org.hamroh.callback.order.Place;
import org.hamroh.gate.Errand;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Purpose;
import org.hamroh.gate.Verdict;
import org.hamroh.gate.Whereabouts;
import org.hamroh.ivr.outside.Callbacks;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.NumberReading;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.web.LiveFeed;

/// Takes the wish to be called back: from scripts, and from operators who write it down for
/// somebody.
public final class Bookings implements Callbacks {

  /// Where those go who wanted nobody in particular.
  static final String ANYBODY = "queue-general";

  private static final String DANGER = "queue-danger";

  /// What a call is expected to last, for the day's money.
  private static final int MINUTES = 5;

  private static final Logger LOG = LogManager.getLogger(Bookings.class);

  /// What the rest of the hotline tells of a call.
  ///
  /// @param number of the person who calls, while a script speaks with them
  /// @param story  what happened on the call so far
  public record Calls(
      Function<CallId, Optional<PhoneNumber>> number, Function<CallId, List<ToldEvent>> story) {}

  /// What an operator asks for.
  ///
  /// @param number   as it was written down
  /// @param language empty when unknown
  public record Order(String number, When when, String language, String queue, boolean safe) {}

  /// What came of it.
  public sealed interface Taken {
    record Booked(Callback callback) implements Taken {}

    /// @param reason a clause: `has 7 digits, too few`
    record Refused(String reason) implements Taken {}
  }

  private final Database database;
  private final Calls calls;
  private final NumberReader numbers;
  private final String home;
  private final Function<PhoneNumber, CallerKey> keys;
  private final OutgoingGate gate;
  private final Whereabouts whereabouts;
  private final BookingHours hours;
  private final LiveFeed feed;
  private final Runnable wake;
  private final Clock clock;

  /// @param home region whose numbers need no country code, `TJ`
  /// @param keys what is kept instead of a number
  /// @param feed told `callbacks` when there is a new one
  /// @param wake told, too: its turn may have come already
  public Bookings(
      Database database,
      Calls calls,
      NumberReader numbers,
      String home,
      Function<PhoneNumber, CallerKey> keys,
      OutgoingGate gate,
      Whereabouts whereabouts,
      BookingHours hours,
      LiveFeed feed,
      Runnable wake,
      Clock clock) {
    this.database = database;
    this.calls = calls;
    this.numbers = numbers;
    this.home = home;
    this.keys = keys;
    this.gate = gate;
    this.whereabouts = whereabouts;
    this.hours = hours;
    this.feed = feed;
    this.wake = wake;
    this.clock = clock;
  }

  @Override
  public boolean isThere() {
    return true;
  }

  @Override
  public boolean canCall(CallId call) {
    try {
      return calls.number().apply(call).filter(this::isAllowed).isPresent();
    } catch (StoreException e) {
      LOG.error("event=gate-not-asked call={}", call, e);
      return false; // a message can still be left
    }
  }

  /// Closed for now is no refusal: the dialer asks again when the time has come.
  private boolean isAllowed(PhoneNumber number) {
    return switch (gate.ask(Errand.call(number, Purpose.CALLBACK, MINUTES))) {
      case Verdict.Open open -> true;
      case Verdict.Closed closed -> closed.again().isPresent();
    };
  }

  @Override
  public boolean offersAtOnce(CallId call) {
    boolean abroad =
        calls
            .number()
            .apply(call)
            .flatMap(numbers::region)
            .filter(one -> !one.equals(home))
            .isPresent();
    return abroad && call.callback().isEmpty() && canCall(call);
  }

  @Override
  public Answer book(Wish wish) {
    Optional<PhoneNumber> number =
        wish.number().isEmpty() ? calls.number().apply(wish.call()) : read(wish);
    try {
      if (number.filter(this::isAllowed).isEmpty()) {
        return new Answer.NumberRefused();
      }
      Instant now = clock.instant();
      Callback callback = keep(wish(wish, number.get(), now), wish.when(), now);
      LOG.info(
          "event=callback-booked call={} callback={} kind={} when={}",
          wish.call(),
          callback.id(),
          callback.kind().word(),
          wish.when());
      return new Answer.Booked(callback.receipt());
    } catch (StoreException e) {
      LOG.error("event=callback-lost call={}", wish.call(), e);
      return new Answer.Unavailable();
    }
  }

  /// Read as it is dialled where the caller is.
  private Optional<PhoneNumber> read(Wish wish) {
    String region = calls.number().apply(wish.call()).flatMap(numbers::region).orElse(home);
    return switch (numbers.read(wish.number(), region)) {
      case NumberReading.Read read -> Optional.of(read.number());
      case NumberReading.Unreadable unreadable -> Optional.empty();
    };
  }

  /// Without its hours, which depend on where the person is.
  private Callback.Wish wish(Wish wish, PhoneNumber number, Instant now) {
    Optional<CallEvent.HandedToQueue> handed = handed(wish.call());
    String queue =
        wish.queue().isEmpty()
            ? handed.map(CallEvent.HandedToQueue::queue).orElse(ANYBODY)
            : wish.queue();
    boolean waited = wish.asked().isBefore(now) && wish.when() == When.SOONEST;
    int priority = handed.map(CallEvent.HandedToQueue::priority).orElse(0);
    return new Callback.Wish(
        wish.urgent() ? CallbackKind.DANGER : waited ? CallbackKind.QUEUE : CallbackKind.BOOKED,
        keys.apply(number),
        number,
        wish.language(),
        wish.urgent() ? DANGER : queue,
        wish.urgent() ? Place.MOST_PRIORITY : Math.clamp(priority, 0, Place.MOST_PRIORITY),
        wish.safe(),
        Optional.of(wish.call()),
        wish.asked().isBefore(now) ? wish.asked() : now,
        now,
        now.plus(BookingHours.SOON_LASTS));
  }

  private Optional<CallEvent.HandedToQueue> handed(CallId call) {
    return calls.story().apply(call).stream()
        .flatMap(
            told ->
                told.event() instanceof CallEvent.HandedToQueue one
                    ? Optional.of(one).stream()
                    : Optional.<CallEvent.HandedToQueue>empty().stream())
        .reduce((first, last) -> last);
  }

  private Callback keep(Callback.Wish soon, When when, Instant now) {
    Callback kept =
        database.write(
            handle -> {
              List<ZoneId> zones = whereabouts.zones(handle, soon.number(), soon.caller());
              BookingHours.Slot slot = hours.slot(when, now, zones);
              Callback.Wish wish =
                  new Callback.Wish(
                      soon.kind(),
                      soon.caller(),
                      soon.number(),
                      soon.language(),
                      soon.queue(),
                      soon.priority(),
                      soon.safe(),
                      soon.fromCall(),
                      soon.askedAt(),
                      slot.from(),
                      slot.until());
              return WishStore.keep(handle, wish, now);
            });
    feed.changed("callbacks");
    wake.run();
    return kept;
  }

  /// Somebody asked an operator for it.
  ///
  /// @throws StoreException when it cannot be kept
  public Taken order(Order order) {
    switch (numbers.read(order.number(), home)) {
      case NumberReading.Unreadable unreadable -> {
        return new Taken.Refused("The number " + unreadable.reason() + ".");
      }
      case NumberReading.Read read -> {
        if (!isAllowed(read.number())) {
          return new Taken.Refused("This number is not to be called.");
        }
        Instant now = clock.instant();
        Callback.Wish wish =
            new Callback.Wish(
                CallbackKind.BOOKED,
                keys.apply(read.number()),
                read.number(),
                order.language(),
                order.queue().isEmpty() ? ANYBODY : order.queue(),
                0,
                order.safe(),
                Optional.empty(),
                now,
                now,
                now.plus(BookingHours.SOON_LASTS));
        return new Taken.Booked(keep(wish, order.when(), now));
      }
    }
  }

  /// Somebody's turn may have come just now.
  void hurry() {
    wake.run();
  }
}
