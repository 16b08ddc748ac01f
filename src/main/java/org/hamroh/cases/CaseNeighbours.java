package org.hamroh.cases;

import org.jdbi.v3.core.Handle;

/// What the rooms that hang things on cases have to say of one. They come after cases in the house,
/// and are handed in when it is put together.
public interface CaseNeighbours {

  /// There are none.
  CaseNeighbours NONE =
      new CaseNeighbours() {
        @Override
        public void opened(Handle handle, CaseDoor door, String record, CaseId id) {}

        @Override
        public boolean isReferred(Handle handle, CaseId id) {
          return false;
        }
      };

  /// A case was opened out of a conversation; in the transaction that opens it.
  ///
  /// @param record the contact record's id
  void opened(Handle handle, CaseDoor door, String record, CaseId id);

  /// Whether the person of this case was sent on, and nobody knows yet what came of it.
  boolean isReferred(Handle handle, CaseId id);
}
