package org.hamroh.callback;

import java.time.Clock;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallId;
import org.hamroh.ivr.outside.Callbacks;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;

/// Tells scripts where a call leads that we made, and keeps that the person was there. Wishes for
/// new calls go to whoever takes them.
public final class AnsweredCallbacks implements Callbacks {

  private static final Logger LOG = LogManager.getLogger(AnsweredCallbacks.class);

  private final Callbacks wishes;
  private final Database database;
  private final Clock clock;

  public AnsweredCallbacks(Callbacks wishes, Database database, Clock clock) {
    this.wishes = wishes;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public boolean isThere() {
    return wishes.isThere();
  }

  @Override
  public boolean canCall(CallId call) {
    return wishes.canCall(call);
  }

  @Override
  public boolean offersAtOnce(CallId call) {
    return wishes.offersAtOnce(call);
  }

  @Override
  public Answer book(Wish wish) {
    return wishes.book(wish);
  }

  @Override
  public Reached reached(CallId call) {
    if (call.callback().isEmpty()) {
      return Reached.NOBODY_WE_RANG;
    }
    long id = call.callback().getAsLong();
    try {
      return database
          .write(
              handle -> {
                CallbackStore.connected(handle, id, clock.instant());
                return CallbackStore.find(handle, id);
              })
          .map(one -> new Reached(one.queue(), one.priority()))
          .orElse(Reached.NOBODY_WE_RANG);
    } catch (StoreException e) {
      LOG.error("event=callback-not-confirmed call={}", call, e);
      return Reached.NOBODY_WE_RANG; // the person is there, and the main menu helps, too
    }
  }
}
