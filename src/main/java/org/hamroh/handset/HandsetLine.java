package org.hamroh.handset;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hamroh.ivr.CallLine;
import org.hamroh.ivr.HangupException;

/// A line whose other end is a page: sounds are played there, keys come from there. Belongs to the
/// call's own thread.
final class HandsetLine implements CallLine {

  /// About how fast the voices speak, for a text whose sound has not been made.
  private static final Duration PER_LETTER = Duration.ofMillis(70);

  /// For the browser to load the sounds and to report that they have ended; then the call goes on,
  /// as if they had been heard.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// So long the caller speaks when the page says that they do.
  static final Duration SPEECH = Duration.ofSeconds(5);

  private final Stage stage;
  private final HandsetClock clock;
  private final Mailbox mailbox;
  private final Map<String, Duration> recordings = new HashMap<>();
  private int turn;

  HandsetLine(Stage stage, HandsetClock clock, Mailbox mailbox) {
    this.stage = stage;
    this.clock = clock;
    this.mailbox = mailbox;
  }

  @Override
  public void answer() {
    mailbox.check();
  }

  @Override
  public Heard play(List<Sound> sounds, Set<Character> stopKeys) {
    List<Sign.Part> parts = new ArrayList<>();
    Duration whole = Duration.ZERO;
    for (Sound sound : sounds) {
      Optional<Sign.Part> part = part(sound);
      if (part.isEmpty()) {
        return new Heard.Missing(sound.language() + "/" + sound.name());
      }
      parts.add(part.get());
      whole = whole.plusMillis(part.get().lengthMillis());
    }
    mailbox.tell(new Sign.Playing(++turn, parts, word(stopKeys)));
    return hear(whole, whole.plus(PATIENCE), stopKeys::contains);
  }

  /// Empty when there is neither a sound nor a text to show in its place.
  private Optional<Sign.Part> part(Sound sound) {
    Optional<String> text = stage.text(sound);
    Optional<Duration> length = stage.length(sound);
    if (length.isEmpty() && text.isEmpty()) {
      return Optional.empty();
    }
    Duration shown = length.orElseGet(() -> PER_LETTER.multipliedBy(text.orElse("").length()));
    return Optional.of(
        new Sign.Part(
            sound.language(),
            sound.name(),
            text.orElse(null),
            length.isPresent() ? stage.address(sound) : null,
            shown.toMillis()));
  }

  @Override
  public Heard waitForKey(Duration timeout) {
    mailbox.tell(new Sign.Waiting(++turn, timeout.toMillis()));
    return hear(timeout, timeout, any -> true);
  }

  @Override
  public Heard playRecording(String messageId, Set<Character> stopKeys) {
    Duration length = recordedLength(messageId);
    mailbox.tell(new Sign.OwnWords(++turn, word(stopKeys), length.toMillis()));
    return hear(length, length, stopKeys::contains);
  }

  /// @param natural how long it takes a caller who does nothing
  /// @param limit   after which it is taken as ended whatever the page says
  /// @param counts  whether a key is listened for
  private Heard hear(Duration natural, Duration limit, Predicate<Character> counts) {
    long start = clock.millis();
    while (true) {
      Duration gone = Duration.ofMillis(Math.max(0, clock.millis() - start));
      Optional<Move> move = mailbox.next(turn, limit.minus(gone));
      if (move.isEmpty()) {
        return new Heard.Nothing();
      }
      switch (move.get()) {
        case Move.Press press when counts.test(press.key()) -> {
          return new Heard.Key(press.key());
        }
        case Move.Ended ended -> {
          return new Heard.Nothing();
        }
        case Move.Skip skip -> {
          jump(natural.minusMillis(clock.millis() - start));
          return new Heard.Nothing();
        }
        case Move.Press press -> {} // not listened for
        case Move.Speak speak -> {} // to nobody
        case Move.HangUp hangUp -> throw new HangupException();
      }
    }
  }

  private void jump(Duration time) {
    if (time.isPositive()) {
      clock.jump(time);
    }
  }

  @Override
  public Recorded record(
      String messageId, Set<Character> stopKeys, Duration limit, Duration maxSilence) {
    mailbox.tell(
        new Sign.Recording(++turn, word(stopKeys), limit.toMillis(), maxSilence.toMillis()));
    Duration spoken = Duration.ZERO;
    recordings.put(messageId, spoken);
    while (spoken.compareTo(limit) < 0) {
      Optional<Move> move = mailbox.next(turn, maxSilence);
      if (move.isEmpty()) {
        return new Recorded(spoken, Optional.empty());
      }
      switch (move.get()) {
        case Move.Press press when stopKeys.contains(press.key()) -> {
          return new Recorded(spoken, Optional.of(press.key()));
        }
        case Move.Speak speak -> {
          spoken = spoken.plus(SPEECH);
          recordings.put(messageId, spoken);
          jump(SPEECH);
        }
        case Move.Skip skip -> {
          jump(maxSilence);
          return new Recorded(spoken, Optional.empty());
        }
        case Move.Press press -> {}
        case Move.Ended ended -> {}
        case Move.HangUp hangUp -> throw new HangupException();
      }
    }
    return new Recorded(spoken, Optional.empty());
  }

  @Override
  public Duration recordedLength(String messageId) {
    return recordings.getOrDefault(messageId, Duration.ZERO);
  }

  private static String word(Set<Character> keys) {
    return keys.stream().map(String::valueOf).sorted().collect(Collectors.joining());
  }

  @Override
  public void setLanguage(String language) {
    mailbox.check();
  }

  @Override
  public void handToQueue(String queue, int priority) {
    mailbox.check();
  }

  @Override
  public void hangUp() {
    mailbox.check();
  }
}
