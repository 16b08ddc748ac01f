package org.hamroh.ivr.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hamroh.ivr.DetourException;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.ivr.SiteRules;
import org.hamroh.ivr.SystemPrompt;
import org.hamroh.ivr.step.Ask;
import org.hamroh.ivr.step.AskHours;
import org.hamroh.ivr.step.ChooseLanguage;
import org.hamroh.ivr.step.HangUp;
import org.hamroh.ivr.step.Menu;
import org.hamroh.ivr.step.Play;
import org.hamroh.ivr.step.Prompt;
import org.hamroh.ivr.step.Step;
import org.hamroh.ivr.step.Step.Said;
import org.hamroh.ivr.step.Step.Way;
import org.hamroh.ivr.step.Target;
import org.hamroh.ivr.step.ToQueue;

/// How far every caller is from a person: seconds and keys from the answer to a queue, on every
/// way, for somebody who hears each prompt to its end.
public final class CallPaths {

  /// More ways than any tree of ours has; it would only be a longer table.
  private static final int MOST = 500;

  /// A guard against a net of ways in which everything leads to everything.
  private static final int MOST_TRIED = 50_000;

  /// About how fast the voices speak, where a sound has not been made.
  private static final Duration PER_LETTER = Duration.ofMillis(70);

  /// How long a prompt is; empty when its sound has not been made.
  @FunctionalInterface
  public interface Lengths {
    Optional<Duration> of(String language, String prompt);
  }

  /// One way to people.
  ///
  /// @param number  dialled to come here
  /// @param keys    pressed on the way, `1/2` for any language; `0` at once
  /// @param steps   on the way, `hotline/main`
  /// @param queue   where it ends
  /// @param urgent  whether seconds count there
  /// @param seconds heard until then, by language
  public record Path(
      String number,
      String keys,
      int keyCount,
      List<String> steps,
      String queue,
      boolean urgent,
      Map<String, Double> seconds) {}

  private final ScriptReading reading;
  private final ScriptMap map;
  private final SiteRules rules;
  private final Lengths lengths;
  private final Map<String, Path> found = new LinkedHashMap<>();
  private int tried;

  private CallPaths(ScriptReading reading, SiteRules rules, Lengths lengths) {
    this.reading = reading;
    this.map = new ScriptMap(reading.scripts());
    this.rules = rules;
    this.lengths = lengths;
  }

  /// Where the caller is.
  private record Walk(
      Target at,
      List<String> keys,
      List<String> steps,
      Set<Target> met,
      Map<String, Duration> heard,
      boolean hintGiven) {}

  /// Every way, the longest first for each number. Nothing while the scripts have errors.
  public static List<Path> of(ScriptReading reading, SiteRules rules, Lengths lengths) {
    return reading.hasErrors() ? List.of() : new CallPaths(reading, rules, lengths).all();
  }

  private List<Path> all() {
    List<Path> paths = new ArrayList<>();
    new TreeMap<>(rules.numbers())
        .forEach(
            (number, script) -> {
              found.clear();
              reading.scripts().stream()
                  .filter(one -> one.script().name().equals(script))
                  .findFirst()
                  .ifPresent(
                      one -> {
                        Target first = new Target(script, one.script().first().name());
                        Map<String, Duration> nothing = new TreeMap<>();
                        rules.languages().forEach(tg -> nothing.put(tg, Duration.ZERO));
                        walk(
                            number,
                            new Walk(first, List.of(), List.of(), Set.of(), nothing, false));
                      });
              found.values().stream()
                  .sorted(java.util.Comparator.comparingDouble(CallPaths::longest).reversed())
                  .limit(MOST)
                  .forEach(paths::add);
            });
    return List.copyOf(paths);
  }

