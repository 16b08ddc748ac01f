package org.hamroh.campaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// What may be kept of what a writer wants.
final class Drafting {

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_TEXT = 2_000;

  private final List<String> languages;
  private final ReadyTexts ready;

  /// @param languages of the site
  Drafting(List<String> languages, ReadyTexts ready) {
    this.languages = languages;
    this.ready = ready;
  }

  /// The same, as it is kept: empty texts left out, and a lawyer wherever a ready text asks for
  /// one.
  ///
  /// @throws ProblemsException with everything that cannot be kept
  Campaign.Wish kept(Campaign.Wish wish, Instant now) {
    List<Problem> problems = new ArrayList<>();
    if (wish.name().isBlank() || wish.name().length() > LONGEST_NAME) {
      problems.add(
          Problem.of("name", "is empty or too long", "give 1 to " + LONGEST_NAME + " letters"));
    }
    Map<String, String> kept = new TreeMap<>();
    wish.texts().forEach((language, text) -> keep(language, text, kept, problems));
    if (kept.isEmpty() && problems.isEmpty()) {
      problems.add(Problem.of("texts", "are empty", "write one in each language"));
    }
    boolean known = wish.readyText().isEmpty() || ready.find(wish.readyText()).isPresent();
    if (!known) {
      problems.add(Problem.of("readyText", "is no ready text", "give one such as sms-02, or none"));
    }
    problems.addAll(wish.schedule().problems(now));
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    boolean lawyer =
        wish.legalNeeded()
            || ready.find(wish.readyText()).map(ReadyTexts.ReadyText::legalReview).orElse(false);
    return new Campaign.Wish(
        wish.name().strip(), kept, wish.audience(), wish.readyText(), lawyer, wish.schedule());
  }

  private void keep(
      String language, String text, Map<String, String> kept, List<Problem> problems) {
    if (!languages.contains(language)) {
      problems.add(
          Problem.of(
              "texts." + language,
              "is in no language of this site",
              "give " + String.join(", ", languages)));
    } else if (text.length() > LONGEST_TEXT) {
      problems.add(Problem.of("texts." + language, "is longer than " + LONGEST_TEXT, "shorten it"));
    } else if (!text.isBlank()) {
      kept.put(language, text.strip());
    }
  }
}
