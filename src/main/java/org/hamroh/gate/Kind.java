package org.hamroh.gate;

/// How something goes out.
public enum Kind {
  CALL,
  TEXT
}
