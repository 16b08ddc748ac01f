package org.hamroh.gate;

import org.hamroh.phone.PhoneNumber;

/// The one door through which everything leaves for a person: broadcasts, single texts, and
/// whatever comes later. It is asked when an audience is made up and again just before each
/// segment leaves, for people change their mind in between. A test keeps every outgoing path
/// behind it.
@FunctionalInterface
public interface OutgoingGate {

  /// @throws org.hamroh.store.StoreException when it cannot find out: then nothing may leave
  Verdict ask(PhoneNumber number, Purpose purpose);
}
