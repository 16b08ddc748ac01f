package org.hamroh.gate;

import java.util.Locale;

/// Why the gate is closed, in words for those who run the line. What a person has told us is never
/// among them: a stop and a safety card read alike.
public enum Reason {
  COUNTRY("no route serves this country"),
  OPTED_OUT("is not to be contacted this way"),
  /// The person's own words, whatever they are.
  SAFETY("is not to be contacted this way"),
  NIGHT("it is not the hour there"),
  ELECTRICITY("there is no electricity there now"),
  NUMBER_FULL("has had enough for today"),
  DAY_FULL("the site has sent enough for today"),
  MONEY("the day's money is spent");

  private final String sentence;

  Reason(String sentence) {
    this.sentence = sentence;
  }

  /// For programs; what a person has told us reads alike here, too.
  public String word() {
    return this == OPTED_OUT || this == SAFETY ? "person" : name().toLowerCase(Locale.ROOT);
  }

  public String sentence() {
    return sentence;
  }
}
