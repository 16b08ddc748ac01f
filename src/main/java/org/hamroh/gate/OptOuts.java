package org.hamroh.gate;

import java.time.Instant;
import java.util.Optional;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// Numbers that want no more broadcasts.
public final class OptOuts {

  private OptOuts() {}

  /// Saying it twice is the same as once; the first time stays.
  ///
  /// @param way `sms`, `api`
  public static void add(Handle handle, PhoneNumber number, String way, Instant now) {
    handle
        .createUpdate(
            """
            insert into opt_out (number, since, way) values (:number, :since, :way)
            on conflict (number) do nothing
            """)
        .bind("number", number.e164())
        .bind("since", now.toEpochMilli())
        .bind("way", way)
        .execute();
    handle.execute("delete from opt_in where number = ?", number.e164());
  }

  /// The person came back.
  public static void remove(Handle handle, PhoneNumber number) {
    handle
        .createUpdate("delete from opt_out where number = :number")
        .bind("number", number.e164())
        .execute();
    DoNotSend.cameBack(handle, number);
  }

  /// Whether broadcasts are kept from a person, whoever asked for it.
  public static boolean isSilent(Handle handle, CallerKey key, PhoneNumber number) {
    return since(handle, number).isPresent() || DoNotSend.holds(handle, key, number);
  }

  /// Since when, if so.
  public static Optional<Instant> since(Handle handle, PhoneNumber number) {
    return handle
        .createQuery("select since from opt_out where number = :number")
        .bind("number", number.e164())
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochMilli);
  }
}
