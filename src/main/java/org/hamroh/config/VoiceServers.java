package org.hamroh.config;

import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import tools.jackson.databind.JsonNode;

/// Looks at the servers that shall speak: each has an address, and what callers key in goes to none
/// that others could listen to.
final class VoiceServers {

  /// Of this machine, or of a net that is not the internet (RFC 1918).
  private static final Pattern NEAR =
      Pattern.compile(
          "localhost|127\\..*|10\\..*|192\\.168\\..*|172\\.(1[6-9]|2[0-9]|3[01])\\..*|\\[::1]");

  private VoiceServers() {}

  static void check(YamlFile yaml, Problems problems) {
    JsonNode voice = yaml.root().path("voice");
    check(yaml, "/voice", voice, voice, problems);
    for (Map.Entry<String, JsonNode> one : voice.path("languages").properties()) {
      check(yaml, "/voice/languages/" + one.getKey(), one.getValue(), voice, problems);
    }
  }

  private static void check(
      YamlFile yaml, String pointer, JsonNode one, JsonNode all, Problems problems) {
    String key = pointer.substring(1).replace('/', '.');
    String url = one.path("url").asString(all.path("url").asString(""));
    if (!one.path("engine").asString("").equals("http")) {
      return;
    }
    if (url.isEmpty()) {
      problems.add(
          yaml.name(),
          yaml.line(pointer),
          key,
          "has no url",
          "give the server's, such as url: http://127.0.0.1:5002/speak");
      return;
    }
    URI server = URI.create(url);
    if (server.getHost() == null
        || (server.getScheme().equals("http") && !NEAR.matcher(server.getHost()).matches())) {
      problems.add(
          yaml.name(),
          yaml.line(one.has("url") ? pointer + "/url" : "/voice/url"),
          key + ".url",
          "is " + url + ", where others can listen to what callers key in",
          "use https, or a server of your own net");
    }
  }
}
