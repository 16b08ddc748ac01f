package org.hamroh.witness;

import java.time.Instant;
import java.util.List;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.jdbi.v3.core.Handle;

/// Whoever acts on what the PBX has written: people who rang and hung up, and the legs of calls
/// that we made. Told inside the transaction that remembers how far the file has been read, so each
/// is told exactly once, also what happened while the server was dead. Nothing here may wait or
/// throw for what a line says; only a store that is down may stop the reading.
public interface Overheard {

  /// Somebody rang a line that is never answered, and has hung up.
  ///
  /// @param line  as the settings call it: `missed-call`, `stop-line`
  /// @param shown the number as the carrier shows it; empty when it is withheld
  /// @return what the record of this call is to hold
  List<CallEvent> missedCall(Handle handle, CallId call, Instant at, String line, String shown);

  /// Somebody or something has answered a call of ours.
  void answered(Handle handle, CallId leg, Instant at);

  /// Who answered was taken by the dialplan alone, for there was no server.
  void withoutServer(Handle handle, CallId leg, Instant at);

  /// A call of ours is over, answered or not.
  ///
  /// @param cause Q.850: 16 hung up, 17 busy, 19 no answer, 21 rejected; 0 unknown
  void ended(Handle handle, CallId leg, Instant at, int cause);

  /// Nobody acts.
  static Overheard nobody() {
    return new Overheard() {
      @Override
      public List<CallEvent> missedCall(
          Handle handle, CallId call, Instant at, String line, String shown) {
        return List.of();
      }

      @Override
      public void answered(Handle handle, CallId leg, Instant at) {}

      @Override
      public void withoutServer(Handle handle, CallId leg, Instant at) {}

      @Override
      public void ended(Handle handle, CallId leg, Instant at, int cause) {}
    };
  }
}
