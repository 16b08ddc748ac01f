package org.hamroh.listing;

import java.util.Locale;
import java.util.Optional;
import org.hamroh.listing.ListingFaults.Fault;
import org.hamroh.voice.Speakable;

/// Whether the voices can say what somebody typed: a profession, a place. As for prompts, figures,
/// signs and abbreviations are refused; so are letters that the language does not have, for the
/// Tajik form is easily filled in Russian and the other way round.
final class SpeakableWords {

  private static final String RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
  private static final String TAJIK = RUSSIAN + "ғӣқӯҳҷ";

  /// Signs that stand between words and are not said.
  private static final String SIGNS = " ,.«»\"'’–—-";

  private SpeakableWords() {}

  /// @param field    for the message
  /// @param language whose letters are meant
  static Optional<Fault> fault(String field, String language, String text) {
    if (text.codePoints().noneMatch(Character::isLetter)) {
      return Optional.of(new Fault(field, "empty", ""));
    }
    return Speakable.faults(text).stream()
        .findFirst()
        .map(fault -> new Fault(field, "unspeakable", fault.found()))
        .or(() -> foreign(language, text).map(found -> new Fault(field, "letter", found)));
  }

  private static Optional<String> foreign(String language, String text) {
    String alphabet = (language.equals("tg") ? TAJIK : RUSSIAN) + SIGNS;
    return text.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(letter -> alphabet.indexOf(letter) < 0)
        .mapToObj(Character::toString)
        .findFirst();
  }
}
