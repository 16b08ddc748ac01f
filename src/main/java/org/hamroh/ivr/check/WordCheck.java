package org.hamroh.ivr.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hamroh.ivr.DetourException;
import org.hamroh.ivr.ReadScript;
import org.hamroh.ivr.Vocabulary;
import org.hamroh.ivr.step.ChooseLanguage;
import org.hamroh.ivr.step.Menu;
import org.hamroh.ivr.step.Prompt;
import org.hamroh.ivr.step.Resume;
import org.hamroh.ivr.step.Step;
import org.hamroh.ivr.step.Survey;
import org.hamroh.voice.PromptText;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import org.hamroh.yaml.YamlFiles;

/// What a menu says and what its keys do must be the same: no key is offered that leads nowhere,
/// none leads somewhere unsaid, and what a key is for comes before the key.
final class WordCheck {

  /// Keys that mean the same everywhere may be spoken anywhere.
  private static final Set<Character> EVERYWHERE =
      Set.of(
          DetourException.OPERATOR,
          DetourException.REPEAT,
          DetourException.MAIN_MENU,
          DetourException.COVER,
          DetourException.LANGUAGE);

  private final ScriptMap map;
  private final Vocabulary vocabulary;
  private final Problems problems;

  WordCheck(ScriptMap map, Vocabulary vocabulary, Problems problems) {
    this.map = map;
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  /// @param files of the prompts, for their lines
  void check(YamlFiles files) {
    Set<String> menuTexts = new LinkedHashSet<>();
    for (ReadScript one : map.all()) {
      for (Step step : one.script().steps().values()) {
        switch (step) {
          case Menu menu -> {
            for (String language : vocabulary.languages()) {
              checkKeys(one, step.name(), "prompt", language, menu.prompt(), menu.keys().keySet());
            }
            menu.prompt().forEach(prompt -> menuTexts.add(prompt.name()));
          }
          case ChooseLanguage choice -> {
            choice
                .keys()
                .forEach(
                    (key, language) ->
                        checkKeys(
                            one, step.name(), "prompt", language, choice.prompt(), Set.of(key)));
            choice.prompt().forEach(prompt -> menuTexts.add(prompt.name()));
          }
          case Resume resume -> {
            for (String language : vocabulary.languages()) {
              checkKeys(
                  one, step.name(), "prompt", language, resume.prompt(), Set.of(resume.key()));
            }
          }
          case Survey survey -> checkSurvey(one, survey, menuTexts);
          default -> {}
        }
      }
    }
    vocabulary.languages().forEach(language -> checkOrder(files, language, menuTexts));
  }

  private void checkSurvey(ReadScript one, Survey survey, Set<String> menuTexts) {
    for (int i = 0; i < survey.questions().size(); i++) {
      Survey.Asked asked = survey.questions().get(i);
      for (String language : vocabulary.languages()) {
        checkKeys(
            one,
            survey.name(),
            "questions/" + i + "/prompt",
            language,
            asked.prompt(),
            asked.keys().keySet());
      }
      asked.prompt().forEach(prompt -> menuTexts.add(prompt.name()));
    }
  }

  private void checkKeys(
      ReadScript one,
      String step,
      String field,
      String language,
      List<Prompt> prompts,
      Set<Character> keys) {
    Set<Character> spoken = new TreeSet<>();
    for (Prompt prompt : prompts) {
      Optional<SpokenKeys> found =
          vocabulary
              .prompts()
              .text(language, prompt.name())
              .flatMap(text -> SpokenKeys.in(language, text.text()));
      if (found.isEmpty()) {
        return; // nobody knows how this language names keys
      }
      spoken.addAll(found.get().keys());
    }
    Set<Character> unsaid = new TreeSet<>(keys);
    unsaid.removeAll(spoken);
    Set<Character> nowhere = new TreeSet<>(spoken);
    nowhere.removeAll(keys);
    nowhere.removeAll(EVERYWHERE);
    String where = prompts.stream().map(Prompt::name).toList() + " in " + language;
    if (!nowhere.isEmpty()) {
      one.wrong(
          step,
          field,
          "says key " + list(nowhere) + " (" + where + "), which leads nowhere",
          "take it out of the text, or give the key a way",
          problems);
    }
    if (!unsaid.isEmpty()) {
      one.warn(
          step,
          field,
          "does not say key " + list(unsaid) + " (" + where + ")",
          "name it in the text, after what it is for",
          problems);
    }
  }

  private static String list(Set<Character> keys) {
    return String.join(", ", keys.stream().map(String::valueOf).toList());
  }

  private void checkOrder(YamlFiles files, String language, Set<String> menuTexts) {
    String path = "prompts/" + language + ".yaml";
    Map<String, Set<Character>> early = new java.util.LinkedHashMap<>();
    for (String name : menuTexts) {
      vocabulary
          .prompts()
          .text(language, name)
          .map(PromptText::text)
          .flatMap(text -> SpokenKeys.in(language, text))
          .filter(found -> !found.early().isEmpty())
          .ifPresent(found -> early.put(name, found.early()));
    }
    if (early.isEmpty()) {
      return;
    }
    Optional<YamlFile> yaml = files.file(path, new Problems());
    early.forEach(
        (name, keys) ->
            problems.warn(
                files.shown(path),
                yaml.map(file -> file.line("/" + name + "/text")).orElse(0),
                name,
                "names key " + list(keys) + " before what it is for",
                "say the choice first, then its key"));
  }
}
