package org.hamroh.callback.order;

/// Somebody in the line.
public sealed interface InLine {

  Place place();

  /// Is on the telephone and waits in a queue of the PBX, which gives the next operator by itself.
  record OnTheLine(Place place) implements InLine {}

  /// Wants to be rung, and may be now.
  record ToRing(Place place) implements InLine {}

  /// Is being rung, or has answered and not come to the queue yet.
  record Ringing(Place place) implements InLine {}

  /// Has answered and waits in a queue of the PBX, which gives held operators too.
  record Answered(Place place) implements InLine {}
}
