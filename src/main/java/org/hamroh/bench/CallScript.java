package org.hamroh.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a caller of the benchmark does, in words, one after another:
/// ```
/// hear:language-choice 1 hear:main-menu wait:0.5 3 hear:topics-menu hangup
/// ```
/// `hear:NAME[,NAME]` waits until one of these prompts begins, `hear:*` for any sound; `1`, `12#`
/// press keys; `wait:S` listens for so many seconds; `silence:S` waits for so long a silence;
/// `say:S` speaks for so long; `end:S` waits for the far end to hang up; `hangup` hangs up.
public record CallScript(List<Step> steps) {

  /// One word of the script.
  public sealed interface Step {

    /// Waits for a prompt; no names mean any sound.
    record Hear(Set<String> names) implements Step {}

    record Press(String keys) implements Step {}

    record Wait(Duration length) implements Step {}

    record Silence(Duration length) implements Step {}

    record Say(Duration length) implements Step {}

    record End(Duration within) implements Step {}

    record HangUp() implements Step {}
  }

  /// A call is a few minutes long, and a script of it fits a few lines.
  private static final int MAX_STEPS = 200;

  private static final double MAX_SECONDS = 600;

  private static final Pattern TIMED = Pattern.compile("(wait|silence|say|end):(\\d+(?:\\.\\d+)?)");
  private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9._/-]+(?:,[A-Za-z0-9._/-]+)*");

  public CallScript {
    steps = List.copyOf(steps);
  }

  /// @throws IllegalArgumentException naming the word that is none
  public static CallScript parse(String text) {
    List<Step> steps = new ArrayList<>();
    for (String word : text.strip().split("\\s+")) {
      steps.add(step(word));
    }
    if (steps.size() > MAX_STEPS) {
      throw new IllegalArgumentException("a script has at most " + MAX_STEPS + " words");
    }
    return new CallScript(steps);
  }

  private static Step step(String word) {
    if (word.equals("hangup")) {
      return new Step.HangUp();
    }
    if (word.equals("hear:*")) {
      return new Step.Hear(Set.of());
    }
    if (word.startsWith("hear:") && NAMES.matcher(word.substring(5)).matches()) {
      return new Step.Hear(Set.of(word.substring(5).split(",")));
    }
    if (word.matches("[0-9*#]{1,40}")) {
      return new Step.Press(word);
    }
    Matcher timed = TIMED.matcher(word);
    if (timed.matches() && Double.parseDouble(timed.group(2)) <= MAX_SECONDS) {
      Duration length = Duration.ofMillis(Math.round(Double.parseDouble(timed.group(2)) * 1000));
      return switch (timed.group(1)) {
        case "wait" -> new Step.Wait(length);
        case "silence" -> new Step.Silence(length);
        case "say" -> new Step.Say(length);
        default -> new Step.End(length);
      };
    }
    throw new IllegalArgumentException(
        "'"
            + word
            + "' is no word of a call script; they are hear:NAME, hear:*, keys, wait:S, silence:S,"
            + " say:S, end:S (600 s at most) and hangup");
  }
}
