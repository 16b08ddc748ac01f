package org.hamroh.callback;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hamroh.ami.AmiActions;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.call.CallId;

/// The PBX as the dialer needs it.
public interface PhoneLine {

  /// Whether it can be asked now; nobody is marked as leaving while it cannot.
  boolean isUp();

  /// Begins to ring; how it goes is told by the PBX's files.
  AmiAnswer<String> ring(AmiActions.CallOut call);

  /// How many lines are taken by those who have rung us and are, or will be, spoken to. Rings of a
  /// line that is never answered last seconds and are not counted: a storm of them must not stop
  /// the calls that they ask for.
  ///
  /// @return nothing when it cannot be asked
  OptionalInt comingIn();

  /// The legs that are up, by their names; empty when it cannot be asked.
  Optional<Set<CallId>> legs();
}
