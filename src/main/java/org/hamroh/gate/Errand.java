package org.hamroh.gate;

import org.hamroh.phone.PhoneNumber;

/// One thing that is to go out to one person.
///
/// @param units segments of a text, or minutes that a call is expected to last
/// @param begun whether a part of it has left already: then it is neither too late nor too much,
///              for half a text is worth nothing
public record Errand(PhoneNumber number, Kind kind, Purpose purpose, int units, boolean begun) {

  public Errand {
    if (units < 1) {
      throw new IllegalArgumentException("an errand has at least one unit");
    }
  }

  public static Errand text(PhoneNumber number, Purpose purpose) {
    return new Errand(number, Kind.TEXT, purpose, 1, false);
  }

  public static Errand call(PhoneNumber number, Purpose purpose, int minutes) {
    return new Errand(number, Kind.CALL, purpose, minutes, false);
  }

  public Errand of(int wantedUnits) {
    return new Errand(number, kind, purpose, wantedUnits, begun);
  }

  public Errand goingOn(boolean hasBegun) {
    return new Errand(number, kind, purpose, units, hasBegun);
  }
}
