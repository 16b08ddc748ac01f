package org.hamroh.ivr.check;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.voice.PromptText;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;

/// Tells which texts may not be heard any more, and which soon may not. Depends on the day, so it
/// is asked apart from the rest; never an error, for the line helps itself and must be publishable.
public final class ValidityCheck {

  /// Time enough to find a lawyer.
  public static final Period AHEAD = Period.ofDays(30);

  private ValidityCheck() {}

  /// @param today at the site
  public static List<Problem> problems(ScriptReading reading, LocalDate today) {
    Problems problems = new Problems();
    for (String language : reading.prompts().languages()) {
      String path = "prompts/" + language + ".yaml";
      Optional<YamlFile> yaml = reading.files().file(path, new Problems());
      for (String name : reading.prompts().names()) {
        Optional<LocalDate> last =
            reading.prompts().text(language, name).flatMap(PromptText::validUntil);
        if (last.isEmpty() || !today.plus(AHEAD).isAfter(last.get())) {
          continue;
        }
        boolean past = today.isAfter(last.get());
        problems.warn(
            reading.files().shown(path),
            yaml.map(file -> file.line("/" + name + "/validUntil")).orElse(0),
            name,
            past
                ? "was valid until " + last.get() + ": callers hear \"ask the operator\" instead"
                : "is valid until " + last.get() + " only",
            "have it read again, then set reviewedOn and validUntil");
      }
    }
    return problems.list();
  }
}
