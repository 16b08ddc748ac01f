package org.hamroh.gate;

/// Why somebody is to be written to or rung.
public enum Purpose {

  /// One text of many: closed to whoever said stop.
  BROADCAST,

  /// What this person asked for or is owed: the answer to a question, a booking.
  SERVICE
}
