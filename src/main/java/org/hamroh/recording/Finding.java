package org.hamroh.recording;

import java.util.List;

/// Something about a recording that its speaker can mend.
///
/// @param what   it is
/// @param values for its sentence: measured figures, in the order of `{0}`, `{1}`
public record Finding(What what, List<String> values) {

  /// The findings, each with a sentence `recording.finding.<code>` on the pages and a prompt
  /// `record-<code>` on the telephone.
  public enum What {
    /// The file cannot be read.
    UNREADABLE(true),
    SILENT(true),
    TOO_LONG_FILE(true),
    VERY_QUIET(true),
    QUIET(false),
    CLIPPED(true),
    A_LITTLE_CLIPPED(false),
    VERY_NOISY(true),
    NOISY(false),
    FAR_TOO_SHORT(true),
    SHORT(false),
    FAR_TOO_LONG(true),
    LONG(false);

    private final boolean refuses;

    What(boolean refuses) {
      this.refuses = refuses;
    }

    /// Whether such a recording is not taken.
    public boolean refuses() {
      return refuses;
    }

    /// `very-quiet`
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /// What the telephone says of it: one prompt for a finding and its stronger form.
    String prompt() {
      return switch (this) {
        case UNREADABLE -> "record-failed";
        case SILENT -> "record-silent";
        case VERY_QUIET, QUIET -> "record-quiet";
        case CLIPPED, A_LITTLE_CLIPPED -> "record-clipped";
        case VERY_NOISY, NOISY -> "record-noisy";
        case FAR_TOO_SHORT, SHORT -> "record-short";
        case TOO_LONG_FILE, FAR_TOO_LONG, LONG -> "record-long";
      };
    }
  }

  static Finding of(What what, Object... values) {
    return new Finding(what, java.util.Arrays.stream(values).map(String::valueOf).toList());
  }
}
