package org.hamroh.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hamroh.say.Grammar;
import org.hamroh.say.Kind;

/// Turns the values of a prompt into words of its language. Used by many threads at once.
final class ValueWords {

  /// A name, a place, a profession; what is longer is a text of its own.
  private static final int LONGEST = 300;

  /// What people say in one breath at the end of a telephone number.
  private static final List<Integer> LAST_GROUPS = List.of(3, 2, 2);

  private final WrittenWords written;
  private final Map<String, Optional<Grammar>> grammars = new ConcurrentHashMap<>();

  ValueWords(WrittenWords written) {
    this.written = written;
  }

  /// @param kind what the prompt says about this value, if it does; else the value's own counts
  /// @return words; a comma is a breath
  /// @throws IllegalArgumentException when the value is none of its kind. The message may hold the
  ///                                  value, so it is for developers and not for a log
  String of(String language, Optional<Kind> kind, Spoken value) {
    return switch (value) {
      case Spoken.Of(Kind own, String input) -> said(language, kind.orElse(own), input);
      case Spoken.Words(String text) -> {
        if (text.isBlank() || text.length() > LONGEST) {
          throw new IllegalArgumentException("words of 1 to " + LONGEST + " letters are wanted");
        }
        yield kind.isPresent() ? said(language, kind.get(), text) : words(language, text);
      }
    };
  }

  private String said(String language, Kind kind, String input) {
    Grammar grammar =
        grammars
            .computeIfAbsent(language, Grammar::of)
            .orElseThrow(() -> new IllegalArgumentException("no grammar for " + language));
    synchronized (grammar) {
      return kind == Kind.DIGITS
          ? groups(input).stream()
              .map(group -> grammar.say(kind, group))
              .collect(Collectors.joining(", "))
          : grammar.say(kind, input);
    }
  }

  /// A whole text, of any length.
  String written(String language, String text) {
    return words(language, text);
  }

  private String words(String language, String text) {
    return written.inWords(
        language,
        text,
        digits ->
            said(
                language,
                digits.length() > 9 || digits.startsWith("0") ? Kind.DIGITS : Kind.CARDINAL,
                digits));
  }

  /// Where the breaths are: `992900000001` is 992, 90, 000, 00, 01; a short number goes by twos.
  static List<String> groups(String digits) {
    List<Integer> sizes = new ArrayList<>();
    int head = digits.length() - 7;
    if (head < 0) {
      int left = digits.length();
      for (; left > 3; left -= 2) {
        sizes.add(2);
      }
      sizes.add(left);
    } else {
      switch (head) {
        case 0 -> {}
        case 4 -> sizes.addAll(List.of(1, 3)); // Russia's and Kazakhstan's 7, then 900
        case 5 -> sizes.addAll(List.of(3, 2)); // 992, then 90
        default -> {
          sizes.add(head % 3 == 0 ? 3 : head % 3);
          for (int left = head - sizes.getFirst(); left > 0; left -= 3) {
            sizes.add(3);
          }
        }
      }
      sizes.addAll(LAST_GROUPS);
    }
    List<String> groups = new ArrayList<>();
    int at = 0;
    for (int size : sizes) {
      groups.add(digits.substring(at, at + size));
      at += size;
    }
    return groups;
  }
}
