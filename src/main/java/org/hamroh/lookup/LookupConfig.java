package org.hamroh.lookup;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.Secret;
import org.hamroh.yaml.YamlFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A web service that scripts may ask.
/// ```yaml
/// lookups:
///   patent-price:
///     url: https://prices.example.org/patent?region={region}
///     headers: {Authorization: "Bearer ${PRICES_TOKEN}"}
///     fields: {price: /month/price}     # absent: all plain fields of the outermost object
/// ```
///
/// @param url     `{name}` in its path or query stands for a value that the step gives; the host is
///                fixed, so no caller can choose whom we ask
/// @param method  `GET` when absent; `POST` sends the values as a JSON object
/// @param headers may hold secrets
/// @param fields  JSON pointers by the name of the value
public record LookupConfig(
    String url,
    @Nullable String method,
    @Nullable Map<String, Secret> headers,
    @Nullable Map<String, String> fields) {

  static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z0-9-]{0,40})}");

  boolean posts() {
    return "POST".equals(method);
  }

  Map<String, Secret> allHeaders() {
    return Optional.ofNullable(headers).orElse(Map.of());
  }

  Map<String, String> allFields() {
    return Optional.ofNullable(fields).orElse(Map.of());
  }

  /// What the schema cannot see: an address that is none, with or without its values.
  public static void check(YamlFile yaml, Problems problems) {
    for (Map.Entry<String, JsonNode> entry : yaml.root().path("lookups").properties()) {
      String url = entry.getValue().path("url").asString("");
      if (!isAddress(PLACEHOLDER.matcher(url).replaceAll("value"))) {
        problems.add(
            yaml.name(),
            yaml.line("/lookups/" + entry.getKey() + "/url"),
            "lookups." + entry.getKey() + ".url",
            "is no web address",
            "write it like https://prices.example.org/patent?region={region}");
      }
    }
  }

  private static boolean isAddress(String url) {
    try {
      return URI.create(url).getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
