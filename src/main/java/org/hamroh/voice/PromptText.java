package org.hamroh.voice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one prompt says in one language.
///
/// @param language    `tg`, `ru`
/// @param name        the prompt's name, which is also its sound's: `main-menu`, `digits/3`
/// @param continues   whether the sentence goes on in the sound that is played next
/// @param text        the words, with `{name}` where a value is spoken
/// @param source      where the content comes from; empty when not said
/// @param legalReview whether a lawyer still has to read it
/// @param reviewedOn  the day on which it was last found right
/// @param validUntil  the last day on which it may be played unread
/// @param owner       who answers for the content
/// @param values      how the values in it are said, as the grammar of this sentence wants it:
///                    "about {minutes}" is a genitive; one that is not named is said as its step
///                    says
public record PromptText(
    String language,
    String name,
    Kind kind,
    boolean continues,
    String text,
    String source,
    boolean legalReview,
    Optional<LocalDate> reviewedOn,
    Optional<LocalDate> validUntil,
    Optional<String> owner,
    Map<String, org.hamroh.say.Kind> values) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");

  /// A sentence of a menu, about a minute of information, or a story or lesson.
  public enum Kind {
    PROMPT,
    ANNOUNCEMENT,
    RECORDING
  }

  /// A part of a prompt that is one sound, or one value to be spoken.
  public sealed interface Piece {
    /// @param sound its name below the language's folder: the prompt's own name when the prompt has
    ///              no placeholder, else `<prompt>.1` before the first, `<prompt>.2` after it, …
    /// @param text  what is said
    record Words(String sound, String text) implements Piece {}

    /// @param placeholder the name between the braces
    record Value(String placeholder) implements Piece {}
  }

  /// The prompt in the order in which it is heard. Between two placeholders, or after the last,
  /// there may be nothing to say (a full stop): such a piece is left out, and so is its sound.
  public List<Piece> pieces() {
    if (!hasPlaceholders()) {
      return List.of(new Piece.Words(name, text));
    }
    List<Piece> pieces = new ArrayList<>();
    Matcher placeholder = PLACEHOLDER.matcher(text);
    int number = 1;
    int from = 0;
    while (placeholder.find()) {
      addWords(pieces, number++, text.substring(from, placeholder.start()));
      pieces.add(new Piece.Value(placeholder.group(1)));
      from = placeholder.end();
    }
    addWords(pieces, number, text.substring(from));
    return List.copyOf(pieces);
  }

  private void addWords(List<Piece> pieces, int number, String words) {
    if (words.codePoints().anyMatch(Character::isLetter)) {
      // What stood behind a value begins with its full stop or comma, which no one says.
      String said = words.strip().replaceFirst("^[.,:;!?]+\\s*", "");
      pieces.add(new Piece.Words(name + "." + number, said));
    }
  }

  public boolean hasPlaceholders() {
    return PLACEHOLDER.matcher(text).find();
  }

  /// The names between braces, sorted.
  public Set<String> placeholders() {
    Set<String> names = new TreeSet<>();
    PLACEHOLDER.matcher(text).results().forEach(found -> names.add(found.group(1)));
    return names;
  }
}
