package org.hamroh.yaml;

import java.util.ArrayList;
import java.util.List;

/// Collects every mistake before anything is refused, so that a user mends them in one go.
public final class Problems {

  private final List<Problem> found = new ArrayList<>();

  public void add(Problem problem) {
    found.add(problem);
  }

  public void add(String place, int line, String key, String message, String remedy) {
    found.add(new Problem(place, line, key, message, remedy));
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public List<Problem> list() {
    return List.copyOf(found);
  }

  /// @throws ProblemsException with all of them, when there is at least one
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ProblemsException(list());
    }
  }
}
