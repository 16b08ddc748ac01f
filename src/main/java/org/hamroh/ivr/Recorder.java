package org.hamroh.ivr;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.ivr.CallLine.Recorded;
import org.hamroh.ivr.outside.Messages;

/// Records voice messages on one call, and sees to it that none is lost: a message is noted before
/// the first word, and kept or dropped by a word of its own.
///
/// @param language in which the caller was spoken to
/// @param events   for the call's record
public record Recorder(
    CallId id,
    CallLine line,
    Clock clock,
    Messages messages,
    String language,
    Consumer<CallEvent> events) {

  /// A name for a recording that no other of this call has, in whichever script it was made.
  public String newId() {
    return id.value().replace('.', '-') + "-" + clock.millis();
  }

  /// Notes what is about to be recorded: from here on a power cut loses nothing.
  public void begins(String messageId, String kind, boolean urgent, boolean wordless) {
    Messages.Recording recording =
        new Messages.Recording(id, messageId, kind, urgent, wordless, language);
    line.meanwhile(() -> messages.begins(recording));
  }

  public Recorded record(
      String messageId, Set<Character> endKeys, Duration limit, Duration maxSilence) {
    return line.record(messageId, endKeys, limit, maxSilence);
  }

  public Duration length(String messageId) {
    return line.recordedLength(messageId);
  }

  /// A recording is kept, whether the caller is still there or not.
  ///
  /// @return digits that name it; empty when they cannot be had
  public Optional<String> left(String messageId, String kind, Duration length) {
    events.accept(new CallEvent.MessageLeft(messageId, kind, length));
    return messages.left(messageId, length);
  }

  /// Nothing was said.
  public void dropped(String messageId) {
    messages.dropped(messageId);
  }
}
