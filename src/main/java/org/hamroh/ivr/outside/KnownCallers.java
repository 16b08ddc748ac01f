package org.hamroh.ivr.outside;

import java.util.Optional;
import org.hamroh.call.CallId;

/// What the hotline knows of the person at the other end, without ever saying it aloud: telephones
/// are shared.
public interface KnownCallers {

  /// @param country   region of the number (`TJ`, `RU`, `KZ`…), empty when it is withheld
  /// @param returning whether this caller has called before
  /// @param openCase  whether a case of this caller is open
  /// @param language  what this caller chose last time
  /// @param wePay     whether we have called
  /// @param freeCall  how this caller could get a call that we pay for
  record Known(
      String country,
      boolean returning,
      boolean openCase,
      Optional<String> language,
      boolean wePay,
      FreeCall freeCall) {

    /// Who pays for the call, and knows of no other way.
    public Known(String country, boolean returning, boolean openCase, Optional<String> language) {
      this(country, returning, openCase, language, false, new FreeCall.None());
    }

    static final Known NOTHING = new Known("", false, false, Optional.empty());
  }

  /// How a caller gets a call that we pay for.
  sealed interface FreeCall {

    /// Not at all: the number is withheld, or is none that we may call.
    record None() implements FreeCall {}

    /// By hanging up.
    record HangUp() implements FreeCall {}

    /// By ringing another number of ours, which is never answered.
    ///
    /// @param number digits as they are dialled
    record MissedCall(String number) implements FreeCall {}
  }

  /// Where this caller's last call broke, a short while ago.
  ///
  /// @param place `work/wages-info-1`, a step; empty when it was in a queue or a talk
  /// @param queue of that wait or talk, empty when it was a step
  record Dropped(String place, String queue) {}

  /// What this caller may want to go on with; empty when the last call came to its end.
  default Optional<Dropped> dropped(CallId call) {
    return Optional.empty();
  }

  /// Whether this caller has been abusive lately, and so waits longer than others. Nobody is ever
  /// turned away.
  default boolean waitsLonger(CallId call) {
    return false;
  }

  /// Answers from memory or by one indexed read.
  Known of(CallId call);

  /// Keeps the language for this caller's next call, for texts and for the choice of operator.
  void rememberLanguage(CallId call, String language);

  static KnownCallers none() {
    return new KnownCallers() {
      @Override
      public Known of(CallId call) {
        return Known.NOTHING;
      }

      @Override
      public void rememberLanguage(CallId call, String language) {}
    };
  }
}
