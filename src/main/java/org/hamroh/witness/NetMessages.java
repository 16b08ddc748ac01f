package org.hamroh.witness;

import java.time.Instant;
import org.hamroh.call.CallId;
import org.jdbi.v3.core.Handle;

/// Is told that the safety net's answering machine begins to record. That line of the PBX's is the
/// only place where the caller's number stands.
@FunctionalInterface
public interface NetMessages {

  /// In the transaction that reads the line, so that it is told once.
  ///
  /// @param messageId names the sound file
  /// @param shown     the number as the PBX shows it, empty when withheld
  void begins(Handle handle, CallId call, String messageId, String shown, Instant at);

  /// Where messages are nobody's task.
  static NetMessages none() {
    return (handle, call, messageId, shown, at) -> {};
  }
}
