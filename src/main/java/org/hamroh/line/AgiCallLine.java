package org.hamroh.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.agi.AgiCall;
import org.hamroh.agi.AgiHangup;
import org.hamroh.agi.AgiHeard;
import org.hamroh.ivr.CallLine;
import org.hamroh.ivr.HangupException;
import org.hamroh.voice.SoundBook;
import org.hamroh.voice.SoundBook.Playable;

/// The line to a caller on a real telephone. For the call's own thread.
///
/// Sounds are played one command each: what plays several in one (`Background`, `Playback`) goes on
/// to its end when we die, and hears every key or none. From one to the next is a fifth of a
/// millisecond on this machine, a hundredth of a telephone's packet.
final class AgiCallLine implements CallLine {

  private static final Logger LOG = LogManager.getLogger(AgiCallLine.class);

  private static final String KEYS = "0123456789*#";

  private final AgiCall call;
  private final LineFiles files;
  private Next next = new Next.Unsaid();
  private String language = "";
  private String channelLanguage;
  private SoundBook sounds = SoundBook.none();
  private Duration played = Duration.ZERO;

  /// Where the dialplan shall take the caller.
  sealed interface Next {
    record Queue(String name, int priority) implements Next {}

    record End() implements Next {}

    /// The script said nothing, which no script should.
    record Unsaid() implements Next {}
  }

  AgiCallLine(AgiCall call, LineFiles files) {
    this.call = call;
    this.channelLanguage = call.request().language();
    this.files = files;
  }

  @Override
  public void speakFrom(SoundBook book) {
    sounds = book;
  }

  @Override
  public void answer() {
    onLine(
        () -> {
          call.answer();
          return true;
        });
  }

  @Override
  public Heard play(List<Sound> wanted, Set<Character> stopKeys) {
    List<Playable> found = new ArrayList<>();
    Optional<Sound> missing = Optional.empty();
    for (Sound sound : wanted) {
      language = sound.language();
      Optional<Playable> playable = files.find(sounds, sound);
      if (playable.isEmpty()) {
        missing = Optional.of(sound);
        break;
      }
      found.add(playable.get());
    }
    Heard heard = playAll(found, stopKeys);
    if (heard instanceof Heard.Nothing && missing.isPresent()) {
      return missing(missing.get().language() + "/" + missing.get().name());
    }
    return heard;
  }

  @Override
  public Heard playRecording(String messageId, Set<Character> stopKeys) {
    return files
        .find(messageId)
        .map(message -> playAll(List.of(message), stopKeys))
        .orElseGet(() -> missing(messageId));
  }

  private Heard playAll(List<Playable> found, Set<Character> stopKeys) {
    String keys = keys(stopKeys);
    Duration whole = Duration.ZERO;
    for (Playable sound : found) {
      whole = whole.plus(sound.length());
    }
    Duration longest = whole;
    return onLine(
        () -> {
          call.hold(longest);
          played = Duration.ZERO;
          for (Playable sound : found) {
            switch (playOne(sound, keys)) {
              case AgiHeard.Key key -> {
                return new Heard.Key(key.key());
              }
              case AgiHeard.Missing missing -> {
                return missing(sound.path());
              }
              case AgiHeard.Ended ended -> {
                // on to the next
              }
            }
          }
          return new Heard.Nothing();
        });
  }

  private AgiHeard playOne(Playable sound, String keys) {
    try {
      return call.play(sound.path(), keys, sound.length());
    } finally {
      played = played.plus(call.heard());
    }
  }

  @Override
  public Duration played() {
    return played;
  }

  /// A caller heard silence where words should be: somebody should get up.
  private static Heard missing(String sound) {
    LOG.error("event=sound-missing sound={}", sound);
    return new Heard.Missing(sound);
  }

  @Override
  public Heard waitForKey(Duration timeout) {
    return onLine(
        () ->
            switch (call.waitForKey(timeout)) {
              case AgiHeard.Key key -> new Heard.Key(key.key());
              case AgiHeard.Ended ended -> new Heard.Nothing();
              case AgiHeard.Missing missing ->
                  throw new IllegalStateException("Asterisk failed to wait for a key");
            });
  }

  @Override
  public Recorded record(
      String messageId, Set<Character> stopKeys, Duration limit, Duration maxSilence) {
    String file = files.message(messageId);
    Optional<Character> key;
    try {
      Playable tone = files.tone(language);
      key =
          onLine(
              () -> {
                call.play(tone.path(), "", tone.length());
                return call.record(file, keys(stopKeys), limit, maxSilence);
              });
    } catch (IOException e) {
      throw new UncheckedIOException("no tone to record after", e);
    } catch (HangupException gone) {
      kept(messageId);
      throw gone;
    }
    return new Recorded(kept(messageId), key);
  }

  private Duration kept(String messageId) {
    Duration length = files.messageLength(messageId);
    if (length.isZero()) {
      try {
        files.dropMessage(messageId);
      } catch (IOException e) {
        LOG.warn("event=empty-message-stays message={} reason={}", messageId, e.toString());
      }
    }
    return length;
  }

  @Override
  public Duration recordedLength(String messageId) {
    return files.messageLength(messageId);
  }

  /// What the PBX speaks to the caller now.
  String language() {
    return channelLanguage;
  }

  @Override
  public void setLanguage(String language) {
    if (language.equals(channelLanguage)) {
      return; // a round trip that a caller would wait for
    }
    channelLanguage = language;
    onLine(
        () -> {
          call.set("CHANNEL(language)", language);
          return true;
        });
  }

  @Override
  public void meanwhile(Runnable quick) {
    call.meanwhile(quick);
  }

  @Override
  public void working(Duration longest) {
    onLine(
        () -> {
          call.hold(longest);
          return true;
        });
  }

  @Override
  public void watchKeys() {
    onLine(
        () -> {
          call.set("HAMROH_KEYS", "1");
          return true;
        });
  }

  @Override
  public void cover() {
    onLine(
        () -> {
          call.set("HAMROH_NET", "covered");
          call.set("HAMROH_KEYS", "1");
          return true;
        });
  }

  @Override
  public void handToQueue(String queue, int priority) {
    next = new Next.Queue(queue, priority);
  }

  @Override
  public void hangUp() {
    next = new Next.End();
  }

  Next next() {
    return next;
  }

  /// Gives the caller back to the dialplan. The done-marker is the very last act: without it the
  /// dialplan takes us for dead.
  ///
  /// @param later how much longer than others the caller waits; never in danger
  void giveBack(Next where, Duration later) {
    call.letGo();
    switch (where) {
      case Next.Queue queue -> {
        call.set("HAMROH_QUEUE", queue.name());
        call.set("HAMROH_PRIORITY", String.valueOf(queue.priority()));
        if (later.isPositive()) {
          call.set("HAMROH_LATER", String.valueOf(later.toMinutes()));
        }
        call.set("HAMROH_NEXT", "queue");
      }
      case Next.End end -> call.set("HAMROH_NEXT", "end");
      case Next.Unsaid unsaid -> throw new IllegalArgumentException("nowhere to go");
    }
  }

  private static String keys(Set<Character> keys) {
    StringBuilder digits = new StringBuilder(KEYS.length());
    for (int i = 0; i < KEYS.length(); i++) {
      if (keys.contains(KEYS.charAt(i))) {
        digits.append(KEYS.charAt(i));
      }
    }
    return digits.toString();
  }

  private static <T> T onLine(Supplier<T> talk) {
    try {
      return talk.get();
    } catch (AgiHangup gone) {
      throw new HangupException();
    }
  }
}
