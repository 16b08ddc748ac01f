package org.hamroh.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.PromptText;
import org.hamroh.web.Wording;

/// Says names of scripts, prompts and countries in the reader's own words.
public final class CardWords {

  /// Of what was heard, as much as one line holds.
  private static final int MOST_LETTERS = 90;

  /// How fast the line speaks, about.
  private static final int LETTERS_A_SECOND = 14;

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
    if (step.endsWith("-operator")) {
      return words.of("console.step.choices"); // the step that leads into the queue
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

  /// What a caller has heard at a place, as far as the seconds reach: a key may have cut the list
  /// of prompts short.
  public List<String> heard(Station station) {
    long letters = station.heard().toMillis() * LETTERS_A_SECOND / 1_000;
    List<String> heard = new ArrayList<>();
    for (String prompt : station.prompts()) {
      if (station.cut() && letters < LETTERS_A_SECOND) {
        break;
      }
      heard.add(prompt(prompt));
      letters -= length(prompt);
    }
    return heard;
  }

  private int length(String prompt) {
    return prompts.languages().stream()
        .findFirst()
        .flatMap(spoken -> prompts.text(spoken, prompt))
        .map(text -> text.text().length())
        .orElse(LETTERS_A_SECOND);
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
