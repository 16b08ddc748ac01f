package org.hamroh.selftest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamroh.pbx.AsteriskSettings;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How the line rings itself.
///
/// @param everyMinutes 0: never; 15 when left out
/// @param through      the carrier by which it goes out to come back; absent: it does not go out
/// @param numbers      by our number as the carrier brings it, what the world dials (E.164). Those
///                     that are not named are proven from inside only
public record SelfTestConfig(
    @Nullable Integer everyMinutes,
    @Nullable String through,
    @Nullable Map<String, String> numbers) {

  private static final int USUAL_MINUTES = 15;

  public static final SelfTestConfig STANDARD = new SelfTestConfig(null, null, null);

  Duration every() {
    return Duration.ofMinutes(everyMinutes == null ? USUAL_MINUTES : everyMinutes);
  }

  /// What the world dials for each of our numbers that is proven from outside.
  public Map<String, String> outside() {
    return through == null || numbers == null ? Map.of() : numbers;
  }

  /// The same, out through this carrier where the settings name none.
  public SelfTestConfig orThrough(String carrier, Map<String, String> wanted) {
    return through == null ? new SelfTestConfig(everyMinutes, carrier, wanted) : this;
  }

  /// A test that could never succeed is found out before it alarms somebody.
  public static void check(YamlFile yaml, Problems problems) {
    JsonNode root = yaml.root();
    JsonNode test = root.path("selfTest");
    if (test.has("through") != test.has("numbers")) {
      problems.add(
          yaml.name(),
          yaml.line("/selfTest"),
          "selfTest",
          "needs both, through and numbers, to ring from outside",
          "name a trunk and what the world dials for our numbers, or take both out");
      return;
    }
    if (!test.has("through")) {
      return;
    }
    List<String> prefixes = new ArrayList<>();
    root.at("/pbx/trunks")
        .forEach(
            trunk -> {
              if (trunk.path("name").asString("").equals(test.path("through").asString(""))) {
                trunk.at("/out/prefixes").forEach(one -> prefixes.add(one.asString("")));
              }
            });
    if (prefixes.isEmpty()) {
      problems.add(
          yaml.name(),
          yaml.line("/selfTest/through"),
          "selfTest.through",
          "names no trunk of pbx.trunks that takes calls out",
          "name one that has a section out");
      return;
    }
    test.path("numbers")
        .properties()
        .forEach(entry -> check(yaml, entry.getKey(), entry.getValue(), prefixes, problems));
  }

  private static void check(
      YamlFile yaml, String ours, JsonNode dialled, List<String> prefixes, Problems problems) {
    String place = "/selfTest/numbers/" + ours;
    String script = yaml.root().path("numbers").path(ours).asString("");
    if (script.isEmpty()
        || AsteriskSettings.NEVER_ANSWERED.contains(script)
        || AsteriskSettings.STAFF.contains(script)) {
      problems.add(
          yaml.name(),
          yaml.line(place),
          "selfTest.numbers",
          "has " + ours + ", which no script answers",
          "name a number of the section numbers that leads to a script");
    }
    if (prefixes.stream().noneMatch(dialled.asString("")::startsWith)) {
      problems.add(
          yaml.name(),
          yaml.line(place),
          "selfTest.numbers",
          "has a number that this trunk does not ring",
          "add its prefix to out.prefixes of the trunk, or take the number out");
    }
  }
}
