package org.hamroh.directory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamroh.spelling.Fold;

/// Finds the place that somebody means, however it was typed: in Tajik with or without its letters,
/// in Russian with its endings, in Latin letters, with a slip of the finger. Where two places could
/// be meant the nearer to the letter wins, then the larger one; a guess that is as near to two of
/// the same size is no answer.
public final class PlaceFinder {

  /// Words that say what kind of place is meant, folded, with the levels that they mean.
  private static final Map<String, Set<String>> KINDS =
      kinds(
          Map.of(
              "шаҳр шаҳри шахри город города городе г city town ш", Set.of("city", "region"),
              "ноҳия ноҳияи нохия нохияи район района районе р district nohiya nohiyai",
                  Set.of("district"),
              "вилоят вилояти область области обл region province viloyat oblast", Set.of("region"),
              "ҷамоат ҷамоати джамоат джамоата джамоате jamoat jamoati", Set.of("jamoat"),
              "водӣ водии долина долины долине valley vodii", Set.of("area")));

  /// Words that say nothing of the place.
  private static final Set<String> SILENT =
      Stream.of(
              "дар", "аз", "ба", "в", "из", "во", "на", "с", "н", "деҳаи", "қишлоқи", "деҳа",
              "село", "кишлак", "from", "in", "the", "of")
          .flatMap(word -> Fold.words(word).stream())
          .collect(Collectors.toUnmodifiableSet());

  /// The larger first.
  private static final List<String> SIZES =
      List.of("country", "region", "city", "district", "area", "jamoat");

  private static final List<String> ENDINGS =
      List.of(
          "ska", "skoi", "ski", "skom", "om", "ei", "oi", "ov", "iu", "am", "ah", "a", "e", "i",
          "u", "o");

  /// A word of so many letters may have one slip, and one of so many two.
  private static final int LETTERS_FOR_ONE_SLIP = 5;

  private static final int LETTERS_FOR_TWO_SLIPS = 9;

  /// More is no name of a place.
  private static final int LONGEST = 200;

  /// @param exact what is printed in the source, in small letters
  private record Named(Place place, String exact, String folded) {}

  private final List<Named> names = new ArrayList<>();

  private PlaceFinder() {}

  /// Over the places that come with the product.
  public static PlaceFinder ofSource() {
    PlaceFinder finder = new PlaceFinder();
    Map<String, List<String>> variants = SourceDirectory.variants();
    for (Place place : SourceDirectory.places()) {
      Set<String> spellings =
          new TreeSet<>(List.of(place.nameTg(), place.nameRu(), place.nameEn()));
      variants.getOrDefault(place.id(), List.of()).forEach(spellings::add);
      for (String one : List.copyOf(spellings)) {
        int bracket = one.indexOf('(');
        if (bracket > 0) { // Бадахшон (ВМКБ)
          spellings.add(one.substring(0, bracket));
          spellings.add(one.substring(bracket + 1).replace(")", ""));
        }
      }
      for (String one : spellings) {
        finder.add(place, one.toLowerCase(Locale.ROOT).strip(), Fold.words(one));
      }
    }
    return finder;
  }

  private void add(Place place, String exact, List<String> words) {
    names.add(new Named(place, exact, key(words)));
    List<String> bare = words.stream().filter(word -> !KINDS.containsKey(word)).toList();
    if (!bare.isEmpty() && bare.size() < words.size()) { // Водии Рашт
      names.add(new Named(place, "", key(bare)));
    }
  }

  private static String key(List<String> words) {
    return String.join("", words);
  }

  private static Map<String, Set<String>> kinds(Map<String, Set<String>> written) {
    Map<String, Set<String>> folded = new HashMap<>();
    written.forEach((words, levels) -> Fold.words(words).forEach(word -> folded.put(word, levels)));
    return Map.copyOf(folded);
  }

