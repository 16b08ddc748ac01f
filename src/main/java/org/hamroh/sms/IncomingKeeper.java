package org.hamroh.sms;

import org.jdbi.v3.core.Handle;

/// Keeps what people write to us, and sees to it.
@FunctionalInterface
public interface IncomingKeeper {

  /// Runs in the transaction after which the SMSC is told that we have the text: what is done here
  /// is done exactly once, and what throws makes the SMSC bring it again.
  ///
  /// @return the id under which it is kept
  long keep(Handle handle, IncomingText text);
}
