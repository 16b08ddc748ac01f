package org.hamroh.alarm;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Who is told of an alarm; the console shows it to everybody in any case.
///
/// @param mail    addresses; needs the section `mail`
/// @param numbers telephones of staff, `+992900000001`; a route of `sms.routes` must serve each
/// @param lawyer  addresses of the union's lawyer, for what is no emergency; `mail` without them
public record AlarmConfig(
    @Nullable List<String> mail, @Nullable List<String> numbers, @Nullable List<String> lawyer) {

  public static final AlarmConfig NOBODY = new AlarmConfig(null, null, null);

  List<String> addresses(AlarmKind kind) {
    return Objects.requireNonNullElse(kind.isRed() || lawyer == null ? mail : lawyer, List.of());
  }

  /// Nobody is woken by what is no emergency.
  List<PhoneNumber> telephones(AlarmKind kind) {
    if (!kind.isRed()) {
      return List.of();
    }
    return Objects.requireNonNullElse(numbers, List.<String>of()).stream()
        .map(PhoneNumber::new)
        .toList();
  }

  /// An alarm that cannot be told is found out before one is needed.
  public static void check(YamlFile yaml, Problems problems) {
    JsonNode root = yaml.root();
    for (String field : List.of("mail", "lawyer")) {
      if (!root.at("/alarms/" + field).isEmpty() && root.path("mail").isMissingNode()) {
        problems.add(
            yaml.name(),
            yaml.line("/alarms/" + field),
            "alarms." + field,
            "names addresses, but no mail server is known",
            "add the section mail");
      }
    }
    List<String> served = new ArrayList<>();
    root.at("/sms/routes")
        .forEach(route -> route.path("prefixes").forEach(one -> served.add(one.asString(""))));
    List<JsonNode> numbers =
        StreamSupport.stream(root.at("/alarms/numbers").spliterator(), false).toList();
    for (int i = 0; i < numbers.size(); i++) {
      String number = numbers.get(i).asString("");
      if (served.stream().noneMatch(number::startsWith)) {
        problems.add(
            yaml.name(),
            yaml.line("/alarms/numbers/" + i),
            "alarms.numbers",
            "has a number that no route of sms.routes serves",
            "add its prefix to a route, or take the number out");
      }
    }
  }
}
