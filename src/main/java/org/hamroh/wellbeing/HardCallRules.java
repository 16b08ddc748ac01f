package org.hamroh.wellbeing;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;
import org.hamroh.yaml.YamlFile;

/// What makes a call hard, and what is done for who took it. A union changes it without us:
/// `forms/hard-calls.yaml`.
public record HardCallRules(Signs signs, Pause pause, Turns turns, Permission permission) {

  /// Where it lies below the checkout.
  public static final Path FILE = Path.of("forms", "hard-calls.yaml");

  private static final String SCHEMA = "/forms/hard-calls.schema.json";

  /// By what a call is known to be hard.
  ///
  /// @param queues  a caller who was sent there
  /// @param levels  of a screening: `high`
  /// @param groups  of reasons in the record
  /// @param reasons in the record
  public record Signs(
      Set<String> queues, Set<String> levels, Set<String> groups, Set<String> reasons) {
    public Signs {
      queues = Set.copyOf(queues);
      levels = Set.copyOf(levels);
      groups = Set.copyOf(groups);
      reasons = Set.copyOf(reasons);
    }
  }

  /// @param minutes      that may be chosen
  /// @param offerMinutes how long after the call's end it is offered
  public record Pause(List<Integer> minutes, int offerMinutes) {
    public Pause {
      minutes = List.copyOf(minutes);
    }

    public Duration offered() {
      return Duration.ofMinutes(offerMinutes);
    }
  }

  /// @param queues       where hard calls wait
  /// @param spareMinutes how long others come before who had one
  public record Turns(Set<String> queues, int spareMinutes) {
    public Turns {
      queues = Set.copyOf(queues);
    }

    public Duration spared() {
      return Duration.ofMinutes(spareMinutes);
    }
  }

  /// Who may take hard calls before all others.
  ///
  /// @param practiceCalls  different ones that must have been passed
  /// @param passingPercent of the points of the score sheet
  /// @param withinMonths   before the day on which it is granted
  /// @param validMonths    how long it holds
  public record Permission(
      int practiceCalls, int passingPercent, int withinMonths, int validMonths) {

    public Period within() {
      return Period.ofMonths(withinMonths);
    }

    public Period valid() {
      return Period.ofMonths(validMonths);
    }
  }

  /// @param home the checkout
  /// @throws ProblemsException with every mistake
  public static HardCallRules read(Path home) {
    Problems problems = new Problems();
    Optional<HardCallRules> rules = read(home, problems);
    problems.throwIfAny();
    return rules.orElseThrow();
  }

  /// @return empty when it has mistakes, which are then among the problems
  public static Optional<HardCallRules> read(Path home, Problems problems) {
    return YamlFile.read(home.resolve(FILE), problems)
        .filter(file -> file.fits(SCHEMA, problems))
        .map(file -> file.bind(HardCallRules.class));
  }
}
