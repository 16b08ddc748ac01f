package org.hamroh.voice;

import org.hamroh.say.Kind;

/// A value in the middle of a prompt, before it is words.
public sealed interface Spoken {

  /// A number, date, sum: said by the language's grammar.
  ///
  /// @param input as [Kind] describes it
  record Of(Kind kind, String input) implements Spoken {}

  /// Words that are said as they stand, in the language of the prompt: a place, a profession.
  record Words(String text) implements Spoken {}
}
