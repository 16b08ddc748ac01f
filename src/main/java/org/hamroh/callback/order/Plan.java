package org.hamroh.callback.order;

import java.util.List;
import java.util.Set;

/// What the line asks for at this moment.
///
/// @param hold operators who shall be held; nobody else shall be
/// @param dial call-backs to be rung now, by the ids of their places, the first in line first
public record Plan(Set<String> hold, List<String> dial) {

  public Plan {
    hold = Set.copyOf(hold);
    dial = List.copyOf(dial);
  }
}
