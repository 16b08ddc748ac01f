package org.hamroh.authoring;

import java.util.List;
import java.util.Map;
import org.hamroh.yaml.Problem;

/// Something about the scripts that staff should look at.
///
/// @param details  what the sentence is about: `version`, `prompt`, `language`, `day`…
/// @param problems why, where there are mistakes to be mended
public record Notice(Kind kind, Map<String, String> details, List<Problem> problems) {

  /// What it is; pages have a sentence for each.
  public enum Kind {
    /// The folder has changed, but somebody has published since: take it into the draft, or not.
    FOLDER_CHANGED,
    /// The folder has mistakes; the line goes on with what it had.
    FOLDER_BROKEN,
    /// The newest version cannot be used any more (another program, other numbers); an older one is
    /// on the line.
    VERSION_UNUSABLE,
    /// Sounds are missing: callers hear nothing there and go on to a person.
    SOUNDS_MISSING,
    /// A prompt is past its day: callers hear "ask the operator" instead.
    EXPIRED,
    /// A prompt will be past its day soon.
    EXPIRES_SOON
  }

  static Notice of(Kind kind, Map<String, String> details) {
    return new Notice(kind, Map.copyOf(details), List.of());
  }
}
