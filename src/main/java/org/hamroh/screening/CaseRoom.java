package org.hamroh.screening;

import java.util.Optional;
import org.hamroh.cases.CaseDoor;
import org.hamroh.cases.CaseId;
import org.hamroh.screening.Screenings.Asker;
import org.jdbi.v3.core.Handle;

/// Where cases are kept, as far as screenings need it.
///
/// @param opener opens one where there is none yet
/// @param finder finds one without opening any
public record CaseRoom(CaseDoor door, Opener opener, Finder finder) {

  /// Opens a case in the caller's transaction, or finds the one that this conversation has.
  @FunctionalInterface
  public interface Opener {

    /// @param contact   of the screening: a call's id, or `w-…`
    /// @param screening what leads to it
    /// @param asker     who opens it and looks after it
    CaseId open(Handle handle, String contact, Screening screening, Asker asker);
  }

  /// The case that was opened out of a conversation, if this person may see it.
  @FunctionalInterface
  public interface Finder {
    Optional<CaseId> find(String contact, Asker asker);
  }
}
