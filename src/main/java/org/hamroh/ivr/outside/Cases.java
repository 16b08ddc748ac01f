package org.hamroh.ivr.outside;

import java.time.LocalDate;
import java.util.Optional;
import org.hamroh.call.CallId;

/// Tells how a case stands, and nothing of what it is about.
public interface Cases {

  sealed interface Standing {
    /// @param nextStep the day on which somebody will do something for it, when that is known
    record Open(Optional<LocalDate> nextStep) implements Standing {}

    record Referred() implements Standing {}

    record Closed() implements Standing {}

    /// No case of this number and PIN; also after too many tries from one telephone.
    record NotFound() implements Standing {}

    record Unavailable() implements Standing {}
  }

  /// Whether cases can be asked at all. Asked first: nobody keys in two numbers for nothing.
  boolean isThere();

  /// @param receipt the case's number as keyed
  /// @param pin     as keyed
  Standing standing(CallId call, String receipt, String pin);

  static Cases none() {
    return new Cases() {
      @Override
      public boolean isThere() {
        return false;
      }

      @Override
      public Standing standing(CallId call, String receipt, String pin) {
        return new Standing.Unavailable();
      }
    };
  }
}
