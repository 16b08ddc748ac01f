package org.hamroh.ivr;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.ivr.step.Prompt;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.PromptText;

/// Until when each text may be played unread. Past that day callers hear that an operator tells
/// them instead, in every language, without anybody doing anything: a law that has changed must not
/// go on being explained.
///
/// @param lastDays by prompt; the earliest of its languages
public record Expiry(Map<String, LocalDate> lastDays) {

  public Expiry {
    lastDays = Map.copyOf(lastDays);
  }

  static Expiry of(PromptBook texts) {
    Map<String, LocalDate> days = new HashMap<>();
    for (String language : texts.languages()) {
      for (String name : texts.names()) {
        texts
            .text(language, name)
            .flatMap(PromptText::validUntil)
            .ifPresent(
                day -> days.merge(name, day, (one, other) -> one.isBefore(other) ? one : other));
      }
    }
    days.remove(SystemPrompt.ASK_OPERATOR.prompt().name()); // there is nothing to say instead
    return new Expiry(days);
  }

  /// The last day of a prompt; empty when it has none.
  public Optional<LocalDate> lastDay(String prompt) {
    return Optional.ofNullable(lastDays.get(prompt));
  }

  boolean isPast(Prompt prompt, LocalDate today) {
    LocalDate last = lastDays.get(prompt.name());
    return last != null && today.isAfter(last);
  }

  /// What is said today in the place of these: one sentence for any number of texts in a row that
  /// are past their day.
  List<Prompt> today(List<Prompt> prompts, LocalDate today) {
    if (lastDays.isEmpty() || prompts.stream().noneMatch(prompt -> isPast(prompt, today))) {
      return prompts; // nearly always; a caller is waiting
    }
    List<Prompt> said = new ArrayList<>();
    boolean instead = false;
    for (Prompt prompt : prompts) {
      boolean past = isPast(prompt, today);
      if (!past) {
        said.add(prompt);
      } else if (!instead) {
        Prompt ask = SystemPrompt.ASK_OPERATOR.prompt();
        said.add(
            new Prompt(
                ask.name(), false, prompt.locked(), prompt.foreign(), prompt.everyLanguage()));
      }
      instead = past;
    }
    return said;
  }
}
