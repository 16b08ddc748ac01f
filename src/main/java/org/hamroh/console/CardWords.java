package org.hamroh.console;

import java.util.Locale;
import java.util.Optional;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.PromptText;
import org.hamroh.web.Wording;

/// Says names of scripts, prompts and countries in the reader's own words.
public final class CardWords {

  /// Of what was heard, as much as one line holds.
  private static final int MOST_LETTERS = 90;

  private final String language;
  private final AnswerBook book;
  private final PromptBook prompts;

  CardWords(String language, AnswerBook book, PromptBook prompts) {
    this.language = language;
    this.book = book;
    this.prompts = prompts;
  }

  /// A step of a script: in the console's words, else the topic that it belongs to, else its name
  /// with blanks.
  public String step(String step, Wording words) {
    String known = "console.step." + step;
    if (words.has(known)) {
      return words.of(known);
    }
    return book.topics().stream()
        .filter(topic -> topic.steps().contains(step))
        .findFirst()
        .map(this::topic)
        .orElseGet(() -> step.replace('-', ' '));
  }

  public String topic(Topic topic) {
    return topic.label(language);
  }

  /// The beginning of what a prompt says, in the reader's language; its name when nobody knows.
  public String prompt(String name) {
    Optional<String> text =
        prompts
            .text(language, name)
            .map(PromptText::text)
            .or(() -> prompts.gloss(name))
            .or(
                () ->
                    prompts.languages().stream()
                        .findFirst()
                        .flatMap(spoken -> prompts.text(spoken, name))
                        .map(PromptText::text));
    return text.map(CardWords::beginning).orElse(name);
  }

  private static String beginning(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.length() <= MOST_LETTERS) {
      return line;
    }
    int blank = line.lastIndexOf(' ', MOST_LETTERS);
    return line.substring(0, blank < 1 ? MOST_LETTERS : blank) + " …";
  }

  /// `RU` is Russia.
  public String country(String region) {
    return Locale.of("", region).getDisplayCountry(Locale.of(language));
  }
}
