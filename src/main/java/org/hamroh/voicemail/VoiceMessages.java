package org.hamroh.voicemail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallId;
import org.hamroh.call.Callers;
import org.hamroh.hours.HoursBook;
import org.hamroh.ivr.outside.Messages;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.seal.BrokenSealException;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.web.LiveFeed;
import org.jdbi.v3.core.Handle;

/// All voice messages. Each is noted before its tone and becomes a task once, whoever tells first
/// that it was left: the script, the call's events, or the end of the call after a crash. Safe for
/// all threads.
public final class VoiceMessages implements Messages {

  /// Seeking in a player asks for the same sound again and again.
  private static final Duration SAME_LISTENING = Duration.ofMinutes(10);

  private static final Logger LOG = LogManager.getLogger(VoiceMessages.class);

  /// Erases who left messages, by the wish of that person; works beside a running server.
  ///
  /// @return how many messages bore the number
  public static int forget(Handle handle, CallerKey caller) {
    return MessageStore.forget(handle, caller);
  }

  /// What happened to a wish of staff.
  public enum Outcome {
    DONE,
    /// Somebody else was first.
    TOO_LATE,
    UNKNOWN
  }

  private final Database database;
  private final VoicemailConfig config;
  private final MessageKeeper keeper;
  private final Function<CallId, Optional<PhoneNumber>> onLine;
  private final Callers callers;
  private final Supplier<HoursBook> hours;
  private final CallsBack callsBack;
  private final LiveFeed feed;
  private final Clock clock;

  /// @param onLine    the number that calls, while a script speaks with it
  /// @param hours     in force now
  /// @param feed      is told `voicemail` when messages changed
  /// @param clock     in the site's zone
  public VoiceMessages(
      Database database,
      VoicemailConfig config,
      MessageKeeper keeper,
      Function<CallId, Optional<PhoneNumber>> onLine,
      Callers callers,
      Supplier<HoursBook> hours,
      CallsBack callsBack,
      LiveFeed feed,
      Clock clock) {
    this.database = database;
    this.config = config;
    this.keeper = keeper;
    this.onLine = onLine;
    this.callers = callers;
    this.hours = hours;
    this.callsBack = callsBack;
    this.feed = feed;
    this.clock = clock;
  }

  @Override
  public void begins(Recording recording) {
    Optional<PhoneNumber> number = onLine.apply(recording.call());
    MessageStore.Begun begun =
        begun(
            recording.id(),
            recording.call(),
            recording.kind(),
            recording.urgent(),
            recording.wordless(),
            recording.language(),
            number,
            clock.instant());
    database
        .submit(handle -> MessageStore.begin(handle, begun))
        .exceptionally(
            failure -> {
              // The call's events still make a task of it, without the number.
              LOG.error("event=message-not-noted id={} reason={}", begun.id(), failure.toString());
              return false;
            });
  }

  /// The safety net's answering machine begins to record, in the transaction that reads so.
  ///
  /// @param shown the number as the PBX shows it, empty when withheld
  public void netBegins(Handle handle, CallId call, String id, String shown, Instant at) {
    MessageStore.begin(
        handle,
        begun(id, call, MessageKeeper.SAFETY_NET, true, false, "", callers.number(shown), at));
  }

  private MessageStore.Begun begun(
      String id,
      CallId call,
      String kind,
      boolean urgent,
      boolean wordless,
      String language,
      Optional<PhoneNumber> number,
      Instant at) {
    return new MessageStore.Begun(
        id,
        call,
        kind,
        urgent || config.isUrgent(kind),
        wordless,
        language,
        number.map(one -> callers.of(one).key()),
        number.map(
            one ->
                keeper.seal().sealText(numberOf(id), one.e164().getBytes(StandardCharsets.UTF_8))),
        at);
  }

  private static String numberOf(String id) {
    return "number " + id;
  }

  @Override
  public Optional<String> left(String id, Duration length) {
    try {
      boolean now = database.write(handle -> keep(handle, id, length, clock.instant()));
      if (now) {
        keeper.wake();
        feed.changed("voicemail");
      }
      return find(id).map(VoiceMessage::receipt);
    } catch (StoreException e) {
      // Its event, which waits for the store, makes the task later.
      LOG.error("event=message-not-kept-yet id={} reason={}", id, e.getMessage());
      return Optional.empty();
    }
  }

