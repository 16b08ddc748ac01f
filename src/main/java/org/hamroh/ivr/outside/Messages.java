package org.hamroh.ivr.outside;

import java.time.Duration;
import java.util.Optional;
import org.hamroh.call.CallId;

/// Keeps what callers say after the tone, as tasks for staff.
public interface Messages {

  /// What is about to be recorded.
  ///
  /// @param id       names the sound file
  /// @param kind     what it is about
  /// @param wordless whether a recording without a word is a message too
  /// @param language of the caller
  record Recording(
      CallId call, String id, String kind, boolean urgent, boolean wordless, String language) {}

  /// Noted before the tone, so that a power cut in the middle of a word loses nothing. Returns at
  /// once.
  void begins(Recording recording);

  /// What was recorded is to be kept, also when the caller has hung up.
  ///
  /// @param length of what was said
  /// @return digits that name it, to be read to the caller; empty when they cannot be had now
  Optional<String> left(String id, Duration length);

  /// Nothing was said, or the caller gave it up to say it again. Returns at once.
  void dropped(String id);

  static Messages none() {
    return new Messages() {
      @Override
      public void begins(Recording recording) {}

      @Override
      public Optional<String> left(String id, Duration length) {
        return Optional.empty();
      }

      @Override
      public void dropped(String id) {}
    };
  }
}
