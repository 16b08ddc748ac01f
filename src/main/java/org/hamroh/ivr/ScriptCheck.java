package org.hamroh.ivr;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.ivr.step.AskHours;
import org.hamroh.ivr.step.Branch;
import org.hamroh.ivr.step.ChooseLanguage;
import org.hamroh.ivr.step.HangUp;
import org.hamroh.ivr.step.Menu;
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

/// Looks for every mistake that would leave a caller without an answer, before a script is used:
/// names that do not exist, ways that lead nowhere or in circles, menus too long to remember.
final class ScriptCheck {

  private static final String FIXED = "0, *, #, 8 and 9 mean the same everywhere";

  private final Vocabulary vocabulary;
  private final Problems problems;
  private final Map<String, ReadScript> scripts = new LinkedHashMap<>();

  ScriptCheck(Vocabulary vocabulary, Problems problems) {
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  /// @param files   where they stand, for messages
  /// @param numbers which script answers which dialled number
  void check(YamlFiles files, List<ReadScript> read, Map<String, String> numbers) {
    read.forEach(one -> scripts.put(one.script().name(), one));
    checkOutside(files, numbers);
    int before = problems.list().size();
    for (ReadScript one : read) {
      checkEverywhere(one);
      checkLanguages(one);
      checkEntries(one);
      checkAlreadySaid(one);
      one.script().steps().values().forEach(step -> checkStep(one, step));
    }
    if (problems.list().size() == before) {
      read.forEach(this::checkWays); // ways can be followed only when all their ends exist
      checkReached(read);
    }
  }

  /// What others expect of the scripts.
  private void checkOutside(YamlFiles files, Map<String, String> numbers) {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put(ScriptBook.DEFAULT_SCRIPT, "answers numbers without a script of their own");
    BackFromQueue.ENTRIES.forEach(
        entry -> wanted.put(entry, "takes callers back whom a queue could not serve"));
    wanted.forEach(
        (place, why) -> {
          Target target = Target.of(place, place);
          boolean there =
              place.indexOf('/') < 0 ? scripts.containsKey(place) : step(target).isPresent();
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
          if (!scripts.containsKey(script)) {
            problems.add(
                Problem.of(
                    "numbers." + number,
                    "names the script " + script + ", which is not in " + files.shown(),
                    "name one of " + scripts.keySet()));
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
          if (step(target).isEmpty()) {
            one.wrong(
                "everywhere/" + key,
                "leads to " + shown(target, one) + ", which is no step",
                "name a step of this script, or script/step",
                problems);
          }
        });
  }

  /// Key 8 changes the language at any time; a caller must be able to come to each.
  private void checkLanguages(ReadScript one) {
    List<String> languages = one.script().everywhere().languages();
    List<String> missing = new java.util.ArrayList<>(vocabulary.languages());
    missing.removeAll(languages);
    if (vocabulary.languages().size() > 1 && !missing.isEmpty()) {
      one.wrong(
          languages.isEmpty() ? "everywhere" : "everywhere/8",
          "does not lead to " + missing + ", which this site speaks",
          "write 8: " + vocabulary.languages(),
          problems);
    }
    for (int i = 0; i < languages.size(); i++) {
      if (!vocabulary.languages().contains(languages.get(i))) {
        one.wrong(
            "everywhere/8/" + i,
            "is " + languages.get(i) + ", which this site does not speak",
            "name one of " + vocabulary.languages() + ", or add it to site.languages",
            problems);
      }
    }
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
      if (step(way.to()).isEmpty()) {
        one.wrong(
            step.name(),
            way.field(),
            "leads to " + shown(way.to(), one) + ", which is no step",
            "name a step of this script, or script/step",
            problems);
      }
    }
    switch (step) {
      case Menu menu -> checkMenu(one, menu);
      case ChooseLanguage choice -> checkLanguages(one, choice);
      case ToQueue queue -> {
        if (!vocabulary.queues().contains(queue.queue())) {
          one.wrong(
              queue.name(),
              "to",
              "is " + queue.queue() + ", which is no queue",
              "name one of " + vocabulary.queues().stream().sorted().toList(),
              problems);
        }
      }
      default -> {}
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
        return ScriptCheck.this.step(target);
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
      Set<String> unfilled = new java.util.TreeSet<>(text.get().placeholders());
      unfilled.removeAll(fills);
      if (!unfilled.isEmpty()) {
        return Optional.of(
            "the prompt "
                + prompt.name()
                + " speaks "
                + unfilled
                + (fills.isEmpty()
                    ? ", which no step fills in"
                    : "; this step fills in " + new java.util.TreeSet<>(fills)));
      }
    }
    return Optional.empty();
  }

  private void checkMenu(ReadScript one, Menu menu) {
    if (menu.keys().size() > Menu.MAX_CHOICES) {
      one.wrong(
          menu.name(),
          "keys",
          "has " + menu.keys().size() + " choices",
          "offer at most " + Menu.MAX_CHOICES + "; nobody remembers more",
          problems);
    }
    checkKeys(one, menu.name(), menu.keys().keySet());
  }

  private void checkKeys(ReadScript one, String step, Set<Character> keys) {
    for (char key : keys) {
      if (!Conversation.CHOICES.contains(key)) {
        one.wrong(
            step,
            "keys/" + key,
            "cannot have a meaning of its own: " + FIXED,
            "use 1 to 7",
            problems);
      }
    }
  }

  private void checkLanguages(ReadScript one, ChooseLanguage choice) {
    checkKeys(one, choice.name(), choice.keys().keySet());
    choice
        .keys()
        .forEach((key, language) -> checkLanguage(one, choice.name(), "keys/" + key, language));
    checkLanguage(one, choice.name(), "default", choice.otherwise());
    for (String language : vocabulary.languages()) {
      if (!choice.keys().containsValue(language)) {
        one.wrong(
            choice.name(),
            "keys",
            "offers no " + language + ", which this site speaks",
            "give it a key, or take it out of site.languages",
            problems);
      }
    }
  }

  private void checkLanguage(ReadScript one, String step, String field, String language) {
    if (!vocabulary.languages().contains(language)) {
      one.wrong(
          step,
          field,
          "is " + language + ", which this site does not speak",
          "name one of " + vocabulary.languages() + ", or add it to site.languages",
          problems);
    }
  }

  private void checkWays(ReadScript one) {
    Script script = one.script();
    if (silentEnd(script.everywhere().operator()).filter(ToQueue.class::isInstance).isEmpty()) {
      one.wrong(
          "everywhere/0",
          "leads to no person: nothing there hands the caller to a queue",
          "let it lead to a queue step",
          problems);
    }
    if (silentEnd(script.everywhere().cover()).filter(HangUp.class::isInstance).isEmpty()) {
      one.wrong(
          "everywhere/9",
          "does not end the call: who came near could hear what it is about",
          "let it lead to a hangup step",
          problems);
    }
    for (Menu menu : firstMenus(script.everywhere().mainMenu())) {
      if (!dangerComesFirst(menu)) {
        one.wrong(
            "everywhere/#",
            "leads to the menu " + menu.name() + ", where key 1 does not mean danger",
            "let key 1 of the main menu lead to an urgent queue",
            problems);
      }
    }
    for (Step step : script.steps().values()) {
      Target here = new Target(script.name(), step.name());
      if (silentEnd(here).isEmpty()
          || goesRound(here, new LinkedHashSet<>(), new LinkedHashSet<>())) {
        one.wrong(
            step.name(),
            step.ways().isEmpty() ? "" : step.ways().getLast().field(),
            "leads a caller who presses nothing round in a circle",
            "let it end at a queue, or at a hangup",
            problems);
      }
      if (!leadsToAnEnd(here)) {
        one.wrong(
            step.name(),
            step.ways().getFirst().field(),
            "is a dead end: no queue and no hangup can be reached from here",
            "give one of its keys such a way",
            problems);
      }
    }
  }

  /// The menus that a caller can meet first from here: the hour, the holiday or the caller may
  /// decide which.
  private Set<Menu> firstMenus(Target from) {
    Set<Menu> menus = new LinkedHashSet<>();
    Set<Target> met = new LinkedHashSet<>(Set.of(from));
    Deque<Target> left = new ArrayDeque<>(met);
    while (!left.isEmpty()) {
      Optional<Step> step = step(left.removeFirst());
      if (step.isPresent() && step.get() instanceof Menu menu) {
        menus.add(menu);
      } else {
        step.stream()
            .flatMap(one -> one.ways().stream())
            .filter(way -> !way.byKey())
            .map(Way::to)
            .filter(met::add)
            .forEach(left::addLast);
      }
    }
    return menus;
  }

  /// Danger is what key 1 means when it leads to an urgent queue without any further key.
  private boolean dangerComesFirst(Menu menu) {
    Target first = menu.keys().get('1');
    return first != null
        && silentEnd(first).filter(end -> end instanceof ToQueue q && q.urgent()).isPresent();
  }

  /// Where a caller ends who presses nothing from here on; nowhere when that goes in a circle.
  private Optional<Step> silentEnd(Target from) {
    Set<Target> met = new LinkedHashSet<>();
    Target at = from;
    while (met.add(at)) {
      Optional<Step> step = step(at);
      if (step.isEmpty() || step.get() instanceof ToQueue || step.get() instanceof HangUp) {
        return step;
      }
      Optional<Way> silent = silentWay(step.get());
      if (silent.isEmpty()) {
        return Optional.empty();
      }
      at = silent.get().to();
    }
    return Optional.empty();
  }

  /// Whether a caller who presses nothing can come back to where they have been: where the hour or
  /// the caller decides, every way counts.
  ///
  /// @param behind where they come from
  /// @param good   steps from which it is known that they do not
  private boolean goesRound(Target at, Set<Target> behind, Set<Target> good) {
    if (good.contains(at)) {
      return false;
    }
    if (!behind.add(at)) {
      return true;
    }
    boolean round = false;
    Optional<Step> step = step(at);
    if (step.isPresent()) {
      Step here = step.get();
      List<Way> ways =
          here instanceof AskHours || here instanceof Branch
              ? here.ways()
              : silentWay(here).stream().toList();
      round = ways.stream().anyMatch(way -> goesRound(way.to(), behind, good));
    }
    behind.remove(at);
    good.add(at);
    return round;
  }

  /// The last way of a step that needs no key: what silence leads to.
  private static Optional<Way> silentWay(Step step) {
    return step.ways().stream().filter(way -> !way.byKey()).reduce((first, last) -> last);
  }

  private boolean leadsToAnEnd(Target from) {
    return reachable(Set.of(from)).stream()
        .map(this::step)
        .flatMap(Optional::stream)
        .anyMatch(step -> step instanceof ToQueue || step instanceof HangUp);
  }

  private void checkReached(List<ReadScript> read) {
    Set<Target> doors = new LinkedHashSet<>();
    for (ReadScript one : read) {
      Script script = one.script();
      doors.add(new Target(script.name(), script.first().name()));
      script.entries().forEach(entry -> doors.add(new Target(script.name(), entry)));
      Everywhere everywhere = script.everywhere();
      doors.add(everywhere.operator());
      doors.add(everywhere.mainMenu());
      doors.add(everywhere.cover());
    }
    Set<Target> reached = reachable(doors);
    for (ReadScript one : read) {
      for (String step : one.script().steps().keySet()) {
        if (!reached.contains(new Target(one.script().name(), step))) {
          one.wrong(step, "", "is never reached", "let a step lead here, or take it out", problems);
        }
      }
    }
  }

  private Set<Target> reachable(Set<Target> from) {
    Set<Target> reached = new LinkedHashSet<>(from);
    Deque<Target> left = new ArrayDeque<>(from);
    while (!left.isEmpty()) {
      step(left.removeFirst())
          .ifPresent(
              step ->
                  step.ways().stream().map(Way::to).filter(reached::add).forEach(left::addLast));
    }
    return reached;
  }

  private Optional<Step> step(Target target) {
    return Optional.ofNullable(scripts.get(target.script()))
        .flatMap(found -> found.script().step(target.step()));
  }

  private static String shown(Target target, ReadScript home) {
    return target.script().equals(home.script().name()) ? target.step() : target.toString();
  }
}
