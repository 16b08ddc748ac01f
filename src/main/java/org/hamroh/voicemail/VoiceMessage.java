package org.hamroh.voicemail;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.phone.CallerKey;

/// A voice message as a task for staff. No telephone number is in it.
///
/// @param id       names the sound file
/// @param call     in which it was left
/// @param receipt  digits that were read to the caller
/// @param kind     what it is about: `message`, `agency-complaint`, `no-key`, `safety-net`…
/// @param language of the caller, empty when unknown
/// @param caller   stands for the number; empty when withheld
/// @param callable whether the number is still kept, so that the caller can be called
/// @param leftAt   when it was said
/// @param dueAt    by when somebody should have seen to it
/// @param length   of what was said, zero when nobody spoke
/// @param taken    by whom and when
/// @param done     by whom it was answered or closed, and when
/// @param note     of whoever answered or closed it
/// @param plays    how often somebody has listened
public record VoiceMessage(
    String id,
    CallId call,
    String receipt,
    String kind,
    boolean urgent,
    String language,
    Optional<CallerKey> caller,
    boolean callable,
    Instant leftAt,
    Instant dueAt,
    Duration length,
    MessageState state,
    Optional<Deed> taken,
    Optional<Deed> done,
    String note,
    Sound sound,
    int plays) {

  /// @param by login name
  public record Deed(String by, Instant at) {}

  /// Where the sound is.
  public enum Sound {
    /// Nobody spoke.
    NONE,
    /// As it was recorded, for seconds.
    PLAIN,
    SEALED,
    /// The file is gone and nobody took it away.
    LOST,
    /// Its time was over.
    ERASED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Sound of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// Whether there is something to listen to.
  public boolean isPlayable() {
    return sound == Sound.PLAIN || sound == Sound.SEALED;
  }

  public boolean isOverdue(Instant now) {
    return state.isOpen() && dueAt.isBefore(now);
  }

  /// Somebody listened.
  public record Listening(String listener, Instant at) {}
}
