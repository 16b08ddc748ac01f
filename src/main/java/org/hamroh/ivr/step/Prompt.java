package org.hamroh.ivr.step;

/// A prompt as a script uses it.
///
/// ```yaml
/// prompt: main-menu
/// intro: {prompt: keys-hint, once: true}
/// ```
/// @param name   its text stands in `ivr-scripts/prompts/<language>.yaml` under this name
/// @param once   said at most once in a call
/// @param locked said to the end: no key is heard meanwhile
public record Prompt(String name, boolean once, boolean locked) {

  public static Prompt of(String name) {
    return new Prompt(name, false, false);
  }
}
