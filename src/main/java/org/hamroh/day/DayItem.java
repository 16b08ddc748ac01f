package org.hamroh.day;

import java.time.Instant;
import java.util.Optional;

/// One thing to do.
///
/// @param id       in its list
/// @param since    when it began
/// @param due      by when it is to be done; empty: as soon as can be
/// @param what     the kind of it, one word of its room; of a follow-up words of the reader's
/// language
/// @param language empty when unknown
/// @param queue    empty when none
/// @param call     the call it comes from
/// @param link     the page that tells more, empty when there is none
/// @param claim    who has it; empty when nobody has
/// @param callable whether the person can be called from here
public record DayItem(
    DayList list,
    String id,
    Instant since,
    Optional<Instant> due,
    String what,
    String language,
    String queue,
    Optional<String> call,
    String link,
    Optional<Claim> claim,
    boolean callable) {

  /// @param by    login name
  /// @param until from then on anybody may have it
  public record Claim(String by, Instant until) {}

  boolean isOverdue(Instant now) {
    return due.isPresent() && due.get().isBefore(now);
  }
}
