package org.hamroh.voice;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hamroh.say.Grammar;
import org.hamroh.say.Kind;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import tools.jackson.databind.JsonNode;

/// How the values in a prompt are said: a sentence knows its own grammar, the step that fills it
/// does not.
///
/// ```yaml
/// queue-wait:
///   text: "Время ожидания — около {minutes}."
///   values: {minutes: count-minute-genitive}
/// ```
final class PromptValues {

  private PromptValues() {}

  /// What is wrong goes to `problems`: a value that the text does not hold, a kind that nobody
  /// knows or the language lacks.
  static Map<String, Kind> read(String language, String prompt, YamlFile yaml, Problems problems) {
    JsonNode entry = yaml.root().path(prompt);
    Map<String, Kind> kinds = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> value : entry.path("values").properties()) {
      String place = prompt + ".values." + value.getKey();
      int line = yaml.line(pointer(prompt) + "/values/" + value.getKey());
      if (!entry.path("text").asString("").contains("{" + value.getKey() + "}")) {
        problems.add(
            yaml.name(), line, place, "is not in the text", "write it there in braces, or remove");
        continue;
      }
      String code = value.getValue().asString("");
      Optional<Kind> kind = Kind.of(code).filter(one -> knows(language, one));
      if (kind.isEmpty()) {
        problems.add(
            yaml.name(),
            line,
            place,
            "is " + code + ", which " + language + " cannot say",
            "give one of " + codes(language));
      }
      kind.ifPresent(known -> kinds.put(value.getKey(), known));
    }
    return Map.copyOf(kinds);
  }

  private static boolean knows(String language, Kind kind) {
    return Grammar.of(language).map(grammar -> grammar.knows(kind)).orElse(true);
  }

  private static String codes(String language) {
    return Arrays.stream(Kind.values())
        .filter(kind -> knows(language, kind))
        .map(Kind::code)
        .collect(Collectors.joining(", "));
  }

  private static String pointer(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
