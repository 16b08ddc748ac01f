package org.hamroh.ivr.step;

/// A prompt as a script uses it.
///
/// ```yaml
/// prompt: main-menu
/// intro: {prompt: keys-hint, once: true}
/// hint: {prompt: language-hint, foreign: true}
/// prompts: {prompt: no-key-speak, everyLanguage: true}
/// ```
/// @param name   its text stands in `ivr-scripts/prompts/<language>.yaml` under this name
/// @param once   said at most once in a call
/// @param locked said to the end: no key is heard meanwhile
/// @param foreign said in every language but the caller's, for whoever does not understand that one
/// @param everyLanguage said in every language to callers who have chosen none
public record Prompt(
    String name, boolean once, boolean locked, boolean foreign, boolean everyLanguage) {

  /// In the caller's language.
  public Prompt(String name, boolean once, boolean locked) {
    this(name, once, locked, false, false);
  }

  public static Prompt of(String name) {
    return new Prompt(name, false, false);
  }
}
