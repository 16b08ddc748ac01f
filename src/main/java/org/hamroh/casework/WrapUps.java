package org.hamroh.casework;

import java.time.Instant;
import java.util.Optional;
import org.hamroh.call.CallId;

/// The pause after a talk in which the record is written.
public interface WrapUps {

  /// When this person's wrap-up ends by itself; empty when there is none now.
  Optional<Instant> endsAt(String login);

  /// The record of this call is saved: its operator gets calls again. Does nothing when the wrap-up
  /// is another call's.
  void done(String login, CallId call);
}
