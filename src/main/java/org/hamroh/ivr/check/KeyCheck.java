package org.hamroh.ivr.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.ReadScript;
import org.hamroh.ivr.Vocabulary;
import org.hamroh.ivr.step.ChooseLanguage;
import org.hamroh.ivr.step.Menu;
import org.hamroh.ivr.step.Step;
import org.hamroh.yaml.Problems;

/// Menus that can be remembered, keys that are free to have a meaning, and every language of the
/// site within reach.
final class KeyCheck {

  private static final String FIXED = "0, *, #, 8 and 9 mean the same everywhere";

  private final ScriptMap map;
  private final Vocabulary vocabulary;
  private final Problems problems;

  KeyCheck(ScriptMap map, Vocabulary vocabulary, Problems problems) {
    this.map = map;
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  void check() {
    for (ReadScript one : map.all()) {
      checkLanguages(one);
      for (Step step : one.script().steps().values()) {
        switch (step) {
          case Menu menu -> checkMenu(one, menu);
          case ChooseLanguage choice -> checkLanguages(one, choice);
          default -> {}
        }
      }
    }
  }

  /// Key 8 changes the language at any time; a caller must be able to come to each.
  private void checkLanguages(ReadScript one) {
    List<String> languages = one.script().everywhere().languages();
    List<String> missing = new ArrayList<>(vocabulary.languages());
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
}
