package org.hamroh.contact;

import java.util.Set;
import java.util.TreeSet;

/// Which contacts are meant: those that fit every set that is not empty, one tag being enough. All
/// empty means everybody.
public record ContactFilter(
    Set<String> languages, Set<String> countries, Set<String> places, Set<String> tags) {

  public static final ContactFilter EVERYBODY =
      new ContactFilter(Set.of(), Set.of(), Set.of(), Set.of());

  public ContactFilter {
    languages = sorted(languages);
    countries = sorted(countries);
    places = sorted(places);
    tags = sorted(tags);
  }

  /// The same people, as far as they read this language.
  public ContactFilter in(String language) {
    return new ContactFilter(Set.of(language), countries, places, tags);
  }

  private static Set<String> sorted(Set<String> values) {
    return java.util.Collections.unmodifiableSet(new TreeSet<>(values));
  }
}
