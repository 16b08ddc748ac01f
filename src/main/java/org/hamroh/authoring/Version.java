package org.hamroh.authoring;

import java.time.Instant;
import java.util.Locale;

/// One state of all script files that was put on the line.
///
/// @param number    1, 2, 3…; the highest is on the line
/// @param author    login of a person, or of the machine's user for the folder
/// @param note      why, in the author's words
/// @param tree      digest of all paths and texts
public record Version(
    int number, Instant createdAt, String author, String note, Kind kind, String tree) {

  /// How a version came about.
  public enum Kind {
    /// The first import of the folder.
    SHIPPED,
    /// A later import of the folder.
    FOLDER,
    /// From the draft.
    PUBLISHED,
    /// An earlier version once more.
    RESTORED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// Whether it is the folder's content: the folder then leads, and a change in it follows.
  boolean isImport() {
    return kind == Kind.SHIPPED || kind == Kind.FOLDER;
  }
}
