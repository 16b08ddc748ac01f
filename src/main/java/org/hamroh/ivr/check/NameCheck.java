package org.hamroh.ivr.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hamroh.ivr.BackFromQueue;
import org.hamroh.ivr.CalledBack;
import org.hamroh.ivr.Everywhere;
import org.hamroh.ivr.ReadScript;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.ivr.ScriptRunner;
import org.hamroh.ivr.SystemPrompt;
import org.hamroh.ivr.Vocabulary;
import org.hamroh.ivr.step.Prompt;
import org.hamroh.ivr.step.Step;
import org.hamroh.ivr.step.Step.Said;
import org.hamroh.ivr.step.Step.Way;
import org.hamroh.ivr.step.StepCheck;
import org.hamroh.ivr.step.Target;
import org.hamroh.ivr.step.ToQueue;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFiles;

/// Everything that a script names must be there: steps, prompts with a text in each language,
/// queues; and so must what others expect of the scripts.
final class NameCheck {

  private final ScriptMap map;
  private final Vocabulary vocabulary;
  private final Problems problems;

  NameCheck(ScriptMap map, Vocabulary vocabulary, Problems problems) {
    this.map = map;
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  /// @param files     where they stand, for messages
  /// @param numbers   which script answers which dialled number
  /// @param callsBack whether people may be rung
  void check(YamlFiles files, Map<String, String> numbers, boolean callsBack) {
    checkOutside(files, numbers, callsBack);
    for (ReadScript one : map.all()) {
      checkEverywhere(one);
      checkEntries(one);
      checkAlreadySaid(one);
      one.script().steps().values().forEach(step -> checkStep(one, step));
    }
  }

  /// What others expect of the scripts.
  private void checkOutside(YamlFiles files, Map<String, String> numbers, boolean callsBack) {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put(ScriptBook.DEFAULT_SCRIPT, "answers numbers without a script of their own");
    BackFromQueue.ENTRIES.forEach(
        entry -> wanted.put(entry, "takes callers back whom a queue could not serve"));
    if (callsBack) {
      wanted.put(CalledBack.SCRIPT, "speaks to those whom we ring: they would be hung up on");
    }
    wanted.forEach(
        (place, why) -> {
          Target target = Target.of(place, place);
          boolean there =
              place.indexOf('/') < 0 ? map.names().contains(place) : map.step(target).isPresent();
          if (!there) {
            problems.add(
                Problem.of(
                    files.shown(target.script() + ".yaml"),
                    place + " is missing, which " + why,
                    "write it"));
          }
        });
    numbers.forEach(
        (number, script) -> {
          if (!map.names().contains(script)) {
            problems.add(
                Problem.of(
                    "numbers." + number,
                    "names the script " + script + ", which is not in " + files.shown(),
                    "name one of " + map.names()));
          }
        });
    for (SystemPrompt prompt : SystemPrompt.values()) {
      checkPrompt(prompt.prompt(), Set.of())
          .ifPresent(
              wrong ->
                  problems.add(
                      Problem.of(
                          files.shown("prompts"),
                          wrong + ", and every script may say it",
                          "write its text")));
    }
    if (!vocabulary.queues().contains(ScriptRunner.LAST_RESORT_QUEUE)) {
      problems.add(
          Problem.of(
              "the PBX's queues",
              "lack " + ScriptRunner.LAST_RESORT_QUEUE + ", where callers go when all else fails",
              "add it"));
    }
  }

  private void checkEverywhere(ReadScript one) {
    Everywhere everywhere = one.script().everywhere();
    Map<String, Target> targets = new LinkedHashMap<>();
    targets.put("0", everywhere.operator());
    targets.put("#", everywhere.mainMenu());
    targets.put("9", everywhere.cover());
    targets.put("otherwise", everywhere.otherwise());
    targets.forEach(
        (key, target) -> {
          if (map.step(target).isEmpty()) {
            one.wrong(
                "everywhere/" + key,
                "leads to " + ScriptMap.shown(target, one) + ", which is no step",
                "name a step of this script, or script/step",
                problems);
          }
        });
  }

  private void checkEntries(ReadScript one) {
    for (int i = 0; i < one.script().entries().size(); i++) {
      String entry = one.script().entries().get(i);
      if (one.script().step(entry).isEmpty()) {
        one.wrong("entries/" + i, "names " + entry + ", which is no step", "name one", problems);
      }
    }
  }

  private void checkAlreadySaid(ReadScript one) {
    for (String name : one.script().alreadySaid()) {
      checkPrompt(Prompt.of(name), Set.of())
          .ifPresent(wrong -> one.wrong("alreadySaid", wrong, "take it out", problems));
    }
  }

  private void checkStep(ReadScript one, Step step) {
    for (Said said : step.said()) {
      checkPrompt(said.prompt(), said.fills())
          .ifPresent(
              wrong ->
                  one.wrong(
                      step.name(),
                      said.field(),
                      wrong,
                      "see ivr-scripts/prompts for the names and texts",
                      problems));
    }
    for (Way way : step.ways()) {
      if (map.step(way.to()).isEmpty()) {
        one.wrong(
            step.name(),
            way.field(),
            "leads to " + ScriptMap.shown(way.to(), one) + ", which is no step",
            "name a step of this script, or script/step",
            problems);
      }
    }
    if (step instanceof ToQueue queue && !vocabulary.queues().contains(queue.queue())) {
      one.wrong(
          queue.name(),
          "to",
          "is " + queue.queue() + ", which is no queue",
          "name one of " + vocabulary.queues().stream().sorted().toList(),
          problems);
    }
    step.check(eye(one, step));
  }

  private StepCheck eye(ReadScript one, Step step) {
    return new StepCheck() {
      @Override
      public Vocabulary vocabulary() {
        return vocabulary;
      }

      @Override
      public Optional<Step> step(Target target) {
        return map.step(target);
      }

      @Override
      public void wrong(String field, String message, String remedy) {
        one.wrong(step.name(), field, message, remedy, problems);
      }
    };
  }

  private Optional<String> checkPrompt(Prompt prompt, Set<String> fills) {
    if (!vocabulary.prompts().names().contains(prompt.name())) {
      return Optional.of("there is no prompt " + prompt.name());
    }
    for (String language : vocabulary.languages()) {
      var text = vocabulary.prompts().text(language, prompt.name());
      if (text.isEmpty()) {
        return Optional.of("the prompt " + prompt.name() + " has no text in " + language);
      }
      Set<String> unfilled = new TreeSet<>(text.get().placeholders());
      unfilled.removeAll(fills);
      if (!unfilled.isEmpty()) {
        return Optional.of(
            "the prompt "
                + prompt.name()
                + " speaks "
                + unfilled
                + (fills.isEmpty()
                    ? ", which no step fills in"
                    : "; this step fills in " + new TreeSet<>(fills)));
      }
    }
    return Optional.empty();
  }
}
