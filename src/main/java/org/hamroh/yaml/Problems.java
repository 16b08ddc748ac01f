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

  /// Tells what can be lived with.
  public void warn(String place, int line, String key, String message, String remedy) {
    found.add(new Problem(place, line, key, message, remedy, Problem.Severity.WARNING));
  }

  /// Neither errors nor warnings.
  public boolean isEmpty() {
    return found.isEmpty();
  }

  public boolean hasErrors() {
    return found.stream().anyMatch(Problem::isError);
  }

  public List<Problem> list() {
    return List.copyOf(found);
  }

  /// @throws ProblemsException with all errors, when there is at least one
  public void throwIfAny() {
    if (hasErrors()) {
      throw new ProblemsException(found.stream().filter(Problem::isError).toList());
    }
  }
}
