package org.hamroh.gate;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// The one door through which everything leaves for a person: broadcasts, single texts, calls back.
/// It is asked when something is planned, and passed just before it leaves, for people change their
/// mind in between. A test keeps every outgoing path behind it.
public interface OutgoingGate {

  /// Whether this may leave now. Counts nothing.
  ///
  /// @throws org.hamroh.store.StoreException when it cannot find out: then nothing may leave
  Verdict ask(Errand errand);

  /// The same about many at once, in their order.
  default List<Verdict> askAll(List<Errand> errands) {
    return errands.stream().map(this::ask).toList();
  }

  /// The same at the door itself: what passes is counted, in the transaction that marks it as
  /// leaving; what does not is put on record.
  Verdict pass(Handle handle, Errand errand);

  /// The same for many at once, in their order: each counts for those after it.
  default List<Verdict> passAll(Handle handle, List<Errand> errands) {
    return errands.stream().map(errand -> pass(handle, errand)).toList();
  }
}
