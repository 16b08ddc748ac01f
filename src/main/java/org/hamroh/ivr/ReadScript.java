package org.hamroh.ivr;

import java.util.Map;
import org.hamroh.ivr.step.Step;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import tools.jackson.databind.JsonNode;

/// A script together with the file it stands in, as long as its mistakes are looked for.
///
/// @param numbers where each step stands in the file's list, from 0
public record ReadScript(Script script, YamlFile source, Map<String, Integer> numbers) {

  /// The kind of a step as the script calls it: `menu`, `play`.
  public String kind(String step) {
    JsonNode fields = fields(step);
    return Step.KINDS.keySet().stream().filter(fields::has).findFirst().orElseThrow();
  }

  /// A step as it stands in the file.
  public JsonNode fields(String step) {
    return source.root().path("steps").path(numbers.getOrDefault(step, 0));
  }

  /// The line on which a step, or a field of it, stands.
  ///
  /// @param field as in [#wrong]
  public int line(String step, String field) {
    String pointer = "/steps/" + numbers.getOrDefault(step, 0);
    return source.line(field.isEmpty() ? pointer : pointer + "/" + field);
  }

  /// Tells a mistake in a step.
  ///
  /// @param field inside the step, `keys/3`; empty when it is the step as a whole
  public void wrong(String step, String field, String message, String remedy, Problems problems) {
    problems.add(
        source.name(),
        line(step, field),
        field.isEmpty() ? step : step + "." + field.replace('/', '.'),
        message,
        remedy);
  }

  /// Tells what could be better in a step.
  public void warn(String step, String field, String message, String remedy, Problems problems) {
    problems.warn(
        source.name(),
        line(step, field),
        field.isEmpty() ? step : step + "." + field.replace('/', '.'),
        message,
        remedy);
  }

  /// Tells a mistake outside the steps.
  public void wrong(String field, String message, String remedy, Problems problems) {
    problems.add(source.name(), source.line("/" + field), field.replace('/', '.'), message, remedy);
  }
}
