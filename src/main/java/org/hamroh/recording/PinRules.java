package org.hamroh.recording;

import java.util.Optional;
import org.hamroh.web.Refusal;

/// What a PIN must be: six digits or more, and none that people try first.
final class PinRules {

  private static final int SHORTEST = 6;

  /// More than anybody keys in without a mistake.
  static final int LONGEST = 10;

  private static final int FEWEST_DIFFERENT = 3;
  private static final String UP = "01234567890";
  private static final String DOWN = "09876543210";

  private PinRules() {}

  /// @throws Refusal 422 with the rule that it breaks
  static void check(String pin) {
    trouble(pin)
        .ifPresent(
            why -> {
              throw new Refusal(422, "This PIN " + why + ".");
            });
  }

  static Optional<String> trouble(String pin) {
    if (!pin.matches("[0-9]{" + SHORTEST + "," + LONGEST + "}")) {
      return Optional.of("is not of " + SHORTEST + " to " + LONGEST + " digits");
    }
    boolean row = UP.contains(pin) || DOWN.contains(pin);
    boolean again =
        pin.length() % 2 == 0 && pin.equals(pin.substring(0, 2).repeat(pin.length() / 2));
    boolean year = pin.matches("(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])(19|20)[0-9]{2}");
    return row || again || year || pin.chars().distinct().count() < FEWEST_DIFFERENT
        ? Optional.of("is easily guessed: take digits in no order, no birthday")
        : Optional.empty();
  }
}
