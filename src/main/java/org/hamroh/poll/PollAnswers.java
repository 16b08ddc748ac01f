package org.hamroh.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.web.LiveFeed;
import org.jdbi.v3.core.Handle;

/// Takes answers to polls, by whatever way they come. One counts for a person: the last within the
/// time. Earlier ones are kept beside it.
public final class PollAnswers {

  /// After it a digit in a text means something else.
  public static final Duration OPEN = Duration.ofDays(14);

  /// Keys forgotten in one write.
  private static final int A_WRITE = 1_000;

  private static final Logger LOG = LogManager.getLogger(PollAnswers.class);

  private final Database database;
  private final Function<PhoneNumber, CallerKey> keys;
  private final LiveFeed live;

  /// @param keys what callers are known by
  public PollAnswers(Database database, Function<PhoneNumber, CallerKey> keys, LiveFeed live) {
    this.database = database;
    this.keys = keys;
    this.live = live;
  }

  /// The question of a campaign, for whoever asks it aloud.
  public Optional<Poll> question(long campaign) {
    return database.read(handle -> PollStore.find(handle, campaign));
  }

  /// A key that was pressed in a call.
  ///
  /// @param way `voice`
  /// @return whether it is an answer of this poll, and came in time
  public boolean take(PhoneNumber number, long campaign, int key, String way, Instant at) {
    return database.write(handle -> take(handle, number, campaign, key, way, at));
  }

  private boolean take(
      Handle handle, PhoneNumber number, long campaign, int key, String way, Instant at) {
    boolean fits =
        PollStore.find(handle, campaign).filter(poll -> poll.has(key)).isPresent()
            && PollStore.isOpen(handle, campaign, at, OPEN);
    if (fits) {
      boolean asked = PollStore.wasAsked(handle, number, campaign);
      PollStore.add(handle, campaign, keys.apply(number), number, key, way, asked, at);
      LOG.info("event=poll-answer campaign={} way={}", campaign, way);
      live.changed(topic(campaign));
    }
    return fits;
  }

  /// A text that somebody wrote: an answer only from who was asked some days ago.
  ///
  /// @return whether it was one; then nobody needs to read it
  public boolean read(Handle handle, PhoneNumber number, String text, Instant at) {
    for (long campaign : PollStore.askedByText(handle, number, at.minus(OPEN))) {
      OptionalInt digit =
          PollStore.find(handle, campaign)
              .map(poll -> AnswerReader.read(poll, text))
              .orElse(OptionalInt.empty());
      if (digit.isPresent()) {
        return take(handle, number, campaign, digit.getAsInt(), "sms", at);
      }
    }
    return false;
  }

  /// Forgets who gave the answers before a moment; the answers stay.
  public static int letGo(Database database, Instant before) {
    int gone = 0;
    int some;
    do { // ends with the rows, which are finite
      some = database.write(handle -> PollStore.forget(handle, before, A_WRITE));
      gone += some;
    } while (some == A_WRITE);
    return gone;
  }

  static String topic(long campaign) {
    return "poll-" + campaign;
  }
}
