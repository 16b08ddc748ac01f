package org.hamroh.ivr.outside;

import java.time.Instant;
import org.hamroh.call.CallId;

/// Takes the wish to be called back.
public interface Callbacks {

  /// When the caller wants it.
  enum When {
    SOONEST,
    MORNING,
    DAY,
    EVENING,
    TOMORROW
  }

  /// @param number as the caller keyed it, empty for the number that calls
  /// @param safe   whether somebody else must not learn what the call is about
  /// @param asked  the caller's place in time: earlier than now when a place in a queue is kept
  /// @param queue  that the caller wanted, empty when the script does not know it
  /// @param urgent whether the caller is in danger: before everybody else
  record Wish(
      CallId call,
      String number,
      When when,
      boolean safe,
      String language,
      Instant asked,
      String queue,
      boolean urgent) {}

  sealed interface Answer {
    /// @param receipt digits that name the booking, to be read to the caller
    record Booked(String receipt) implements Answer {}

    /// The keyed digits are no telephone number, or one that we do not call.
    record NumberRefused() implements Answer {}

    /// Nobody can take the wish; the script offers a message instead.
    record Unavailable() implements Answer {}
  }

  /// Whether wishes are taken at all. Asked first: nobody answers four questions for nothing.
  boolean isThere();

  /// Whether the number that calls can be called back: not withheld, and allowed.
  boolean canCall(CallId call);

  /// Whether a call back is offered before the waiting begins, because each second of it is dear:
  /// the caller rings from abroad, and can be called.
  default boolean offersAtOnce(CallId call) {
    return false;
  }

  Answer book(Wish wish);

  /// Where a call leads that we made.
  ///
  /// @param queue    empty for the main menu
  /// @param priority the higher, the sooner
  record Reached(String queue, int priority) {

    /// The call came to us like any other, or what it was for is not known any more.
    public static final Reached NOBODY_WE_RANG = new Reached("", 0);
  }

  /// A key was pressed on a call that we made: the person is there. Asked once; it is kept.
  default Reached reached(CallId call) {
    return Reached.NOBODY_WE_RANG;
  }

  static Callbacks none() {
    return new Callbacks() {
      @Override
      public boolean isThere() {
        return false;
      }

      @Override
      public boolean canCall(CallId call) {
        return false;
      }

      @Override
      public Answer book(Wish wish) {
        return new Answer.Unavailable();
      }
    };
  }
}
