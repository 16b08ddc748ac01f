package org.hamroh.gate;

import java.util.Optional;
import org.hamroh.phone.PhoneNumber;

/// One thing that is to go out to one person.
///
/// @param units segments of a text, or minutes that a call is expected to last
/// @param begun whether a part of it has left already: then it is neither too late nor too much,
///              for half a text is worth nothing
/// @param place where the person lives, by the names of the directory; empty when nobody knows
public record Errand(
    PhoneNumber number,
    Kind kind,
    Purpose purpose,
    int units,
    boolean begun,
    Optional<String> place) {

  public Errand {
    if (units < 1) {
      throw new IllegalArgumentException("an errand has at least one unit");
    }
  }

  public static Errand text(PhoneNumber number, Purpose purpose) {
    return new Errand(number, Kind.TEXT, purpose, 1, false, Optional.empty());
  }

  public static Errand call(PhoneNumber number, Purpose purpose, int minutes) {
    return new Errand(number, Kind.CALL, purpose, minutes, false, Optional.empty());
  }

  public Errand of(int wantedUnits) {
    return new Errand(number, kind, purpose, wantedUnits, begun, place);
  }

  public Errand goingOn(boolean hasBegun) {
    return new Errand(number, kind, purpose, units, hasBegun, place);
  }

  public Errand in(String town) {
    return new Errand(
        number, kind, purpose, units, begun, Optional.of(town).filter(known -> !known.isEmpty()));
  }
}
