package org.hamroh.yaml;

import java.util.List;
import java.util.stream.Collectors;

/// Mistakes in what a person wrote or set up: shown one a line, without a stack trace.
public final class ProblemsException extends RuntimeException {

  private final transient List<Problem> problems;

  public ProblemsException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public ProblemsException(Problem problem) {
    this(List.of(problem));
  }

  public List<Problem> problems() {
    return problems;
  }
}
