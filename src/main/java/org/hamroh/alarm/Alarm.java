package org.hamroh.alarm;

import java.time.Instant;
import java.util.Optional;

/// One alarm that nobody has taken on yet.
///
/// @param about the id of a call, a screening or a referral, or one of our own numbers; never a
///              caller's number
/// @param since when the trouble began
public record Alarm(long id, AlarmKind kind, String about, Instant since) {

  /// Whether somebody can take it on; a broken line is over only when it works.
  public boolean canBeTaken() {
    return !kind.recovers();
  }

  /// The page of what it is about; empty for a line, which has none.
  public Optional<String> page() {
    return switch (kind) {
      case LINE -> Optional.empty();
      case ROUTE -> Optional.of("/routes");
      case CLOCK -> Optional.of("/retention");
      case CLUSTER -> Optional.of("/clusters");
      case HIGH_RISK -> Optional.of("/screenings/" + about);
      case REFERRAL_LATE, REFERRAL_UNASKED -> Optional.of("/cases/" + about.split("-", 2)[0]);
      case DANGER, SILENT_EMERGENCY -> Optional.of("/calls/" + about);
    };
  }
}
