package org.hamroh.ivr;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hamroh.ivr.Caller.Move;

/// A line without a telephone: a [Caller] at one end, an [Ear] that is told what is heard, and time
/// that passes only as far as sounds and waiting take it. For tests and `./hamroh phone`.
public final class ScriptedCallLine implements CallLine {

  /// Listens in.
  public interface Ear {
    void hears(List<Sound> sounds);

    /// The tone after which the caller speaks.
    void tone();

    /// The caller's own words are played back.
    void hearsOwnWords();

    /// Nobody listens.
    static Ear none() {
      return new Ear() {
        @Override
        public void hears(List<Sound> sounds) {}

        @Override
        public void tone() {}

        @Override
        public void hearsOwnWords() {}
      };
    }
  }

  private final Deque<Move> ready;
  private final Caller caller;
  private final Ear ear;
  private final VirtualClock clock;
  private final Function<Sound, Optional<Duration>> sounds;
  private final Map<String, Duration> recordings = new HashMap<>();
  private Duration played = Duration.ZERO;
  private boolean gone;

  /// @param moves  what the caller does, as soon as it can be done
  /// @param caller asked when these are used up
  /// @param sounds how long each is; empty when there is no such sound
  public ScriptedCallLine(
      List<Move> moves,
      Caller caller,
      Ear ear,
      VirtualClock clock,
      Function<Sound, Optional<Duration>> sounds) {
    this.ready = new ArrayDeque<>(moves);
    this.caller = caller;
    this.ear = ear;
    this.clock = clock;
    this.sounds = sounds;
  }

  @Override
  public void answer() {
    stillThere();
  }

  @Override
  public Heard play(List<Sound> list, Set<Character> stopKeys) {
    stillThere();
    ear.hears(list);
    Duration length = Duration.ZERO;
    for (Sound sound : list) {
      Optional<Duration> known = sounds.apply(sound);
      if (known.isEmpty()) {
        clock.pass(length);
        return new Heard.Missing(sound.language() + "/" + sound.name());
      }
      length = length.plus(known.get());
    }
    return hearsFor(length, stopKeys);
  }

  @Override
  public Heard playRecording(String messageId, Set<Character> stopKeys) {
    stillThere();
    ear.hearsOwnWords();
    Duration length = recordings.get(messageId);
    return length == null
        ? new Heard.Missing("recording " + messageId)
        : hearsFor(length, stopKeys);
  }

  @Override
  public Duration played() {
    return played;
  }

  private Heard hearsFor(Duration length, Set<Character> stopKeys) {
    played = length.dividedBy(2);
    if (ready.peek() instanceof Move.HangUp) {
      clock.pass(length.dividedBy(2));
      hangUpNow();
    }
    if (ready.peek() instanceof Move.Press press && stopKeys.contains(press.key())) {
      ready.remove();
      clock.pass(length.dividedBy(2));
      return new Heard.Key(press.key());
    }
    clock.pass(length);
    played = length;
    return new Heard.Nothing();
  }

  @Override
  public Heard waitForKey(Duration timeout) {
    stillThere();
    return switch (next(false)) {
      case Move.Press press -> new Heard.Key(press.key());
      case Move.PressLate press -> new Heard.Key(press.key());
      case Move.HangUp hangUp -> {
        hangUpNow();
        yield new Heard.Nothing();
      }
      case Move.Silence silence -> nothingFor(timeout);
      case Move.Speak speak -> nothingFor(timeout); // to nobody
    };
  }

  private Heard nothingFor(Duration time) {
    clock.pass(time);
    return new Heard.Nothing();
  }

  @Override
  public Recorded record(
      String messageId, Set<Character> stopKeys, Duration limit, Duration maxSilence) {
    stillThere();
    ear.tone();
    recordings.put(messageId, Duration.ZERO);
    return switch (next(true)) {
      case Move.Speak speak -> speaks(messageId, stopKeys, speak.length(), limit, maxSilence);
      case Move.Press press -> endsWith(press.key(), stopKeys);
      case Move.PressLate press -> endsWith(press.key(), stopKeys);
      case Move.Silence silence -> {
        clock.pass(maxSilence);
        yield new Recorded(Duration.ZERO, Optional.empty());
      }
      case Move.HangUp hangUp -> {
        hangUpNow();
        yield new Recorded(Duration.ZERO, Optional.empty());
      }
    };
  }

  private Recorded speaks(
      String messageId,
      Set<Character> stopKeys,
      Duration words,
      Duration limit,
      Duration maxSilence) {
    Duration length = words.compareTo(limit) < 0 ? words : limit;
    clock.pass(length);
    recordings.put(messageId, length);
    if (ready.peek() instanceof Move.HangUp) {
      hangUpNow();
    }
    if (ready.peek() instanceof Move.Press press && stopKeys.contains(press.key())) {
      ready.remove();
      return new Recorded(length, Optional.of(press.key()));
    }
    clock.pass(maxSilence);
    return new Recorded(length, Optional.empty());
  }

  private static Recorded endsWith(char key, Set<Character> stopKeys) {
    return new Recorded(
        Duration.ZERO, stopKeys.contains(key) ? Optional.of(key) : Optional.empty());
  }

  private Move next(boolean forSpeech) {
    if (ready.isEmpty()) {
      ready.addAll(caller.moves(forSpeech));
    }
    return ready.remove();
  }

  private void hangUpNow() {
    gone = true;
    throw new HangupException();
  }

  private void stillThere() {
    if (gone) {
      throw new HangupException();
    }
  }

  @Override
  public Duration recordedLength(String messageId) {
    return recordings.getOrDefault(messageId, Duration.ZERO);
  }

  @Override
  public void setLanguage(String language) {
    stillThere();
  }

  @Override
  public void handToQueue(String queue, int priority) {
    stillThere();
  }

  @Override
  public void hangUp() {
    stillThere();
  }
}
