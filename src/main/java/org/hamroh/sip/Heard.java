package org.hamroh.sip;

import java.time.Duration;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// One prompt that was recognised by its sound.
///
/// @param names the prompt, as its path below the sounds folder without ending, `tg/main-menu`;
///              several when their sounds could not be told apart
/// @param at    when its first frame came, since the call was answered; before the answer, since
///              it was dialled
/// @param delay the same since the last key that was pressed, if there was one
public record Heard(SortedSet<String> names, Duration at, Duration delay) {

  public Heard {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("something heard has a name");
    }
    names = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(names));
  }

  /// Its name; the first by letters when there are several.
  public String name() {
    return names.first();
  }

  /// Whether it is one of these prompts, each given in full (`tg/main-menu`) or by its last part
  /// (`main-menu`).
  public boolean isOneOf(Set<String> wanted) {
    return names.stream()
        .anyMatch(name -> wanted.stream().anyMatch(w -> name.equals(w) || name.endsWith("/" + w)));
  }
}
