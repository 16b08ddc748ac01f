package org.hamroh.erasure;

import java.util.Set;
import java.util.TreeSet;

/// Whom an erasure is about: everything by which the store knows one person.
///
/// @param keys    of the telephones they called from
/// @param numbers in E.164, as far as any table or the book of numbers still has one
/// @param cases   the ones that were named; those of the keys are found anew each time
public record Subject(Set<String> keys, Set<String> numbers, Set<String> cases) {

  public Subject {
    keys = sorted(keys);
    numbers = sorted(numbers);
    cases = sorted(cases);
  }

  private static Set<String> sorted(Set<String> values) {
    return java.util.Collections.unmodifiableSet(new TreeSet<>(values));
  }

  boolean isNobody() {
    return size() == 0;
  }

  /// People, as far as they can be told apart.
  int size() {
    return Math.max(keys.size(), cases.size());
  }

  /// Never says whom.
  @Override
  public String toString() {
    return "a person";
  }
}
