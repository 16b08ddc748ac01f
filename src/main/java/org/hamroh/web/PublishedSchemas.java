package org.hamroh.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The JSON Schemas of the files that staff write, at `/schema/<name>.schema.json`, for editors on
/// other machines. Open to everybody: they say how a file looks, and nothing of what stands in one.
final class PublishedSchemas {

  /// Where the program has them; the same files lie beside the scripts and the form.
  private static final List<String> FILES =
      List.of(
          "/ivr-scripts/script.schema.json",
          "/ivr-scripts/prompts.schema.json",
          "/ivr-scripts/hours.schema.json",
          "/ivr-scripts/holidays.schema.json",
          "/forms/contact-form.schema.json",
          "/forms/screening.schema.json",
          "/forms/cases.schema.json");

  private final Map<String, String> texts = new HashMap<>();

  PublishedSchemas() {
    FILES.forEach(file -> texts.put(file.substring(file.lastIndexOf('/') + 1), read(file)));
  }

  /// @throws Refusal when there is no such schema
  Answer at(String name) {
    String text = texts.get(name);
    if (text == null) {
      throw Refusal.notFound("schema " + name + "; there are " + String.join(", ", texts.keySet()));
    }
    return Answer.of(200, "application/schema+json; charset=utf-8", text)
        .with("Access-Control-Allow-Origin", "*"); // editors in a browser read it too
  }

  private static String read(String resource) {
    try (InputStream in = PublishedSchemas.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program has no " + resource + "; build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
