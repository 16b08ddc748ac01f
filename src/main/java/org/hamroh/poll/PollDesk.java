package org.hamroh.poll;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hamroh.reach.Regions;
import org.hamroh.store.Database;
import org.hamroh.web.Refusal;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// Makes polls and tells what came of them.
public final class PollDesk {

  static final int LONGEST_QUESTION = 300;
  static final int LONGEST_LABEL = 60;

  private final Database database;
  private final List<String> languages;
  private final Regions regions = new Regions();
  private final Clock clock;

  /// @param languages of the site: each question and each answer is written in all of them
  public PollDesk(Database database, List<String> languages, Clock clock) {
    this.database = database;
    this.languages = List.copyOf(languages);
    this.clock = clock;
  }

  List<String> languages() {
    return languages;
  }

  Regions regions() {
    return regions;
  }

  String campaign(long id) {
    return database
        .read(handle -> PollStore.campaign(handle, id))
        .orElseThrow(() -> Refusal.notFound("campaign " + id));
  }

  Optional<Poll> find(long campaign) {
    return database.read(handle -> PollStore.find(handle, campaign));
  }

  /// Once it has begun, people answer what stood there.
  boolean isFixed(long campaign) {
    return database.read(handle -> PollStore.begun(handle, campaign)).isPresent();
  }

  /// @param question by language
  /// @param options  labels by language, in the order of their digits; empty ones are left out
  /// @throws ProblemsException with everything that is missing
  void put(
      long campaign, Map<String, String> question, List<Map<String, String>> options, String by) {
    campaign(campaign);
    List<Problem> problems = new ArrayList<>();
    Map<String, String> asked = texts("question", question, LONGEST_QUESTION, problems);
    List<Poll.Option> kept = new ArrayList<>();
    for (Map<String, String> option : options) {
      if (option.values().stream().anyMatch(label -> !label.isBlank())) {
        int digit = kept.size() + 1;
        kept.add(new Poll.Option(digit, texts("option " + digit, option, LONGEST_LABEL, problems)));
      }
    }
    if (kept.size() < Poll.FEWEST_OPTIONS || kept.size() > Poll.MOST_OPTIONS) {
      problems.add(Problem.of("options", "are " + kept.size(), "give two to nine"));
    }
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    boolean changed =
        database.write(
            handle -> {
              if (PollStore.begun(handle, campaign).isPresent()) {
                return false;
              }
              PollStore.put(handle, new Poll(campaign, asked, kept), by, clock.instant());
              return true;
            });
    if (!changed) {
      throw new Refusal(409, "The campaign has begun; its question stays as it is.");
    }
  }

  private Map<String, String> texts(
      String what, Map<String, String> given, int longest, List<Problem> problems) {
    Map<String, String> kept = new TreeMap<>();
    for (String language : languages) {
      String text = given.getOrDefault(language, "").strip();
      if (text.isEmpty() || text.length() > longest) {
        problems.add(
            Problem.of(
                what + " " + language,
                "is empty or longer than " + longest,
                "write it in each language"));
      }
      kept.put(language, text);
    }
    return kept;
  }

  Optional<PollResults> results(long campaign) {
    return find(campaign)
        .map(
            poll ->
                PollResults.of(
                    poll,
                    database.read(handle -> PollStore.given(handle, campaign)),
                    database.read(handle -> PollStore.asked(handle, campaign)),
                    database.read(handle -> PollStore.changed(handle, campaign)),
                    regions));
  }
}
