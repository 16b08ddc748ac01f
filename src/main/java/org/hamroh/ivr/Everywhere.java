package org.hamroh.ivr;

import java.util.List;
import org.hamroh.ivr.step.Target;

/// Where the keys lead that work at every point of a script (`*` repeats the step and needs no
/// place), and where callers go who cannot go on.
/// ```yaml
/// everywhere:
///   0: operator           # a person
///   "#": main             # the main menu
///   9: cover              # somebody came near: harmless talk
///   8: [tg, ru]           # goes on in the next of these languages, with the same words
///   otherwise: lost       # two silences, three wrong keys, a lost sound; a menu may say its own
/// ```
/// @param languages in which the call can go on, in the order in which key 8 changes them
public record Everywhere(
    Target operator, Target mainMenu, Target cover, Target otherwise, List<String> languages) {

  /// Where one of the keys `0`, `#` and `9` leads.
  Target of(char key) {
    return switch (key) {
      case DetourException.OPERATOR -> operator;
      case DetourException.MAIN_MENU -> mainMenu;
      case DetourException.COVER -> cover;
      default -> throw new IllegalArgumentException("key " + key + " leads nowhere everywhere");
    };
  }
}
