package org.hamroh.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamroh.spelling.Fold;

/// A few words in a row, as `intents.yaml` writes them: `больше .. не пишите|шлите`.
record Phrase(String written, List<Slot> slots) {

  /// Words that do not matter in the place of `..`.
  private static final int LONGEST_GAP = 2;

  /// Shorter beginnings would fit half the language.
  private static final int SHORTEST_STEM = 3;

  /// One place of a phrase.
  ///
  /// @param gap whether any words may stand here, or none
  record Slot(List<Word> oneOf, boolean gap) {

    boolean fits(String token) {
      return oneOf.stream().anyMatch(word -> word.fits(token));
    }
  }

  /// @param stem    whether it is only the beginning
  /// @param forgiving whether typing mistakes are forgiven
  record Word(String folded, boolean stem, boolean forgiving) {

    boolean fits(String token) {
      if (stem) {
        return token.startsWith(folded);
      }
      return token.equals(folded) || forgiving && Typing.isMeant(folded, token);
    }
  }

  Phrase {
    slots = List.copyOf(slots);
  }

  static Phrase of(String written) {
    List<Slot> slots = new ArrayList<>();
    for (String place : written.strip().split(" +")) {
      if (place.equals("..")) {
        slots.add(new Slot(List.of(), true));
      } else {
        List<Word> words = new ArrayList<>();
        for (String one : place.split("\\|")) {
          word(one).ifPresent(words::add);
        }
        slots.add(new Slot(List.copyOf(words), false));
      }
    }
    return new Phrase(written, slots);
  }

  private static Optional<Word> word(String written) {
    String bare = written.replaceAll("[*~]$", "");
    String folded = Fold.text(bare).replace(" ", "");
    boolean stem = written.endsWith("*");
    if (folded.isEmpty() || stem && folded.length() < SHORTEST_STEM) {
      throw new IllegalStateException(written + " is too short to tell anything");
    }
    return Optional.of(new Word(folded, stem, written.endsWith("~")));
  }

  /// Where it ends when it begins at a word.
  ///
  /// @return the place after its last word, -1 when it does not stand there
  int end(List<String> tokens, int at) {
    return end(tokens, at, 0);
  }

  private int end(List<String> tokens, int at, int slot) {
    if (slot == slots.size()) {
      return at;
    }
    if (slots.get(slot).gap()) {
      for (int skipped = 0; skipped <= LONGEST_GAP && at + skipped <= tokens.size(); skipped++) {
        int end = end(tokens, at + skipped, slot + 1);
        if (end >= 0) {
          return end;
        }
      }
      return -1;
    }
    return at < tokens.size() && slots.get(slot).fits(tokens.get(at))
        ? end(tokens, at + 1, slot + 1)
        : -1;
  }

  boolean isIn(List<String> tokens) {
    for (int at = 0; at < tokens.size(); at++) {
      if (end(tokens, at) >= 0) {
        return true;
      }
    }
    return false;
  }
}
