package org.hamroh.claims.agency;

import java.time.LocalDate;
import java.util.Optional;

/// A row of the list of licences.
///
/// @param licence    its number, as the list has it
/// @param validUntil the last day; absent where the list names none
/// @param note       what the list says besides: `withdrawn`; may be empty
public record Agency(String name, String licence, Optional<LocalDate> validUntil, String note) {

  /// Whether the licence had run out before this day.
  public boolean isOver(LocalDate day) {
    return validUntil.filter(last -> last.isBefore(day)).isPresent();
  }
}
