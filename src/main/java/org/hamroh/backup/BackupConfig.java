package org.hamroh.backup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Copies that the server makes by itself every night.
///
/// @param folder   where they go: another disk, never the data folder
/// @param keyFile  what they are sealed with; neither in the data folder nor beside the copies
/// @param hour     of the site's clock; 3 when left out
/// @param keepDays then a copy goes; 35 when left out, and at most
public record BackupConfig(
    Path folder, Path keyFile, @Nullable Integer hour, @Nullable Integer keepDays) {

  /// When callers sleep on both sides of the border.
  private static final int AT = 3;

  /// A month, and the days in which somebody finds out that something is missing. Whoever is erased
  /// is in nobody's copy after that.
  private static final int KEPT = 35;

  public int atHour() {
    return hour == null ? AT : hour;
  }

  public int daysKept() {
    return keepDays == null ? KEPT : keepDays;
  }
}
