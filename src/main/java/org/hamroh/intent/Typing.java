package org.hamroh.intent;

/// Typing mistakes on a telephone's keys.
final class Typing {

  /// A shorter word with one letter changed is another word: стоп and стол, kat and kot.
  private static final int LONG = 6;

  /// Words of three letters have no letter to spare.
  private static final int SHORT = 4;

  private Typing() {}

  /// Whether somebody who wrote this probably meant that word: two neighbours changed places, or
  /// one letter is too many; in a long word also one missing or another.
  static boolean isMeant(String word, String written) {
    int difference = written.length() - word.length();
    if (word.length() < SHORT || Math.abs(difference) > 1) {
      return false;
    }
    int same = 0;
    int shorter = Math.min(word.length(), written.length());
    while (same < shorter && word.charAt(same) == written.charAt(same)) {
      same++;
    }
    return switch (difference) {
      case 1 -> written.substring(same + 1).equals(word.substring(same));
      case -1 -> word.length() >= LONG && word.substring(same + 1).equals(written.substring(same));
      default -> swapped(word, written, same) || changed(word, written, same);
    };
  }

  private static boolean swapped(String word, String written, int same) {
    return same + 1 < word.length()
        && word.charAt(same) == written.charAt(same + 1)
        && word.charAt(same + 1) == written.charAt(same)
        && word.substring(same + 2).equals(written.substring(same + 2));
  }

  private static boolean changed(String word, String written, int same) {
    return word.length() >= LONG
        && same < word.length()
        && word.substring(same + 1).equals(written.substring(same + 1));
  }
}
