package org.hamroh.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hamroh.say.Kind;

/// A prompt with its values in words.
///
/// @param parts   what is said, in order
/// @param text    the same as one text, for a voice
/// @param goesOn  whether it goes on in the sound that is played next
/// @param passing whether it holds what belongs to one caller: digits that were keyed in or given
record Sentence(String language, List<Part> parts, String text, boolean goesOn, boolean passing) {

  /// What stands behind a value when it ends its sentence.
  private static final Pattern FULL_STOP = Pattern.compile("\\s*[.!?].*", Pattern.DOTALL);

  /// @param words  what is said
  /// @param sound  the prompt's own piece; absent for a value
  /// @param breath whether a sentence ends with it, and another follows
  record Part(String words, Optional<String> sound, boolean breath) {}

  /// @throws IllegalArgumentException when a value is missing, or is none of its kind
  static Sentence of(PromptText prompt, Map<String, Spoken> values, ValueWords words) {
    List<Part> parts = new ArrayList<>();
    String text = prompt.text();
    boolean passing = false;
    for (PromptText.Piece piece : prompt.pieces()) {
      switch (piece) {
        case PromptText.Piece.Words(String sound, String said) ->
            parts.add(new Part(said, Optional.of(sound), said.matches("(?s).*[.!?]\\s*")));
        case PromptText.Piece.Value(String name) -> {
          Spoken value = values.get(name);
          if (value == null) {
            throw new IllegalArgumentException("no value for {" + name + "}");
          }
          Optional<Kind> kind = Optional.ofNullable(prompt.values().get(name));
          String said = words.of(prompt.language(), kind, value);
          String brace = "{" + name + "}";
          String rest = prompt.text().substring(prompt.text().indexOf(brace) + brace.length());
          parts.add(new Part(said, Optional.empty(), FULL_STOP.matcher(rest).matches()));
          text = text.replace(brace, said);
          passing |= kind.or(() -> kind(value)).filter(Kind.DIGITS::equals).isPresent();
        }
      }
    }
    if (!parts.isEmpty()) {
      Part last = parts.removeLast();
      parts.add(new Part(last.words(), last.sound(), false)); // nothing follows
    }
    return new Sentence(prompt.language(), List.copyOf(parts), text, prompt.continues(), passing);
  }

  private static Optional<Kind> kind(Spoken value) {
    return value instanceof Spoken.Of(Kind kind, String input)
        ? Optional.of(kind)
        : Optional.empty();
  }

  Utterance utterance() {
    return new Utterance(text, goesOn, passing);
  }
}
