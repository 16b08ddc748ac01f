package org.hamroh.gate;

import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// People who were erased: they stand here by their key alone, so that a list that brings their
/// number back does not bring them broadcasts. Whoever comes back by their own word is written to
/// again. Read for many at once by [Known].
final class DoNotSend {

  private DoNotSend() {}

  /// Whether the person was erased and has not come back.
  static boolean holds(Handle handle, CallerKey key, PhoneNumber number) {
    return handle
        .createQuery(
            """
            select exists (select 1 from do_not_send where caller_key = :key)
              and not exists (select 1 from opt_in where number = :number)
            """)
        .bind("key", key.hex())
        .bind("number", number.e164())
        .mapTo(Boolean.class)
        .one();
  }

  /// Called where a stop is taken back. Who is erased once more goes from this list, too.
  static void cameBack(Handle handle, PhoneNumber number) {
    handle.execute(
        "insert into opt_in (number) values (?) on conflict (number) do nothing", number.e164());
  }
}