  private static double longest(Path path) {
    return path.seconds().values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private void walk(String number, Walk walk) {
    if (++tried > MOST_TRIED || walk.met().contains(walk.at())) {
      return;
    }
    Optional<Step> step = map.step(walk.at());
    if (step.isEmpty() || step.get() instanceof HangUp) {
      return;
    }
    Set<Target> met = new LinkedHashSet<>(walk.met());
    met.add(walk.at());
    List<String> steps = new ArrayList<>(walk.steps());
    steps.add(walk.at().toString());
    Walk here = new Walk(walk.at(), walk.keys(), steps, met, walk.heard(), walk.hintGiven());
    if (step.get() instanceof ToQueue queue) {
      arrive(number, here, queue);
      return;
    }
    boolean byKey = step.get().ways().stream().anyMatch(Way::byKey);
    for (Way way : step.get().ways()) {
      if (way.byKey() || !byKey || isMeantForSilence(step.get())) {
        walk(number, after(here, step.get(), way));
      }
    }
    if (step.get() instanceof Menu menu && !walk.hintGiven()) {
      Target people =
          reading.scripts().stream()
              .filter(one -> one.script().name().equals(walk.at().script()))
              .findFirst()
              .orElseThrow()
              .script()
              .everywhere()
              .operator();
      Way zero = new Way("keys/" + DetourException.OPERATOR, people, true);
      walk(number, after(here, menu, zero));
    }
  }

  /// Where the first silence already leads on, it is a choice like a key.
  private static boolean isMeantForSilence(Step step) {
    return step instanceof Menu menu && menu.silences() == 1;
  }

  private Walk after(Walk walk, Step step, Way way) {
    Map<String, Duration> heard = new TreeMap<>();
    walk.heard()
        .forEach((language, before) -> heard.put(language, before.plus(said(step, way, language))));
    List<String> keys = new ArrayList<>(walk.keys());
    if (step instanceof ChooseLanguage choice) {
      keys.add(
          choice.keys().keySet().stream().map(String::valueOf).collect(Collectors.joining("/")));
    } else if (way.byKey()) {
      keys.add(way.field().startsWith("keys/") ? way.field().substring("keys/".length()) : "…");
    }
    boolean hint = walk.hintGiven() || step instanceof Menu;
    return new Walk(way.to(), keys, walk.steps(), walk.met(), heard, hint);
  }

  private void arrive(String number, Walk walk, ToQueue queue) {
    Map<String, Double> seconds = new TreeMap<>();
    walk.heard()
        .forEach(
            (language, heard) -> {
              Duration all = heard.plus(length(language, queue.prompts()));
              if (!queue.urgent()) {
                all = all.plus(length(language, List.of(SystemPrompt.PRIVACY.prompt())));
              }
              seconds.put(language, all.toMillis() / 1_000.0);
            });
    Path path =
        new Path(
            number,
            String.join(" ", walk.keys()),
            walk.keys().size(),
            walk.steps(),
            queue.queue(),
            queue.urgent(),
            seconds);
    // By day and by night the same keys may lead the same way past other words: the longest counts.
    found.merge(
        walk.keys() + " " + walk.at(),
        path,
        (one, other) -> longest(other) > longest(one) ? other : one);
  }

  /// What is heard in a step before this way is taken.
  private Duration said(Step step, Way way, String language) {
    return switch (step) {
      case ChooseLanguage choice -> {
        Duration all = Duration.ZERO;
        for (String one : choice.keys().values()) {
          all = all.plus(length(one, choice.intro())).plus(length(one, choice.prompt()));
        }
        yield all;
      }
      case Menu menu ->
          length(language, menu.intro())
              .plus(length(language, menu.prompt()))
              .plus(way.byKey() ? Duration.ZERO : menu.timeout());
      case Play play ->
          length(language, play.prompts())
              .plus(longestOf(language, play.ofTheDay()))
              .plus(play.pause());
      case AskHours hours ->
          way.field().equals("open") ? Duration.ZERO : longestOf(language, prompts(step));
      case Ask ask -> length(language, ask.prompts()).plus(length(language, ask.check()));
      default -> length(language, prompts(step));
    };
  }

  private static List<Prompt> prompts(Step step) {
    return step.said().stream().map(Said::prompt).toList();
  }

  private Duration longestOf(String language, List<Prompt> prompts) {
    return prompts.stream()
        .map(prompt -> length(language, List.of(prompt)))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private Duration length(String language, List<Prompt> prompts) {
    Duration all = Duration.ZERO;
    for (Prompt prompt : prompts) {
      if (!prompt.foreign()) {
        all = all.plus(length(language, prompt.name()));
      }
    }
    return all;
  }

  private Duration length(String language, String prompt) {
    return lengths
        .of(language, prompt)
        .orElseGet(
            () ->
                reading
                    .prompts()
                    .text(language, prompt)
                    .map(text -> PER_LETTER.multipliedBy(text.text().length()))
                    .orElse(Duration.ZERO));
  }
}
