package org.hamroh.callback;

import java.time.Instant;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;

/// One call that we owe somebody, from the wish to its end.
///
/// @param receipt   digits that are read to the caller
/// @param caller    of the number that is rung; who asked may have rung from another
/// @param number    forgotten some time after the end
/// @param language  empty when unknown
/// @param queue     where the person goes after the confirming key; empty for the main menu
/// @param priority  higher is sooner, as in the queues: 0 is last
/// @param safe      our name must not be said until a key confirms who it is
/// @param fromCall  in which it was asked for
/// @param askedAt   the place in line; never changed
/// @param until     after this it is too late
/// @param why       of the last change, in one word: `busy`, `no-answer`, `gate-night`; may be
/// empty
/// @param attempts  that have left
/// @param nextTryAt never earlier than `notBefore`
public record Callback(
    long id,
    String receipt,
    CallbackKind kind,
    CallerKey caller,
    Optional<PhoneNumber> number,
    String language,
    String queue,
    int priority,
    boolean safe,
    Optional<CallId> fromCall,
    Instant askedAt,
    Instant notBefore,
    Instant until,
    CallbackState state,
    String why,
    int attempts,
    Instant nextTryAt,
    Instant changedAt) {

  /// What somebody asks for.
  ///
  /// @param caller    key of `number`
  /// @param language  empty when unknown
  /// @param queue     empty for the main menu
  /// @param askedAt   the place in line: earlier than now when a place in a queue is kept
  /// @param notBefore when it may be tried first
  /// @param until     after this it is too late
  public record Wish(
      CallbackKind kind,
      CallerKey caller,
      PhoneNumber number,
      String language,
      String queue,
      int priority,
      boolean safe,
      Optional<CallId> fromCall,
      Instant askedAt,
      Instant notBefore,
      Instant until) {

    public Wish {
      if (!until.isAfter(notBefore)) {
        throw new IllegalArgumentException("a call back ends after it may begin");
      }
    }
  }
}
