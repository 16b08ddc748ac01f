package org.hamroh.training;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamroh.casework.form.Label;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;

/// What a practice call is scored by. A union changes it without us: `forms/score-sheet.yaml`.
public record ScoreSheet(List<Criterion> criteria) {

  /// Where it lies below the checkout.
  public static final Path FILE = Path.of("forms", "score-sheet.yaml");

  private static final String SCHEMA = "/forms/score-sheet.schema.json";

  public ScoreSheet {
    criteria = List.copyOf(criteria);
  }

  /// @param most points of it
  public record Criterion(String id, Label label, int most) {}

  /// @return what is wrong with these points, empty when nothing is
  Optional<String> mistake(Map<String, Integer> points) {
    Set<String> known = criteria.stream().map(Criterion::id).collect(Collectors.toSet());
    if (!points.keySet().equals(known)) {
      return Optional.of("Each criterion needs its points, and no other.");
    }
    return criteria.stream()
        .filter(
            one -> {
              int given = points.getOrDefault(one.id(), 0);
              return given < 0 || given > one.most();
            })
        .findFirst()
        .map(one -> one.id() + " has 0 to " + one.most() + " points.");
  }

  /// Of all points that there are; whole, rounded down.
  int percent(Map<String, Integer> points) {
    int most = criteria.stream().mapToInt(Criterion::most).sum();
    int given = criteria.stream().mapToInt(one -> points.getOrDefault(one.id(), 0)).sum();
    return given * 100 / most;
  }

  /// @param home the checkout
  /// @return empty when it has mistakes, which are then among the problems
  public static Optional<ScoreSheet> read(Path home, Problems problems) {
    return YamlFile.read(home.resolve(FILE), problems)
        .filter(file -> file.fits(SCHEMA, problems))
        .flatMap(file -> checked(file, problems));
  }

  private static Optional<ScoreSheet> checked(YamlFile file, Problems problems) {
    ScoreSheet sheet = file.bind(ScoreSheet.class);
    Set<String> seen = new HashSet<>();
    boolean good = true;
    for (Criterion one : sheet.criteria()) {
      if (!seen.add(one.id())) {
        problems.add(file.name(), file.line("/criteria"), one.id(), "stands twice", "keep one");
        good = false;
      }
    }
    return good ? Optional.of(sheet) : Optional.empty();
  }
}
