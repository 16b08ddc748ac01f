package org.hamroh.authoring;

import java.util.List;
import java.util.Locale;
import org.hamroh.yaml.Problem;

/// A mistake as pages show it, with the place in the graph that it belongs to.
///
/// @param severity `error`: publishing is refused; `warning`
/// @param line     1-based, 0 when there is none
/// @param script   empty when it is not about a script
/// @param step     empty when it is not about one step
/// @param prompt   empty when it is not about one prompt's text
/// @param language of that text
public record ProblemView(
    String severity,
    String file,
    int line,
    String key,
    String message,
    String remedy,
    String script,
    String step,
    String prompt,
    String language) {

  private static final String PROMPTS = "prompts/";
  private static final String ENDING = ".yaml";

  /// Keys of a script that are no steps.
  private static final List<String> OUTSIDE = List.of("everywhere", "entries", "alreadySaid", "");

  static ProblemView of(Problem problem) {
    String file = problem.place();
    String first = problem.key().replaceFirst("\\..*", "");
    boolean ofPrompt = file.startsWith(PROMPTS) && file.endsWith(ENDING);
    boolean ofScript = file.endsWith(ENDING) && file.indexOf('/') < 0;
    String name = file.substring(file.indexOf('/') + 1).replace(ENDING, "");
    return new ProblemView(
        problem.severity().name().toLowerCase(Locale.ROOT),
        file,
        problem.line(),
        problem.key(),
        problem.message(),
        problem.remedy(),
        ofScript ? name : "",
        ofScript && !OUTSIDE.contains(first) && !first.equals("steps") ? first : "",
        ofPrompt ? first : "",
        ofPrompt ? name : "");
  }
}
