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

  /// Whether it is about what this person did: somebody else has to take it on.
  boolean isAbout(String login) {
    return (kind == AlarmKind.BULK_LOOKING || kind == AlarmKind.BROKEN_GLASS)
        && who().equals(login);
  }

  /// The login of whom it is about; empty when it is about nobody of the staff.
  public String who() {
    return switch (kind) {
      case BULK_LOOKING -> about;
      case BROKEN_GLASS -> about.substring(about.indexOf('-') + 1);
      case DANGER,
          SILENT_EMERGENCY,
          REFERRAL_LATE,
          REFERRAL_UNASKED,
          HIGH_RISK,
          LINE,
          ROUTE,
          CLOCK,
          BACKUP,
          TEXT_HELP,
          TEXT_FLOOD,
          CLUSTER ->
          "";
    };
  }

  /// The page of what it is about; empty for a line, which has none.
  public Optional<String> page() {
    return switch (kind) {
      case BACKUP, LINE -> Optional.empty();
      case ROUTE -> Optional.of("/routes");
      case CLOCK -> Optional.of("/retention");
      case CLUSTER -> Optional.of("/clusters");
      case TEXT_HELP -> Optional.of("/inbox/" + about.split("-", 2)[0]);
      case TEXT_FLOOD -> Optional.of("/inbox");
      case HIGH_RISK -> Optional.of("/screenings/" + about);
      case BULK_LOOKING -> Optional.of("/audit?who=" + about);
      case REFERRAL_LATE, REFERRAL_UNASKED, BROKEN_GLASS ->
          Optional.of("/cases/" + about.split("-", 2)[0]);
      case DANGER, SILENT_EMERGENCY -> Optional.of("/calls/" + about);
    };
  }
}
