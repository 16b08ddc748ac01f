package org.hamroh.doctor;

/// What the doctor found about one thing.
///
/// @param about  the thing, in a word or two
/// @param state  how it is
/// @param said   what was seen
/// @param remedy what to do; empty when all is well
public record Finding(String about, State state, String said, String remedy) {

  public enum State {
    GOOD,
    /// Works, with a drawback.
    WARN,
    BAD
  }

  public static Finding good(String about, String said) {
    return new Finding(about, State.GOOD, said, "");
  }

  public static Finding warn(String about, String said, String remedy) {
    return new Finding(about, State.WARN, said, remedy);
  }

  public static Finding bad(String about, String said, String remedy) {
    return new Finding(about, State.BAD, said, remedy);
  }

  /// `[bad ] port 8080: is taken; end the program that holds it, or set HAMROH_WEB_PORT`
  @Override
  public String toString() {
    String mark =
        switch (state) {
          case GOOD -> "good";
          case WARN -> "warn";
          case BAD -> "BAD ";
        };
    return "[" + mark + "] " + about + ": " + said + (remedy.isEmpty() ? "" : "; " + remedy);
  }
}
