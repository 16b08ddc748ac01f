package org.hamroh.ivr.check;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the keys that a text tells callers to press, in Tajik (`тугмаи якро пахш кунед`) and
/// Russian (`нажмите один`). Texts in other languages tell nothing.
///
/// @param keys  in the order in which they are said
/// @param early sentences that name the key before what it is for: whoever presses at once has not
///              heard it
record SpokenKeys(Set<Character> keys, Set<Character> early) {

  private record Tongue(Pattern key, Pattern sentence, Map<String, Character> words) {}

  private static final Map<String, Tongue> TONGUES =
      Map.of(
          "tg",
          new Tongue(
              Pattern.compile("тугмаи\\s+(\\p{L}+?)(?:ро)?\\s+пахш", flags()),
              Pattern.compile("[.!?]\\s+"),
              Map.ofEntries(
                  Map.entry("як", '1'),
                  Map.entry("ду", '2'),
                  Map.entry("се", '3'),
                  Map.entry("чор", '4'),
                  Map.entry("чаҳор", '4'),
                  Map.entry("панҷ", '5'),
                  Map.entry("шаш", '6'),
                  Map.entry("ҳафт", '7'),
                  Map.entry("ҳашт", '8'),
                  Map.entry("нӯҳ", '9'),
                  Map.entry("сифр", '0'),
                  Map.entry("ситорача", '*'),
                  Map.entry("панҷара", '#'))),
          "ru",
          new Tongue(
              Pattern.compile("нажмите\\s+(\\p{L}+)", flags()),
              Pattern.compile("[.!?]\\s+"),
              Map.ofEntries(
                  Map.entry("один", '1'),
                  Map.entry("единицу", '1'),
                  Map.entry("два", '2'),
                  Map.entry("три", '3'),
                  Map.entry("четыре", '4'),
                  Map.entry("пять", '5'),
                  Map.entry("шесть", '6'),
                  Map.entry("семь", '7'),
                  Map.entry("восемь", '8'),
                  Map.entry("девять", '9'),
                  Map.entry("ноль", '0'),
                  Map.entry("звёздочку", '*'),
                  Map.entry("звездочку", '*'),
                  Map.entry("решётку", '#'),
                  Map.entry("решетку", '#'))));

  private static int flags() {
    return Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  }

  /// Empty for a language whose way of naming keys is not known.
  static Optional<SpokenKeys> in(String language, String text) {
    Tongue tongue = TONGUES.get(language);
    if (tongue == null) {
      return Optional.empty();
    }
    Set<Character> keys = new LinkedHashSet<>();
    Set<Character> early = new LinkedHashSet<>();
    for (String sentence : tongue.sentence().split(text)) {
      Matcher found = tongue.key().matcher(sentence.strip());
      while (found.find()) {
        Character key = tongue.words().get(found.group(1).toLowerCase(java.util.Locale.ROOT));
        if (key != null) {
          keys.add(key);
          if (found.start() == 0) {
            early.add(key);
          }
        }
      }
    }
    return Optional.of(new SpokenKeys(keys, early));
  }
}
