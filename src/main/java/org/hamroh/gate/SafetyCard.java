package org.hamroh.gate;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// What a person has told us about being contacted: somebody else may hold the telephone.
///
/// @param calls  whether we may call
/// @param texts  whether we may write
/// @param hours  when we may call, where the person is; read only with [Calls#IN_HOURS]
/// @param shared whether others use the telephone: nothing but what was asked for goes there
/// @param asked  when it was last talked over; older than 30 days it is to be asked again, and
///               holds until then
public record SafetyCard(
    Calls calls, Texts texts, Optional<Hours> hours, boolean shared, Instant asked) {

  public enum Calls {
    NO,
    IN_HOURS,
    YES
  }

  public enum Texts {
    NO,
    /// Nothing of who we are.
    NEUTRAL,
    YES
  }

  public record Hours(LocalTime from, LocalTime until) {}

  boolean allows(Errand errand, Instant now, List<ZoneId> zones) {
    if (errand.purpose().isForStaff()) {
      // A colleague's number; but never is never, whoever wrote it down as a colleague's.
      return errand.kind() == Kind.CALL ? calls != Calls.NO : texts != Texts.NO;
    }
    if (shared && errand.purpose() == Purpose.BROADCAST) {
      return false;
    }
    return switch (errand.kind()) {
      case CALL ->
          switch (calls) {
            case NO -> false;
            case YES -> true;
            case IN_HOURS -> window().filter(open -> open.isOpen(now, zones)).isPresent();
          };
      case TEXT ->
          switch (texts) {
            case NO -> false;
            case YES -> true;
            case NEUTRAL -> errand.purpose() == Purpose.PLAIN;
          };
    };
  }

  /// When what is closed now may open.
  Optional<Instant> opens(Errand errand, Instant now, List<ZoneId> zones) {
    return errand.kind() == Kind.CALL && calls == Calls.IN_HOURS
        ? window().flatMap(window -> window.opens(now, zones))
        : Optional.empty();
  }

  private Optional<DayWindow> window() {
    return hours.map(given -> new DayWindow(given.from(), given.until(), Optional.empty()));
  }
}