  /// @return nothing when no place, or more than one as well, could be meant
  public Optional<Place> find(String typed) {
    if (typed.isBlank() || typed.length() > LONGEST) {
      return Optional.empty();
    }
    Map<Place, Integer> printed = new LinkedHashMap<>();
    String exact = typed.strip().toLowerCase(Locale.ROOT);
    names.stream()
        .filter(one -> one.exact.equals(exact))
        .forEach(one -> printed.put(one.place, isItsName(one) ? 0 : 1));
    if (!printed.isEmpty()) {
      return best(printed, Set.of());
    }
    List<String> words = Fold.words(typed).stream().filter(one -> !SILENT.contains(one)).toList();
    Optional<Place> whole = nearest(key(words), Set.of(), false);
    if (whole.isPresent()) {
      return whole;
    }
    Set<String> levels = new HashSet<>();
    List<String> bare = new ArrayList<>();
    for (String word : words) {
      Set<String> kind = KINDS.get(word);
      if (kind == null) {
        bare.add(word);
      } else {
        levels.addAll(kind);
      }
    }
    return bare.isEmpty() ? Optional.empty() : nearest(key(bare), levels, true);
  }

  /// What the source prints as its name, not as another spelling of it.
  private static boolean isItsName(Named one) {
    return Stream.of(one.place.nameEn(), one.place.nameTg(), one.place.nameRu())
        .anyMatch(name -> name.equalsIgnoreCase(one.exact));
  }

  private Optional<Place> nearest(String key, Set<String> levels, boolean withSlips) {
    if (key.length() < 2) {
      return Optional.empty();
    }
    Map<Place, Integer> far = new LinkedHashMap<>();
    for (Named one : names) {
      if (!levels.isEmpty() && !levels.contains(one.place.level())) {
        continue;
      }
      int distance = distance(key, one.folded, withSlips);
      if (distance < Integer.MAX_VALUE) {
        far.merge(one.place, distance, Math::min);
      }
    }
    return best(far, levels);
  }

  private static Optional<Place> best(Map<Place, Integer> far, Set<String> levels) {
    int least = far.values().stream().min(Integer::compare).orElse(0);
    List<Place> best =
        far.entrySet().stream()
            .filter(one -> one.getValue() == least)
            .map(Map.Entry::getKey)
            .sorted(Comparator.comparingInt(one -> SIZES.indexOf(one.level())))
            .toList();
    if (best.size() > 1 && best.get(0).level().equals(best.get(1).level())) {
      return Optional.empty();
    }
    return best.stream().findFirst();
  }

  /// 0 is the same word; an ending of the case is 1; each slip is 2 more.
  private static int distance(String typed, String name, boolean withSlips) {
    if (typed.equals(name)) {
      return 0;
    }
    if (!withSlips) {
      return Integer.MAX_VALUE;
    }
    if (name.length() >= 4) {
      for (String ending : ENDINGS) {
        if (typed.endsWith(ending)) {
          String stem = typed.substring(0, typed.length() - ending.length());
          if (stem.equals(name)
              || (stem.length() >= 4
                  && stem.length() == name.length() - 1
                  && name.startsWith(stem)
                  && "aeiou".indexOf(name.charAt(name.length() - 1)) >= 0)) {
            return 1;
          }
        }
      }
    }
    int allowed =
        Math.min(typed.length(), name.length()) >= LETTERS_FOR_TWO_SLIPS
            ? 2
            : Math.min(typed.length(), name.length()) >= LETTERS_FOR_ONE_SLIP ? 1 : 0;
    int slips = slips(typed, name, allowed);
    return slips <= allowed ? 2 * slips : Integer.MAX_VALUE;
  }

  /// Letters put in, left out, changed, or two that changed places (Damerau), up to a limit.
  private static int slips(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) > limit) {
      return limit + 1;
    }
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least =
            Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + same);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = least;
      }
    }
    return cost[a.length()][b.length()];
  }
}
