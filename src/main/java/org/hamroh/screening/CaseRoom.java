package org.hamroh.screening;

import java.util.Optional;
import org.hamroh.cases.CaseDoor;
import org.hamroh.cases.CaseId;
import org.hamroh.phone.CallerKey;
import org.jdbi.v3.core.Handle;

/// Where cases are kept, as far as screenings need it.
///
/// @param opener opens one where there is none yet
public record CaseRoom(CaseDoor door, Opener opener) {

  /// Opens a case in the caller's transaction, or finds the one that this conversation has.
  @FunctionalInterface
  public interface Opener {

    /// @param contact a call's id, or `w-…`
    /// @param caller  empty when withheld or unknown
    /// @param login   who opens it and looks after it
    CaseId open(Handle handle, String contact, Optional<CallerKey> caller, String login);
  }
}
