package org.hamroh.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hamroh.ami.AmiEvent;

/// Counts what waiting callers hear between the music. The PBX plays a list over and over, and goes
/// on where it stopped when it was interrupted; it tells when it begins and when it stops. How long
/// the sounds are tells the rest.
///
/// AMI may lose events: what is counted is what was heard for certain, perhaps a little less than
/// what was heard. Told by one thread.
public final class HoldPlays {

  /// Callers who hear music at once.
  private static final int MOST_LEGS = 2_000;

  /// One entry of the list.
  ///
  /// @param prompt empty for music
  public record Piece(String prompt, Duration length) {}

  /// What one stretch of listening adds for one announcement.
  ///
  /// @param begun how often it was begun
  /// @param whole how often it was heard to its end
  public record Plays(String language, String prompt, int begun, int whole, Duration heard) {}

  /// Where the counts go.
  @FunctionalInterface
  public interface Keeping {
    void add(Instant at, Plays plays);
  }

  private static final class Listener {
    private final String language;
    private Duration so = Duration.ZERO;
    private Instant from;

    private Listener(String language, Instant from) {
      this.language = language;
      this.from = from;
    }
  }

  private static final String CLASS = "hold-";

  private final Function<String, List<Piece>> lists;
  private final Keeping keeping;
  private final Map<String, Listener> listening = new HashMap<>();
  private final Map<String, Listener> paused = new HashMap<>();

  /// @param lists the pieces that a language's callers hear, in order
  public HoldPlays(Function<String, List<Piece>> lists, Keeping keeping) {
    this.lists = lists;
    this.keeping = keeping;
  }

  /// A listener of [org.hamroh.ami.AmiClient]; returns at once.
  public void accept(AmiEvent event) {
    switch (event) {
      case AmiEvent.MusicStarted e -> start(e);
      case AmiEvent.MusicStopped e -> stop(e.leg().uniqueId(), e.at());
      case AmiEvent.Hangup e -> {
        stop(e.leg().uniqueId(), e.at());
        paused.remove(e.leg().uniqueId());
      }
      case AmiEvent.Lost lost -> {
        listening.clear(); // nobody knows when they stop
        paused.clear();
      }
      default -> {}
    }
  }

  private void start(AmiEvent.MusicStarted e) {
    if (!e.musicClass().startsWith(CLASS) || listening.size() + paused.size() >= MOST_LEGS) {
      return;
    }
    String leg = e.leg().uniqueId();
    String language = e.musicClass().substring(CLASS.length());
    Listener before = paused.remove(leg);
    Listener now =
        before != null && before.language.equals(language)
            ? before
            : new Listener(language, e.at());
    now.from = e.at();
    listening.put(leg, now);
  }

  private void stop(String leg, Instant at) {
    Listener listener = listening.remove(leg);
    if (listener == null) {
      return;
    }
    Duration until = listener.so.plus(Duration.between(listener.from, at));
    if (until.compareTo(listener.so) > 0) {
      of(listener.language, lists.apply(listener.language), listener.so, until)
          .forEach(plays -> keeping.add(at, plays));
      listener.so = until;
    }
    paused.put(leg, listener);
  }

  /// What is heard of an endless round of these pieces between two moments of listening.
  static List<Plays> of(String language, List<Piece> pieces, Duration from, Duration until) {
    long round = pieces.stream().mapToLong(piece -> piece.length().toMillis()).sum();
    if (round <= 0) {
      return List.of();
    }
    Map<String, Plays> found = new HashMap<>();
    long begin = from.toMillis() / round * round;
    while (begin < until.toMillis()) { // ends: a round is longer than nothing
      for (Piece piece : pieces) {
        long end = begin + piece.length().toMillis();
        long heard = Math.min(end, until.toMillis()) - Math.max(begin, from.toMillis());
        if (heard > 0 && !piece.prompt().isEmpty()) {
          found.merge(
              piece.prompt(),
              new Plays(
                  language,
                  piece.prompt(),
                  begin >= from.toMillis() ? 1 : 0,
                  end <= until.toMillis() ? 1 : 0,
                  Duration.ofMillis(heard)),
              HoldPlays::sum);
        }
        begin = end;
      }
    }
    return List.copyOf(found.values());
  }

  private static Plays sum(Plays one, Plays other) {
    return new Plays(
        one.language,
        one.prompt,
        one.begun + other.begun,
        one.whole + other.whole,
        one.heard.plus(other.heard));
  }
}