  /// Makes a task of a recording, in the caller's transaction.
  ///
  /// @return whether it became one now
  boolean keep(Handle handle, String id, Duration length, Instant leftAt) {
    boolean urgent = MessageStore.isUrgent(handle, id).orElse(false);
    Instant due = DueTime.of(urgent, leftAt, hours.get(), config.workingDays(), clock.getZone());
    return MessageStore.keep(handle, id, length, leftAt, due);
  }

  /// Makes a task of what a call's events tell; nothing happens when it is one.
  ///
  /// @param caller key of who called, empty when withheld
  boolean arrived(Handle handle, MessageKeeper.Told told) {
    MessageStore.begin(
        handle,
        new MessageStore.Begun(
            told.id(),
            told.call(),
            told.kind(),
            config.isUrgent(told.kind()),
            false,
            "",
            told.caller(),
            Optional.empty(),
            told.at()));
    return keep(handle, told.id(), told.length(), told.at());
  }

  @Override
  public void dropped(String id) {
    keeper.dropPlain(id);
    database
        .submit(handle -> MessageStore.nothing(handle, id))
        .exceptionally(
            failure -> {
              LOG.warn("event=message-undecided id={} reason={}", id, failure.toString());
              return false; // decided when the call is over
            });
  }

  List<VoiceMessage> list(MessageStore.Wanted wanted) {
    return database.read(handle -> MessageStore.list(handle, wanted));
  }

  /// The last that were answered or closed, newest first.
  List<VoiceMessage> done(int limit) {
    return database.read(handle -> MessageStore.done(handle, limit));
  }

  public Optional<VoiceMessage> find(String id) {
    return database.read(handle -> MessageStore.find(handle, id));
  }

  List<VoiceMessage.Listening> listenings(String id) {
    return database.read(handle -> MessageStore.listenings(handle, id));
  }

  /// The sound, and a line that this person has listened: without the line there is no sound.
  ///
  /// @return empty when there is none
  /// @throws BrokenSealException when the file was changed
  Optional<byte[]> listen(String id, String by) {
    Optional<VoiceMessage> message = find(id).filter(VoiceMessage::isPlayable);
    if (message.isEmpty()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    database.write(
        handle -> {
          MessageStore.listened(handle, id, by, now.minus(SAME_LISTENING), now);
          return true;
        });
    try {
      return Optional.of(keeper.sound(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What nobody has answered, the most pressing first.
  public List<VoiceMessage> open(int most) {
    return list(
        new MessageStore.Wanted(
            List.of(MessageState.NEW, MessageState.TAKEN),
            "",
            MessageStore.Cursor.BEGINNING,
            most));
  }

  /// Takes one for a while: whoever took it before `stale` and did not come to an end has lost it.
  public Outcome claim(String id, String by, Instant stale) {
    return outcome(
        id, database.write(handle -> MessageStore.claim(handle, id, by, stale, clock.instant())));
  }

  /// Gives one back that this person has taken.
  public Outcome letGo(String id, String by) {
    return outcome(id, database.write(handle -> MessageStore.letGo(handle, id, by)));
  }

  /// @param overOthers whether one that somebody else sees to may be taken over
  public Outcome take(String id, String by, boolean overOthers) {
    return outcome(
        id,
        database.write(handle -> MessageStore.take(handle, id, by, overOthers, clock.instant())));
  }

  /// @param state answered or closed
  public Outcome finish(String id, MessageState state, String by, boolean overOthers, String note) {
    return outcome(
        id,
        database.write(
            handle ->
                MessageStore.finish(handle, id, state, by, overOthers, note, clock.instant())));
  }

  private Outcome outcome(String id, boolean done) {
    if (done) {
      feed.changed("voicemail");
      return Outcome.DONE;
    }
    return find(id).isPresent() ? Outcome.TOO_LATE : Outcome.UNKNOWN;
  }

  /// Books a call to whoever left it.
  ///
  /// @return the booking's digits; empty when the number is not kept or nobody takes bookings
  public Optional<String> callBack(VoiceMessage message, String by) {
    return database
        .read(handle -> SoundLines.sealedNumber(handle, message.id()))
        .map(kept -> keeper.seal().openText(numberOf(message.id()), kept))
        .map(number -> new PhoneNumber(new String(number, StandardCharsets.UTF_8)))
        .flatMap(number -> callsBack.book(message, number, by));
  }
}
