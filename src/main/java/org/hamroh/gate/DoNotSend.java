package org.hamroh.gate;

import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// People who were erased: they stand here by their key alone, so that a list that brings their
/// number back does not bring them broadcasts. Whoever comes back by their own word is written to
/// again. Read by [Known].
final class DoNotSend {

  private DoNotSend() {}

  /// Called where a stop is taken back. Who is erased once more goes from this list, too.
  static void cameBack(Handle handle, PhoneNumber number) {
    handle.execute(
        "insert into opt_in (number) values (?) on conflict (number) do nothing", number.e164());
  }
}
