package org.hamroh.gate;

import org.jdbi.v3.core.Handle;

/// The one door through which everything leaves for a person: broadcasts, single texts, calls back.
/// It is asked when something is planned, and passed just before it leaves, for people change their
/// mind in between. A test keeps every outgoing path behind it.
public interface OutgoingGate {

  /// Whether this may leave now. Counts nothing.
  ///
  /// @throws org.hamroh.store.StoreException when it cannot find out: then nothing may leave
  Verdict ask(Errand errand);

  /// The same at the door itself: what passes is counted, in the transaction that marks it as
  /// leaving; what does not is put on record.
  Verdict pass(Handle handle, Errand errand);
}
