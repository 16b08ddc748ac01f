package org.hamroh.command;

import java.util.Objects;
import org.hamroh.authoring.ScriptDiff;
import org.jspecify.annotations.Nullable;

/// A difference between two versions as a terminal shows it: words first, then steps.
record DiffText(ScriptDiff diff) {

  /// @param files whether every changed line is shown too
  String text(boolean files) {
    StringBuilder text = new StringBuilder();
    if (diff.files().isEmpty()) {
      return "no difference between %s and %s%n".formatted(diff.from(), diff.to());
    }
    for (ScriptDiff.PromptChange prompt : diff.prompts()) {
      text.append("prompt %s (%s)%n".formatted(prompt.name(), prompt.how()));
      prompt
          .languages()
          .forEach((language, words) -> change(text, language, words.old(), words.now()));
      prompt.fields().forEach(field -> change(text, field.field(), field.old(), field.now()));
    }
    for (ScriptDiff.StepChange step : diff.steps()) {
      text.append("step %s (%s)%n".formatted(step.id(), step.how()));
      step.fields().forEach(field -> change(text, field.field(), field.old(), field.now()));
    }
    for (ScriptDiff.FileChange file : diff.files()) {
      text.append("file %s (%s)%n".formatted(file.path(), file.how()));
      if (files) {
        file.unified().forEach(line -> text.append(line).append(System.lineSeparator()));
      }
    }
    return text.toString();
  }

  private static void change(
      StringBuilder text, String what, @Nullable String old, @Nullable String now) {
    if (old != null) {
      text.append("  %s - %s%n".formatted(what, old));
    }
    if (now != null && !Objects.equals(old, now)) {
      text.append("  %s + %s%n".formatted(what, now));
    }
  }
}
