package org.hamroh.voicemail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How a message stands as a task.
public enum MessageState {

  /// Nobody has looked at it.
  NEW,

  /// Somebody sees to it.
  TAKEN,

  /// The caller has the answer.
  ANSWERED,

  /// Nothing more is to be done: a wrong number, a child, the same message twice.
  CLOSED;

  /// Whether something is still to be done.
  public boolean isOpen() {
    return this == NEW || this == TAKEN;
  }

  /// As it stands in the table and on the wire.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @param word as on the wire
  static Optional<MessageState> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
