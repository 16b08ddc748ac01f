package org.hamroh.inbox;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.Caller;
import org.hamroh.gate.OptOuts;
import org.hamroh.inbox.Conversation.Deed;
import org.hamroh.inbox.Conversation.Line;
import org.hamroh.inbox.Conversation.State;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.web.LiveFeed;
import org.hamroh.web.Refusal;
import org.hamroh.yaml.ProblemsException;
import org.jdbi.v3.core.Handle;

/// What operators do with the threads: one claims it, answers, opens a record, closes it. Two do
/// not answer the same person without knowing of each other.
final class Inbox {

  /// A thread goes back as far as a talk would.
  private static final int MOST_LINES = 100;

  private static final int MOST_DEEDS = 50;
  private static final Logger LOG = LogManager.getLogger(Inbox.class);

  /// The gateway's way for one text: through the gate.
  @FunctionalInterface
  interface Sending {
    /// @return the message's id
    /// @throws ProblemsException when it may not leave
    long send(PhoneNumber number, String language, String text);
  }

  private final Database database;
  private final InboxStore store;
  private final Sending sending;
  private final Silence silence;
  private final Function<PhoneNumber, Caller> callers;
  private final String defaultLanguage;
  private final LiveFeed live;
  private final Clock clock;

  Inbox(
      Database database,
      InboxStore store,
      Sending sending,
      Silence silence,
      Function<PhoneNumber, Caller> callers,
      String defaultLanguage,
      LiveFeed live,
      Clock clock) {
    this.database = database;
    this.store = store;
    this.sending = sending;
    this.silence = silence;
    this.callers = callers;
    this.defaultLanguage = defaultLanguage;
    this.live = live;
    this.clock = clock;
  }

  /// A thread with what was said and done in it.
  ///
  /// @param deeds the newest first
  /// @param unsafe whether others read that telephone, or nothing may be written to it
  record Story(
      Conversation thread, List<Line> lines, List<Deed> deeds, boolean unsafe, boolean silent) {

    /// Changes with everything that a colleague does.
    long seen() {
      return deeds.isEmpty() ? 0 : deeds.getFirst().at().toEpochMilli();
    }
  }

  List<Conversation> list(boolean open, int most) {
    return database.read(handle -> InboxStore.list(handle, open, most));
  }

  Story story(long id) {
    return database
        .read(handle -> InboxStore.find(handle, id).map(one -> story(handle, one)))
        .orElseThrow(() -> Refusal.notFound("thread"));
  }

  private Story story(Handle handle, Conversation one) {
    return new Story(
        one,
        store.lines(handle, one, MOST_LINES),
        InboxStore.deeds(handle, one.id(), MOST_DEEDS),
        Answering.isUnsafe(handle, one.key()),
        OptOuts.isSilent(handle, one.key(), one.number()));
  }

  /// @param over whether it may be taken from a colleague
  void claim(long id, String who, boolean over) {
    change(
        id,
        who,
        "claim",
        (handle, one) -> {
          if (!one.claimedBy().isEmpty() && !one.claimedBy().equals(who) && !over) {
            throw taken();
          }
          return one.with(State.CLAIMED, who);
        });
  }

  /// @param seen what the writer had seen of the thread; 0 not to ask
  /// @throws Refusal 409 when a colleague has it or has just answered
  /// @throws ProblemsException when the gate is closed or the text too long
  long answer(long id, String who, String text, long seen) {
    try {
      long message =
          database.write(
              handle -> {
                Conversation one = find(handle, id);
                if (!one.claimedBy().isEmpty() && !one.claimedBy().equals(who)) {
                  throw taken();
                }
                long last = story(handle, one).seen();
                if (seen > 0 && last > seen) {
                  throw new Refusal(409, "inbox.refused.changed", "Something happened meanwhile.");
                }
                String language = one.language().isEmpty() ? defaultLanguage : one.language();
                long sent = sending.send(one.number(), language, text.strip());
                InboxStore.save(handle, one.with(State.CLAIMED, who));
                InboxStore.deed(handle, id, who, "answer", Long.toString(sent), clock.instant());
                return sent;
              });
      LOG.info("event=inbox-answer thread={} by={} message={}", id, who, message);
      live.changed(IncomingDesk.TOPIC);
      return message;
    } catch (StoreException e) {
      throw own(e);
    }
  }

  /// Nothing is to be done any more.
  void close(long id, String who) {
    change(
        id,
        who,
        "done",
        (handle, one) -> {
          if (!one.claimedBy().isEmpty() && !one.claimedBy().equals(who)) {
            throw taken();
          }
          return one.settled().with(State.DONE, "");
        });
  }

  /// A person has read the text: it asks for silence, or it does not.
  void silence(long id, String who, boolean stop) {
    change(
        id,
        who,
        stop ? "stop" : "start",
        (handle, one) -> {
          Caller caller = callers.apply(one.number());
          if (stop) {
            silence.stop(
                handle, one.number(), caller.key(), "operator", one.language(), !one.urgent());
          } else {
            silence.start(
                handle,
                one.number(),
                caller.key(),
                caller.country(),
                "asked an operator",
                one.language());
          }
          return one.decided();
        });
  }

  /// Somebody said in another way that the texts are to end.
  void silence(PhoneNumber number, String who) {
    Caller caller = callers.apply(number);
    database.write(
        handle -> {
          silence.stop(handle, number, caller.key(), "operator", "", false);
          Optional<Conversation> thread = InboxStore.of(handle, caller.key());
          thread.ifPresent(
              one -> InboxStore.deed(handle, one.id(), who, "stop", "", clock.instant()));
          return true;
        });
    live.changed(IncomingDesk.TOPIC);
  }

  /// A record is begun of what was written.
  void record(long id, String who, String record) {
    database.write(
        handle -> {
          InboxStore.deed(handle, id, who, "record", record, clock.instant());
          return true;
        });
  }

  @FunctionalInterface
  private interface Change {
    Conversation of(Handle handle, Conversation one);
  }

  private void change(long id, String who, String what, Change change) {
    try {
      database.write(
          handle -> {
            InboxStore.save(handle, change.of(handle, find(handle, id)));
            InboxStore.deed(handle, id, who, what, "", clock.instant());
            return true;
          });
    } catch (StoreException e) {
      throw own(e);
    }
    live.changed(IncomingDesk.TOPIC);
  }

  private static Conversation find(Handle handle, long id) {
    return InboxStore.find(handle, id).orElseThrow(() -> Refusal.notFound("thread"));
  }

  private static Refusal taken() {
    return new Refusal(409, "inbox.refused.taken", "A colleague answers this person.");
  }

  private static RuntimeException own(StoreException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal) {
        return refusal;
      }
      if (cause instanceof ProblemsException problems) {
        return problems;
      }
    }
    return e;
  }
}
