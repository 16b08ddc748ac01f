package org.hamroh.screening;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hamroh.screening.ScreeningRules.Meaning;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;

/// Reads the rules of screenings and names all their mistakes with their lines: what the schema
/// says, and what it cannot say.
public final class RulesReader {

  /// Where the shipped rules lie below the checkout.
  public static final Path FILE = Path.of("forms", "screening.json");

  private static final String SCHEMA = "/forms/screening.schema.json";

  private RulesReader() {}

  /// @param home the checkout
  /// @return empty when they have mistakes, which are then among the problems
  public static Optional<ScreeningRules> read(Path home, Problems problems) {
    return YamlFile.read(home.resolve(FILE), problems).flatMap(file -> rules(file, problems));
  }

  /// @param name of the text in messages
  static Optional<ScreeningRules> parse(String name, String text, Problems problems) {
    return YamlFile.parse(name, text, UnaryOperator.identity(), problems)
        .flatMap(file -> rules(file, problems));
  }

  private static Optional<ScreeningRules> rules(YamlFile file, Problems problems) {
    if (!file.fits(SCHEMA, problems)) {
      return Optional.empty();
    }
    ScreeningRules rules = file.bind(ScreeningRules.class);
    int before = problems.list().size();
    check(file, rules, problems);
    return problems.list().size() > before ? Optional.empty() : Optional.of(rules);
  }

  private static void check(YamlFile file, ScreeningRules rules, Problems problems) {
    Set<String> seen = new HashSet<>();
    rules
        .ids()
        .filter(id -> !seen.add(id))
        .forEach(id -> wrong(file, problems, "/indicators", id, "stands twice", "keep one"));
    List<Meaning> meanings =
        rules.opening().stream().map(ScreeningRules.Opening::means).distinct().toList();
    if (meanings.size() < Meaning.values().length) {
      wrong(
          file,
          problems,
          "/opening",
          "means",
          "one of safe, danger and minor is missing",
          "give each opening question another");
    } else if (meanings.getFirst() != Meaning.SAFE) {
      wrong(
          file,
          problems,
          "/opening",
          "safe",
          "is not asked first",
          "put whether it is safe to talk before the others");
    }
    for (Level level : Level.values()) {
      if (rules.levels().stream().noneMatch(one -> one.level() == level)) {
        wrong(file, problems, "/levels", level.word(), "is missing", "write its label and todo");
      }
    }
    if (rules.rule().mediumFrom() >= rules.rule().highFrom()) {
      wrong(
          file,
          problems,
          "/rule",
          "mediumFrom",
          "is " + rules.rule().mediumFrom() + ", but high begins at " + rules.rule().highFrom(),
          "take fewer points than highFrom");
    }
  }

  private static void wrong(
      YamlFile file, Problems problems, String at, String key, String what, String remedy) {
    problems.add(file.name(), file.line(at), key, what, remedy);
  }
}
