package org.hamroh.screening;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hamroh.casework.form.Label;
import org.jspecify.annotations.Nullable;

/// One version of the questions and of the rule that weighs their answers. A union changes it
/// without us: `forms/screening.json`. The signs are those of the ILO's indicators of forced
/// labour.
///
/// @param schema      for editors only
/// @param form        always `forced-labour`
/// @param notAVerdict stands beside every result
/// @param opening     asked before anything else, the safe one first
public record ScreeningRules(
    @JsonProperty("$schema") @Nullable String schema,
    String form,
    long version,
    Label notAVerdict,
    List<Label> howToAsk,
    List<Opening> opening,
    List<Indicator> indicators,
    Rule rule,
    List<Advice> levels) {

  /// What the answer to an opening question changes.
  public enum Meaning {
    /// A no ends the screening.
    SAFE,
    /// A yes is an emergency.
    DANGER,
    /// A yes makes every sign weigh more.
    MINOR;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public record Opening(String id, Meaning means, Label question) {}

  /// One sign of forced labour.
  ///
  /// @param note   for the operator, before asking
  /// @param weight points of a yes
  /// @param strong whether a yes alone is high
  public record Indicator(
      String id, Label name, Label question, @Nullable Label note, int weight, boolean strong) {}

  /// @param highFrom       points
  /// @param mediumFrom     points; fewer are low
  /// @param incompleteFrom so many open signs make the result incomplete
  public record Rule(int highFrom, int mediumFrom, int incompleteFrom) {}

  /// What a level is called, and what the operator does then.
  public record Advice(Level level, Label label, Label todo) {}

  public Opening opening(Meaning meaning) {
    return opening.stream().filter(one -> one.means == meaning).findAny().orElseThrow();
  }

  public Optional<Indicator> indicator(String id) {
    return indicators.stream().filter(one -> one.id.equals(id)).findAny();
  }

  public Advice advice(Level level) {
    return levels.stream().filter(one -> one.level == level).findAny().orElseThrow();
  }

  /// The ids of all questions.
  public Stream<String> ids() {
    return Stream.concat(opening.stream().map(Opening::id), indicators.stream().map(Indicator::id));
  }

  /// Whether the caller cannot speak freely: then nothing more is asked.
  boolean isUnsafe(Map<String, Answer> answers) {
    return answers.get(opening(Meaning.SAFE).id) == Answer.NO;
  }

  /// Weighs the answers.
  public Result judge(Map<String, Answer> answers) {
    List<Indicator> signs =
        indicators.stream().filter(one -> answers.get(one.id) == Answer.YES).toList();
    int points = signs.stream().mapToInt(Indicator::weight).sum();
    boolean danger = answers.get(opening(Meaning.DANGER).id) == Answer.YES;
    boolean minor = answers.get(opening(Meaning.MINOR).id) == Answer.YES;
    int open =
        (int)
            indicators.stream()
                .map(one -> answers.getOrDefault(one.id, Answer.NOT_ASKED))
                .filter(answer -> answer == Answer.NOT_ASKED || answer == Answer.UNSURE)
                .count();
    boolean strong = signs.stream().anyMatch(Indicator::strong);
    Level level =
        danger
            ? Level.EMERGENCY
            : strong || points >= rule.highFrom || (minor && !signs.isEmpty())
                ? Level.HIGH
                : points >= rule.mediumFrom ? Level.MEDIUM : Level.LOW;
    return new Result(
        level,
        points,
        signs.stream().map(Indicator::id).toList(),
        danger,
        minor,
        open,
        open >= rule.incompleteFrom);
  }
}
