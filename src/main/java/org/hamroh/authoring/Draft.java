package org.hamroh.authoring;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What somebody has changed and not yet published: the files in which it differs from the version
/// on the line. There is one, for all.
///
/// @param revision  grows with every change; who saves names the one they saw
/// @param changedBy login, empty when nobody ever changed anything
/// @param changedAt absent in the same case
public record Draft(
    long revision, String changedBy, @Nullable Instant changedAt, List<Change> changes) {

  /// One file.
  ///
  /// @param text      its new text, absent when the file is taken out
  /// @param beganFrom digest of the text on the line when the change began, absent: there was none
  public record Change(
      String path,
      Optional<String> text,
      Optional<String> beganFrom,
      String changedBy,
      Instant changedAt) {}

  static final Draft NEVER = new Draft(0, "", null, List.of());

  public boolean isEmpty() {
    return changes.isEmpty();
  }
}
