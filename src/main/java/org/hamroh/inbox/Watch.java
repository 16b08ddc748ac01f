package org.hamroh.inbox;

import java.time.Instant;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// What the inbox asks of other rooms, in the transaction that keeps a text.
public interface Watch {

  /// Somebody in danger writes.
  ///
  /// @param about the thread and the day, `7-20580`: once a day is enough
  void cry(Handle handle, String about, Instant at);

  /// Too many neighbouring numbers want something that costs money.
  ///
  /// @param range what they have in common, `+99290000`
  void flood(Handle handle, String range, Instant at);

  /// Alarms were raised in a transaction that is over now.
  void announce();

  /// Somebody wants to be called.
  void callBack(Handle handle, PhoneNumber number, CallerKey key, String language, Instant at);
}
