package org.hamroh.inbox;

import java.time.Instant;
import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// Knows the questions that people were asked, in the transaction that keeps their text.
@FunctionalInterface
public interface Polls {

  /// @return whether the text is an answer, and is kept as one: then nobody needs to read it
  boolean take(Handle handle, PhoneNumber number, String text, Instant at);
}
