package org.hamroh.ivr;

import java.util.Map;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;

/// A script together with the file it stands in, as long as its mistakes are looked for.
///
/// @param numbers where each step stands in the file's list, from 0
record ReadScript(Script script, YamlFile source, Map<String, Integer> numbers) {

  /// Tells a mistake in a step.
  ///
  /// @param field inside the step, `keys/3`; empty when it is the step as a whole
  void wrong(String step, String field, String message, String remedy, Problems problems) {
    String pointer = "/steps/" + numbers.getOrDefault(step, 0);
    problems.add(
        source.name(),
        source.line(field.isEmpty() ? pointer : pointer + "/" + field),
        field.isEmpty() ? step : step + "." + field.replace('/', '.'),
        message,
        remedy);
  }

  /// Tells a mistake outside the steps.
  void wrong(String field, String message, String remedy, Problems problems) {
    problems.add(source.name(), source.line("/" + field), field.replace('/', '.'), message, remedy);
  }
}
