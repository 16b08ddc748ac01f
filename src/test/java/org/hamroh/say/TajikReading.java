package org.hamroh.say;

import java.util.Map;

/// Reads a Tajik number back from its words, written apart from the rules that made them.
final class TajikReading {

  private static final Map<String, Integer> WORDS =
      Map.ofEntries(
          Map.entry("сифр", 0),
          Map.entry("як", 1),
          Map.entry("ду", 2),
          Map.entry("се", 3),
          Map.entry("чор", 4),
          Map.entry("панҷ", 5),
          Map.entry("шаш", 6),
          Map.entry("ҳафт", 7),
          Map.entry("ҳашт", 8),
          Map.entry("нуҳ", 9),
          Map.entry("даҳ", 10),
          Map.entry("ёздаҳ", 11),
          Map.entry("дувоздаҳ", 12),
          Map.entry("сездаҳ", 13),
          Map.entry("чордаҳ", 14),
          Map.entry("понздаҳ", 15),
          Map.entry("шонздаҳ", 16),
          Map.entry("ҳабдаҳ", 17),
          Map.entry("ҳаждаҳ", 18),
          Map.entry("нуздаҳ", 19),
          Map.entry("бист", 20),
          Map.entry("сӣ", 30),
          Map.entry("сию", 30),
          Map.entry("чил", 40),
          Map.entry("панҷоҳ", 50),
          Map.entry("шаст", 60),
          Map.entry("ҳафтод", 70),
          Map.entry("ҳаштод", 80),
          Map.entry("навад", 90),
          Map.entry("сад", 100),
          Map.entry("дусад", 200),
          Map.entry("сесад", 300),
          Map.entry("чорсад", 400),
          Map.entry("панҷсад", 500),
          Map.entry("шашсад", 600),
          Map.entry("ҳафтсад", 700),
          Map.entry("ҳаштсад", 800),
          Map.entry("нуҳсад", 900),
          Map.entry("ҳазор", 1_000),
          Map.entry("миллион", 1_000_000));

  private TajikReading() {}

  static long of(String words) {
    long total = 0;
    long group = 0;
    String[] all = words.split(" ");
    for (int i = 0; i < all.length; i++) {
      int value = value(all[i], i == all.length - 1);
      if (value >= 1_000) {
        total += group * value;
        group = 0;
      } else {
        group += value;
      }
    }
    return total + group;
  }

  /// A word that is joined to the next ends in -у; the last one never does.
  private static int value(String word, boolean last) {
    Integer known = WORDS.get(word);
    if (known == null && !last && word.endsWith("у")) {
      known = WORDS.get(word.substring(0, word.length() - 1));
    }
    if (known == null) {
      throw new IllegalArgumentException("not a number word: " + word);
    }
    return known;
  }
}
