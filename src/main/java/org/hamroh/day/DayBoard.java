package org.hamroh.day;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallId;
import org.hamroh.callback.Callback;
import org.hamroh.callback.CallbackState;
import org.hamroh.callback.CallbackStore;
import org.hamroh.callback.booking.Bookings;
import org.hamroh.day.DayItem.Claim;
import org.hamroh.ivr.outside.Callbacks.When;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.queue.WaitingCaller;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.voicemail.MessageState;
import org.hamroh.voicemail.VoiceMessage;
import org.hamroh.voicemail.VoiceMessages;
import org.hamroh.web.LiveFeed;
import org.jdbi.v3.core.Handle;

/// The lists of the day, put together from the rooms that keep them. Nothing is copied: what is
/// done in its own room is gone here, and one person at a time has a thing, wherever it was taken.
public final class DayBoard implements AutoCloseable {

  /// Who takes something and goes home has not taken it for ever.
  static final Duration CLAIM_LASTS = Duration.ofMinutes(15);

  /// A call that was in hand is still wanted for a while when it is given back.
  private static final Duration WANTED_AFTER = Duration.ofHours(1);

  /// More of one list is not shown.
  private static final int MOST = 200;

  private static final Duration BETWEEN_TIDYINGS = Duration.ofMinutes(5);
  private static final Logger LOG = LogManager.getLogger(DayBoard.class);

  /// What became of a wish.
  public enum Outcome {
    DONE,
    /// Somebody else has it, or it is over.
    TOO_LATE,
    /// It must not be done: the gate, or no number.
    REFUSED,
    UNKNOWN
  }

