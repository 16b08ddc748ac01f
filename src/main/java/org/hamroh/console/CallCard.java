package org.hamroh.console;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamroh.gate.SafetyBook;
import org.hamroh.phone.CallerKey;

/// All that an operator needs to know before the first word. No telephone number is in it.
///
/// @param call       names the call
/// @param phase      `ringing`, `talking`, `after`; empty when it is nobody's desk that it lies on
/// @param operator   whose desk, `op1`; empty when nobody's
/// @param since      when the phase began; the call itself without one
/// @param queue      empty when not known
/// @param language   of the menus, empty when none was chosen
/// @param country    of the number, `RU`; empty when unknown
/// @param caller     absent when the number is withheld, or not told yet
/// @param outgoing   whether we rang the person
/// @param topic      the answers that open by themselves
/// @param trail      the way through the menu
/// @param today      calls of this caller today, this one with them
/// @param calls      in all, this one with them; counted no further than [#MOST_COUNTED]
/// @param earlier    the last calls before this one
/// @param matters    that we still owe the caller
/// @param safety     what is known of how the caller may be contacted; absent without a key
/// @param interrupted whether in an earlier call somebody came near
public record CallCard(
    String call,
    String phase,
    String operator,
    Instant since,
    String queue,
    String language,
    String country,
    Optional<CallerKey> caller,
    boolean outgoing,
    Optional<Topic> topic,
    Trail trail,
    int today,
    int calls,
    List<Earlier> earlier,
    List<OpenMatter> matters,
    Optional<SafetyBook.Known> safety,
    boolean interrupted) {

  /// Past it the exact number tells nobody anything.
  static final int MOST_COUNTED = 100;

  /// @param topic  what it was about as far as the menu tells
  /// @param ending as in the console's words
  public record Earlier(
      String call,
      Instant at,
      Optional<Topic> topic,
      String ending,
      String tone,
      String operator) {}

  /// Danger is seen first.
  public boolean danger() {
    return trail.dangerKey() || queue.equals(ConsoleView.DANGER);
  }

  public String tone() {
    return danger() ? "bad" : queue.equals(ConsoleView.HIGH) ? "warn" : "";
  }

  /// Changes when anything on the card does: an unchanged card is not drawn again.
  public String seen() {
    return Integer.toHexString(hashCode());
  }
}
