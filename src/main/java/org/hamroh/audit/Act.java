package org.hamroh.audit;

/// What somebody did with what is kept of persons.
public enum Act {
  OPEN,
  SEARCH,
  UNMASK,
  LISTEN,
  PRINT,
  EXPORT,
  CHANGE,
  RIGHTS,
  BREAK_GLASS,
  REFUSED;

  /// As it stands in the store.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
