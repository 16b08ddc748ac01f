package org.hamroh.roster;

import java.util.Optional;
import java.util.Set;
import org.hamroh.phone.PhoneNumber;

/// What a person can do for callers, and where else than at the desk the person may be rung.
///
/// @param operator  whose telephone it is: `op1`
/// @param languages spoken with callers; empty: all
/// @param topics    `queue-wages`; empty: all
/// @param woman     whether callers who ask for a woman may be given this person
/// @param mobile    rung while the person is on call
public record Skills(
    String operator,
    Set<String> languages,
    Set<String> topics,
    boolean woman,
    Optional<PhoneNumber> mobile) {

  public Skills {
    languages = Set.copyOf(languages);
    topics = Set.copyOf(topics);
  }

  /// Somebody of whom nothing has been written down: helps everybody, but is no woman.
  public static Skills unknown(String operator) {
    return new Skills(operator, Set.of(), Set.of(), false, Optional.empty());
  }
}
