package org.hamroh.config;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamroh.alarm.AlarmConfig;
import org.hamroh.callback.CallbackConfig;
import org.hamroh.lookup.LookupConfig;
import org.hamroh.selftest.SelfTestConfig;
import org.hamroh.sms.SmsSettings;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;
import org.hamroh.yaml.YamlFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads `hamroh.yaml`: every mistake at once, before any port opens.
///
/// `${NAME}` stands for an environment variable or a kept secret. The ports can be overridden from
/// the environment, so that two copies can run beside each other: `HAMROH_WEB_PORT`,
/// `HAMROH_AGI_PORT`, `HAMROH_AMI_PORT`, `HAMROH_SIP_PORT`, `HAMROH_RTP_PORTS` (`20000-20999`),
/// `HAMROH_WS_PORT` (browsers' signalling inside the machine), `HAMROH_SMSC_PORT` (routes to
/// loopback) and `HAMROH_CARRIER_PORT` (trunks on loopback).
public final class ConfigReader {

  private static final String SCHEMA = "/org/hamroh/config/hamroh.schema.json";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)}");

  /// Secrets between parts of ours, made when nobody has given them, and how many letters they may
  /// have: SMPP's password field has room for eight. A real carrier refuses a made one, and says
  /// so.
  private static final Map<String, Integer> OURS =
      Map.of("HAMROH_AMI_SECRET", 32, "HAMROH_SMSC_PASSWORD", 8);

  private final Secrets secrets;
  private final Map<String, String> environment;

  public ConfigReader(Secrets secrets, Map<String, String> environment) {
    this.secrets = secrets;
    this.environment = environment;
  }

  /// @throws ProblemsException with all mistakes
  public Config read(Path file) {
    Problems problems = new Problems();
    Set<String> missing = new java.util.TreeSet<>();
    Optional<YamlFile> read = YamlFile.read(file, text -> substitute(text, missing), problems);
    for (String name : missing) {
      problems.add(
          file.toString(),
          0,
          name,
          "has no value",
          "set this environment variable, or put it into secrets.properties in the data folder");
    }
    read.ifPresent(
        yaml -> {
          if (yaml.root() instanceof ObjectNode root) {
            fillDefaults(root);
            overridePorts(root, problems);
          }
          if (yaml.fits(SCHEMA, problems)) {
            checkMeaning(yaml, problems);
          }
        });
    problems.throwIfAny();
    return read.orElseThrow().bind(Config.class);
  }

  private String substitute(String text, Set<String> missing) {
    Matcher variables = VARIABLE.matcher(text);
    return variables.replaceAll(
        found -> {
          String name = found.group(1);
          String value =
              Optional.ofNullable(environment.get(name))
                  .or(
                      () ->
                          OURS.containsKey(name)
                              ? Optional.of(secrets.ensure(name, OURS.getOrDefault(name, 0)))
                              : secrets.get(name))
                  .orElse("");
          if (value.isEmpty()) {
            missing.add(name);
          }
          return Matcher.quoteReplacement(value);
        });
  }

  /// What two installations rarely differ in need not be written.
  private static void fillDefaults(ObjectNode root) {
    if (root.path("pbx") instanceof ObjectNode pbx) {
      if (!pbx.has("sip")) {
        pbx.putObject("sip").put("host", "127.0.0.1").put("port", 5060);
      }
      if (!pbx.has("browser")) {
        pbx.putObject("browser").put("host", "127.0.0.1").put("port", 8188);
      }
      if (!pbx.has("rtp")) {
        pbx.putObject("rtp").put("from", 20000).put("to", 20999);
      }
      if (!pbx.has("operators")) {
        pbx.put("operators", 4);
      }
    }
    if (!root.has("voice")) {
      root.putObject("voice").put("engine", "espeak");
    }
    if (!root.has("privacy")) {
      root.putObject("privacy").put("rememberLanguage", true);
    }
    if (!root.has("lookups")) {
      root.putObject("lookups");
    }
  }

  private void overridePorts(ObjectNode root, Problems problems) {
    Map<String, String> places =
        new TreeMap<>(
            Map.of(
                "HAMROH_WEB_PORT", "/web/port",
                "HAMROH_AGI_PORT", "/agi/port",
                "HAMROH_AMI_PORT", "/ami/port",
                "HAMROH_SIP_PORT", "/pbx/sip/port",
                "HAMROH_WS_PORT", "/pbx/browser/port"));
    places.forEach(
        (variable, pointer) ->
            port(variable, problems)
                .ifPresent(
                    port -> {
                      int slash = pointer.lastIndexOf('/');
                      JsonNode parent = root.at(pointer.substring(0, slash));
                      if (parent instanceof ObjectNode object) {
                        object.put(pointer.substring(slash + 1), port);
                      }
                    }));
    String rtp = environment.get("HAMROH_RTP_PORTS");
    if (rtp != null && root.at("/pbx/rtp") instanceof ObjectNode object) {
      Matcher range = Pattern.compile("(\\d{4,5})-(\\d{4,5})").matcher(rtp);
      if (range.matches()) {
        object.put("from", Integer.parseInt(range.group(1)));
        object.put("to", Integer.parseInt(range.group(2)));
      } else {
        problems.add("HAMROH_RTP_PORTS", 0, "", "is " + rtp, "give a range such as 20000-20999");
      }
    }
    port("HAMROH_SMSC_PORT", problems)
        .ifPresent(
            port ->
                root.at("/sms/routes")
                    .forEach(
                        route -> {
                          if (route.at("/smpp") instanceof ObjectNode smpp
                              && smpp.path("host").asString("").startsWith("127.")) {
                            smpp.put("port", port);
                          }
                        }));
    port("HAMROH_CARRIER_PORT", problems)
        .ifPresent(
            port ->
                root.at("/pbx/trunks")
                    .forEach(
                        trunk -> {
                          if (trunk instanceof ObjectNode object
                              && object.path("host").asString("").startsWith("127.")) {
                            String host = object.path("host").asString("");
                            object.put("host", host.replaceFirst(":.*", "") + ":" + port);
                          }
                        }));
  }

  private Optional<Integer> port(String variable, Problems problems) {
    String value = environment.get(variable);
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    if (value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65535) {
      return Optional.of(Integer.parseInt(value));
    }
    problems.add(variable, 0, "", "is " + value, "give a port from 1 to 65535");
    return Optional.empty();
  }

  private static void checkMeaning(YamlFile yaml, Problems problems) {
    JsonNode root = yaml.root();
    String zone = root.at("/site/timeZone").asString("");
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      problems.add(
          yaml.name(),
          yaml.line("/site/timeZone"),
          "site.timeZone",
          "is " + zone + ", which no time zone is called",
          "give one such as Asia/Dushanbe");
    }
    String language = root.at("/site/defaultLanguage").asString("");
    boolean known = false;
    for (JsonNode one : root.at("/site/languages")) {
      known |= one.asString("").equals(language);
    }
    if (!known) {
      problems.add(
          yaml.name(),
          yaml.line("/site/defaultLanguage"),
          "site.defaultLanguage",
          "is " + language + ", which is not among site.languages",
          "name one of them");
    }
    if (root.at("/pbx/rtp/from").asInt(0) >= root.at("/pbx/rtp/to").asInt(0)) {
      problems.add(
          yaml.name(),
          yaml.line("/pbx/rtp"),
          "pbx.rtp",
          "ends before it begins",
          "let from be smaller than to");
    }
    int lines = root.at("/callbacks/lines").asInt(CallbackConfig.LINES);
    if (root.at("/callbacks/reservedForInbound").asInt(CallbackConfig.RESERVED) >= lines) {
      problems.add(
          yaml.name(),
          yaml.line("/callbacks"),
          "callbacks.reservedForInbound",
          "leaves none of the " + lines + " lines for calls out",
          "let it be smaller than callbacks.lines");
    }
    VoiceServers.check(yaml, problems);
    LookupConfig.check(yaml, problems);
    AlarmConfig.check(yaml, problems);
    SelfTestConfig.check(yaml, problems);
    SmsSettings.check(yaml, problems);
  }
}
