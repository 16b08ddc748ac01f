package org.hamroh.ivr;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hamroh.voice.SoundBook;

/// The line to one caller, as a script needs it. Asterisk stands behind it on a real call; a list
/// of keys in tests and in `./hamroh phone`.
///
/// Every method may throw [HangupException]: the caller has gone, unwind.
public interface CallLine {

  /// One sound of one language, `<data>/sounds/<language>/<name>`.
  record Sound(String language, String name) {}

  /// What came of playing or waiting.
  sealed interface Heard {
    /// One of `0-9 * #`.
    record Key(char key) implements Heard {}

    /// Played to the end, or waited in vain.
    record Nothing() implements Heard {}

    /// A sound could not be played; the rest was skipped.
    record Missing(String sound) implements Heard {}
  }

  /// What came of recording.
  ///
  /// @param length of sound kept, zero when nothing was said
  /// @param key    that ended it; absent when silence or the limit did
  record Recorded(Duration length, java.util.Optional<Character> key) {}

  /// From now on sounds are those of this book, as far as it has them; asked for once, before the
  /// first.
  default void speakFrom(SoundBook book) {}

  void answer();

  /// Plays sounds one after another as one.
  ///
  /// @param stopKeys keys that cut it (barge-in); no other key is heard, none when empty
  Heard play(List<Sound> sounds, Set<Character> stopKeys);

  /// How much of what was played last has been heard, by the line's own count; asked after a key
  /// and after a hang-up too.
  default Duration played() {
    return Duration.ZERO;
  }

  /// Waits for one key of any kind.
  Heard waitForKey(Duration timeout);

  /// Records after a tone until a stop key, the limit, or silence.
  ///
  /// @param messageId names the file; the line knows the folder. A hang-up in mid-recording keeps
  ///                  what was said and throws [HangupException]
  Recorded record(String messageId, Set<Character> stopKeys, Duration limit, Duration maxSilence);

  /// Plays a recording of this call back.
  Heard playRecording(String messageId, Set<Character> stopKeys);

  /// How long the recording is, zero when there is none: asked after a hang-up too.
  Duration recordedLength(String messageId);

  /// From now on the PBX speaks this language to the caller (queue announcements, safety net).
  void setLanguage(String language);

  /// Does something quick when the caller does not wait for it: at once, or while the next sound is
  /// already played. In the order in which it was asked for, and always before the line is given
  /// back.
  default void meanwhile(Runnable quick) {
    quick.run();
  }

  /// Says that we shall be at work for so long before the next command, so that nobody takes us for
  /// dead.
  default void working(Duration longest) {}

  /// From now on the PBX tells which keys are pressed, also where no script listens any more.
  default void watchKeys() {}

  /// Somebody came near: whatever happens to us from now on, nobody takes this caller to people.
  default void cover() {}

  /// Says where the dialplan shall take the caller when the script ends. The last call on a line.
  void handToQueue(String queue, int priority);

  /// Says that the call is over when the script ends.
  void hangUp();
}
