package org.hamroh.call;

import java.time.Instant;

/// Where everything that happens on a call is told, as it happens. Telling never waits for a disk
/// and never fails: a store that is down must not cost a caller anything.
@FunctionalInterface
public interface CallJournal {
  void tell(CallId call, Instant at, CallEvent event);
}
