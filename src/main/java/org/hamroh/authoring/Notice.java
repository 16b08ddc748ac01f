package org.hamroh.authoring;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hamroh.yaml.Problem;

/// Something about the scripts that staff should look at.
///
/// @param details  what the sentence is about: `version`, `prompt`, `day`, `owner`, `count`…
/// @param problems why, where there are mistakes to be mended
public record Notice(Kind kind, Map<String, String> details, List<Problem> problems) {

  /// What it is; pages have a sentence for each.
  public enum Kind {
    /// Prompts are past their day: callers hear "ask the operator" instead.
    EXPIRED,
    /// The newest version cannot be used any more (another program, other numbers); an older one is
    /// on the line.
    VERSION_UNUSABLE,
    /// Sounds are missing: callers hear nothing there and go on to a person.
    SOUNDS_MISSING,
    /// What somebody wanted to publish and did not wait for was refused.
    PUBLISH_FAILED,
    /// The folder has mistakes; the line goes on with what it had.
    FOLDER_BROKEN,
    /// The folder has changed, but somebody has published since: take it into the draft, or not.
    FOLDER_CHANGED,
    /// Prompts will be past their day soon.
    EXPIRES_SOON
  }

  public Notice {
    details = Map.copyOf(details);
    problems = List.copyOf(problems);
  }

  static Notice of(Kind kind, Map<String, String> details) {
    return new Notice(kind, details, List.of());
  }

  /// Its kind as pages and programs know it: `folder-changed`.
  public String word() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether callers feel it already.
  public boolean isBad() {
    return kind == Kind.EXPIRED || kind == Kind.VERSION_UNUSABLE || kind == Kind.SOUNDS_MISSING;
  }

  /// What it is about: a prompt or a version.
  public String about() {
    return details.getOrDefault("prompt", details.getOrDefault("version", ""));
  }

  /// Which prompt it is about, empty when it is about none.
  String prompt() {
    return details.getOrDefault("prompt", "");
  }
}
