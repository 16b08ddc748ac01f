package org.hamroh.queue;

import java.time.Instant;
import org.hamroh.ami.AmiEvent;
import org.hamroh.web.LiveFeed;

/// The picture of the queues that every screen shows: a fold of what the PBX says, never of what we
/// asked it to do. Told by one thread, read by any.
public final class QueueBoard {

  private final LiveFeed feed;
  private final Runnable askSoon;
  private volatile QueuePicture picture;

  /// @param feed    told `queue` when the picture changes
  /// @param askSoon asks the PBX how everything stands: only then it tells a new caller's priority,
  ///                and who talks with whom after a hand-over
  public QueueBoard(LiveFeed feed, Runnable askSoon, Instant now) {
    this.feed = feed;
    this.askSoon = askSoon;
    this.picture = QueuePicture.unknown(now);
  }

  /// A listener of [org.hamroh.ami.AmiClient].
  public void accept(AmiEvent event) {
    QueuePicture before = picture;
    QueuePicture after = QueueFold.after(before, event);
    if (!after.equals(before)) {
      picture = after;
      feed.changed("queue");
    }
    if (event instanceof AmiEvent.QueueCallerJoin
        || event instanceof AmiEvent.BridgeEntered entered && !isInATalk(after, entered.leg())
        || !after.earlier().equals(before.earlier()) && event instanceof AmiEvent.Hangup) {
      askSoon.run();
    }
  }

  private static boolean isInATalk(QueuePicture picture, AmiEvent.Leg leg) {
    return picture.talking().values().stream()
        .anyMatch(
            talk ->
                talk.callerChannel().equals(leg.channel())
                    || talk.operatorChannel().equals(leg.channel()));
  }

  public QueuePicture snapshot() {
    return picture;
  }
}