  private final Database database;
  private final Supplier<List<WaitingCaller>> waiting;
  private final VoiceMessages messages;
  private final Bookings bookings;
  private final LostCallers lost;
  private final FollowUps followUps;
  private final LiveFeed feed;
  private final Clock clock;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("day").daemon().factory());

  /// @param waiting who is in a queue now, in order
  /// @param feed    told `day` when somebody has taken something or given it back
  /// @param clock   in the site's zone: its midnight ends the day
  public DayBoard(
      Database database,
      Supplier<List<WaitingCaller>> waiting,
      VoiceMessages messages,
      Bookings bookings,
      LostCallers lost,
      FollowUps followUps,
      LiveFeed feed,
      Clock clock) {
    this.database = database;
    this.waiting = waiting;
    this.messages = messages;
    this.bookings = bookings;
    this.lost = lost;
    this.followUps = followUps;
    this.feed = feed;
    this.clock = clock;
  }

  /// Begins to forget what nobody needs.
  public void start() {
    clockwork.scheduleWithFixedDelay(
        this::tidy,
        BETWEEN_TIDYINGS.toMillis(),
        BETWEEN_TIDYINGS.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void tidy() {
    try {
      Instant now = clock.instant();
      int claims = database.write(handle -> Claims.forget(handle, now));
      LOG.debug("event=day-tidied claims={}", claims);
    } catch (StoreException e) {
      LOG.warn("event=day-not-tidied reason=\"{}\"", e.getMessage()); // in some minutes again
    }
  }

  /// All lists as this person sees them.
  ///
  /// @param language of the page
  public Map<DayList, List<DayItem>> lists(String login, String language) {
    Instant now = clock.instant();
    Map<DayList, List<DayItem>> lists = new EnumMap<>(DayList.class);
    lists.put(DayList.WAITING, waiting.get().stream().map(DayBoard::waiting).toList());
    lists.put(
        DayList.MESSAGES, messages.open(MOST).stream().map(one -> message(one, now)).toList());
    lists.put(DayList.CALLBACKS, callbacks(now));
    lists.put(DayList.FOLLOW_UPS, followUps(login, language));
    lists.put(DayList.LOST, lostItems(now));
    return lists;
  }

  private static DayItem waiting(WaitingCaller caller) {
    String call = caller.call().value();
    return new DayItem(
        DayList.WAITING,
        call,
        caller.since(),
        Optional.empty(),
        caller.ringing().isEmpty() ? "waits" : "rings",
        caller.language(),
        caller.queue(),
        Optional.of(call),
        "/calls/" + call,
        Optional.empty(),
        false);
  }

  private static DayItem message(VoiceMessage message, Instant now) {
    return new DayItem(
        DayList.MESSAGES,
        message.id(),
        message.leftAt(),
        Optional.of(message.dueAt()),
        message.kind(),
        message.language(),
        "",
        Optional.of(message.call().value()),
        "/voicemail/" + message.id(),
        message
            .taken()
            .filter(deed -> message.state() == MessageState.TAKEN)
            .map(deed -> new Claim(deed.by(), deed.at().plus(CLAIM_LASTS)))
            .filter(claim -> claim.until().isAfter(now)),
        message.callable());
  }

  private List<DayItem> callbacks(Instant now) {
    Instant tonight = endOfDay();
    return database.read(
        handle ->
            CallbackStore.live(handle, MOST).stream()
                .filter(one -> one.state() == CallbackState.WAITING)
                .filter(one -> one.nextTryAt().isBefore(tonight))
                .map(one -> callback(handle, one, now))
                .toList());
  }

  private static DayItem callback(Handle handle, Callback one, Instant now) {
    String id = Long.toString(one.id());
    return new DayItem(
        DayList.CALLBACKS,
        id,
        one.askedAt(),
        Optional.of(one.notBefore()),
        one.kind().word(),
        one.language(),
        one.queue(),
        one.fromCall().map(CallId::value),
        "/callbacks",
        Claims.of(handle, DayList.CALLBACKS, id, now),
        one.number().isPresent());
  }

  private List<DayItem> followUps(String login, String language) {
    return followUps.of(login, today(), language).stream()
        .map(
            one ->
                new DayItem(
                    DayList.FOLLOW_UPS,
                    one.id(),
                    one.written(),
                    Optional.of(one.due()),
                    one.what(),
                    "",
                    "",
                    one.call(),
                    one.link(),
                    Optional.empty(),
                    false))
        .toList();
  }

  private List<DayItem> lostItems(Instant now) {
    List<DayItem> items = new ArrayList<>();
    for (LostCallers.Lost one : lost.list()) {
      String id = one.caller().hex();
      Optional<Claim> claim = database.read(handle -> Claims.of(handle, DayList.LOST, id, now));
      items.add(
          new DayItem(
              DayList.LOST,
              id,
              one.call().startedAt(),
              Optional.empty(),
              one.call().queue().isEmpty() ? "menu" : "queue",
              one.call().language(),
              one.call().queue(),
              Optional.of(one.call().call().value()),
              "/calls/" + one.call().call().value(),
              claim,
              one.callable()));
    }
    items.sort(Comparator.comparing(DayItem::since));
    return items;
  }

  private LocalDate today() {
    return clock.instant().atZone(clock.getZone()).toLocalDate();
  }

  private Instant endOfDay() {
    return today().plusDays(1).atStartOfDay(clock.getZone()).toInstant();
  }

  /// Takes a thing upon this person for a quarter of an hour; taking it again begins it anew.
  public Outcome claim(DayList list, String id, String by) {
    Outcome outcome =
        switch (list) {
          case WAITING, FOLLOW_UPS -> Outcome.UNKNOWN;
          case MESSAGES -> of(messages.claim(id, by, clock.instant().minus(CLAIM_LASTS)));
          case CALLBACKS -> number(id).map(one -> claimCallback(one, by)).orElse(Outcome.UNKNOWN);
          case LOST -> lost.find(id).isEmpty() ? Outcome.TOO_LATE : claimLost(id, by);
        };
    return told(outcome);
  }

  private Outcome claimCallback(long callback, String by) {
    Instant now = clock.instant();
    Instant until = now.plus(CLAIM_LASTS);
    return database.write(
        handle -> {
          if (CallbackStore.find(handle, callback).isEmpty()) {
            return Outcome.UNKNOWN;
          }
          boolean mine =
              Claims.take(handle, DayList.CALLBACKS, Long.toString(callback), by, until, now);
          if (mine && CallbackStore.hold(handle, callback, until, until.plus(WANTED_AFTER), now)) {
            return Outcome.DONE;
          }
          if (mine) { // it rings already, or is over
            Claims.release(handle, DayList.CALLBACKS, Long.toString(callback), by);
          }
          return Outcome.TOO_LATE;
        });
  }

  private Outcome claimLost(String caller, String by) {
    Instant now = clock.instant();
    boolean mine =
        database.write(
            handle -> Claims.take(handle, DayList.LOST, caller, by, now.plus(CLAIM_LASTS), now));
    return mine ? Outcome.DONE : Outcome.TOO_LATE;
  }

  /// Gives it back to everybody.
  public Outcome release(DayList list, String id, String by) {
    Outcome outcome =
        switch (list) {
          case WAITING, FOLLOW_UPS -> Outcome.UNKNOWN;
          case MESSAGES -> of(messages.letGo(id, by));
          case CALLBACKS -> number(id).map(one -> letGo(one, by)).orElse(Outcome.UNKNOWN);
          case LOST ->
              database.write(handle -> Claims.release(handle, DayList.LOST, id, by))
                  ? Outcome.DONE
                  : Outcome.TOO_LATE;
        };
    return told(outcome);
  }

  private Outcome letGo(long callback, String by) {
    Instant now = clock.instant();
    boolean done =
        database.write(
            handle ->
                Claims.release(handle, DayList.CALLBACKS, Long.toString(callback), by)
                    && CallbackStore.letGo(handle, callback, now));
    return done ? Outcome.DONE : Outcome.TOO_LATE;
  }

  /// The person was reached on another way: nothing is owed any more. Only who has it in hand may
  /// say so.
  public Outcome reached(String callback, String by) {
    Instant now = clock.instant();
    Optional<Long> id = number(callback);
    if (id.isEmpty()) {
      return Outcome.UNKNOWN;
    }
    boolean done =
        database.write(
            handle ->
                Claims.release(handle, DayList.CALLBACKS, callback, by)
                    && CallbackStore.settle(handle, id.get(), CallbackState.DONE, "by-hand", now));
    if (done) {
      feed.changed("callbacks");
    }
    return told(done ? Outcome.DONE : Outcome.TOO_LATE);
  }

  /// Has a lost caller rung as soon as somebody is free: from then on it is a call that we owe, and
  /// the gate is asked before it leaves. Nobody else may have the caller in hand.
  public Outcome recall(String caller, String by) {
    Optional<LostCallers.Lost> found = lost.find(caller);
    if (found.isEmpty()) {
      return Outcome.TOO_LATE;
    }
    if (claimLost(caller, by) != Outcome.DONE) {
      return Outcome.TOO_LATE;
    }
    Optional<PhoneNumber> number = lost.number(found.get().caller());
    if (number.isEmpty()) {
      return Outcome.REFUSED;
    }
    Bookings.Taken taken =
        bookings.order(
            new Bookings.Order(
                number.get().e164(),
                When.SOONEST,
                found.get().call().language(),
                found.get().call().queue(),
                true));
    return switch (taken) {
      case Bookings.Taken.Booked booked -> told(Outcome.DONE);
      case Bookings.Taken.Refused refused -> Outcome.REFUSED;
    };
  }

  private static Optional<Long> number(String id) {
    return id.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.parseLong(id)) : Optional.empty();
  }

  private static Outcome of(VoiceMessages.Outcome outcome) {
    return switch (outcome) {
      case DONE -> Outcome.DONE;
      case TOO_LATE -> Outcome.TOO_LATE;
      case UNKNOWN -> Outcome.UNKNOWN;
    };
  }

  private Outcome told(Outcome outcome) {
    if (outcome == Outcome.DONE) {
      feed.changed("day");
    }
    return outcome;
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
