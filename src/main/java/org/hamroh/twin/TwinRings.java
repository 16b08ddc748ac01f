package org.hamroh.twin;

import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallId;
import org.hamroh.callback.MissedCalls;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.jdbi.v3.core.Handle;

/// Who rang the twin's line, which is never answered, hears the text when we call back: the line
/// that rang last counts.
public final class TwinRings {

  /// The step of the script for calls of ours.
  private static final String HELLO = "twin";

  private static final Logger LOG = LogManager.getLogger(TwinRings.class);

  private TwinRings() {}

  /// In the transaction that keeps the call back.
  public static void wanted(Handle handle, long callback, String line) {
    if (line.equals(MissedCalls.TWIN_LINE)) {
      handle.execute(
          "insert into twin_ring (callback_id) values (?) on conflict do nothing", callback);
    } else {
      handle.execute("delete from twin_ring where callback_id = ?", callback);
    }
  }

  /// How to begin with who has answered; empty when the main menu was wanted.
  public static Optional<String> hello(Database database, CallId call) {
    if (call.callback().isEmpty()) {
      return Optional.empty();
    }
    try {
      return database
          .read(
              handle ->
                  handle
                      .createQuery("select 1 from twin_ring where callback_id = ?")
                      .bind(0, call.callback().getAsLong())
                      .mapTo(Integer.class)
                      .findOne())
          .map(found -> HELLO);
    } catch (StoreException e) {
      LOG.error("event=twin-ring-not-read call={}", call, e);
      return Optional.empty(); // the main menu helps, too
    }
  }
}
