package org.hamroh.voice;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import org.hamroh.yaml.YamlFiles;
import tools.jackson.databind.JsonNode;

/// Every text that a caller can hear, by name and language: `ivr-scripts/prompts/<language>.yaml`.
/// Beside the spoken languages an `en.yaml` may tell the staff what each prompt says.
public final class PromptBook {

  /// The staff's language: read when it is there, never spoken unless a site lists it.
  private static final String GLOSS = "en";

  private static final String SCHEMA = "/ivr-scripts/prompts.schema.json";

  private final Map<String, Map<String, PromptText>> byLanguage;
  private final Map<String, PromptText> gloss;
  private final Set<String> names;

  private PromptBook(
      Map<String, Map<String, PromptText>> byLanguage, Map<String, PromptText> gloss) {
    this.byLanguage = byLanguage;
    this.gloss = gloss;
    this.names = new LinkedHashSet<>();
    byLanguage.values().forEach(texts -> names.addAll(texts.keySet()));
  }

  /// Reads the texts of these languages. What is wrong goes to `problems`: a file that is
  /// missing or broken, a prompt that lacks a language, values that differ between languages,
  /// what no voice can say ([Speakable]). The book then holds what could be read.
  ///
  /// @param scriptsFolder the one with `prompts/` in it
  public static PromptBook read(Path scriptsFolder, List<String> languages, Problems problems) {
    return read(YamlFiles.readFolder(scriptsFolder, problems), languages, problems);
  }

  /// The same from texts that need not lie in a folder.
  public static PromptBook read(YamlFiles scripts, List<String> languages, Problems problems) {
    Map<String, Map<String, PromptText>> byLanguage = new LinkedHashMap<>();
    Map<String, YamlFile> files = new LinkedHashMap<>();
    for (String language : languages) {
      scripts
          .file(file(language), problems)
          .filter(yaml -> yaml.fits(SCHEMA, problems))
          .ifPresent(
              yaml -> {
                files.put(language, yaml);
                byLanguage.put(language, texts(language, yaml, problems));
              });
    }
    Map<String, PromptText> gloss = Map.of();
    if (!languages.contains(GLOSS) && scripts.text(file(GLOSS)).isPresent()) {
      gloss =
          scripts
              .file(file(GLOSS), problems)
              .filter(yaml -> yaml.fits(SCHEMA, problems))
              .map(yaml -> texts(GLOSS, yaml, problems))
              .orElse(Map.of());
    }
    PromptBook book = new PromptBook(byLanguage, gloss);
    if (files.size() == languages.size()) {
      files.forEach((language, yaml) -> book.compare(language, yaml, scripts, problems));
    }
    return book;
  }

  private static String file(String language) {
    return "prompts/" + language + ".yaml";
  }

  private static Map<String, PromptText> texts(String language, YamlFile yaml, Problems problems) {
    Map<String, PromptText> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : yaml.root().properties()) {
      JsonNode node = entry.getValue();
      PromptText text =
          new PromptText(
              language,
              entry.getKey(),
              PromptText.Kind.valueOf(
                  node.path("type").asString("prompt").toUpperCase(Locale.ROOT)),
              node.path("continues").asBoolean(false),
              node.path("text").asString(),
              node.path("source").asString(""),
              node.path("legalReview").asString("no").equals("needed"),
              day(yaml, entry.getKey(), "reviewedOn", problems),
              day(yaml, entry.getKey(), "validUntil", problems),
              node.path("owner").asStringOpt(),
              PromptValues.read(language, entry.getKey(), yaml, problems));
      texts.put(text.name(), text);
      if (!language.equals(GLOSS)) {
        checkSpeakable(text, yaml, problems);
      }
    }
    return texts;
  }

  private static Optional<LocalDate> day(
      YamlFile yaml, String name, String key, Problems problems) {
    Optional<String> written = yaml.root().path(name).path(key).asStringOpt();
    try {
      return written.map(LocalDate::parse);
    } catch (DateTimeException e) {
      problems.add(
          yaml.name(),
          yaml.line(pointer(name) + "/" + key),
          name + "." + key,
          "is " + written.orElse("") + ", which no calendar has",
          "give a day such as 2026-11-30");
      return Optional.empty();
    }
  }

  private static void checkSpeakable(PromptText text, YamlFile yaml, Problems problems) {
    int line = yaml.line(pointer(text.name()) + "/text");
    for (Speakable.Fault fault : Speakable.faults(text.text())) {
      problems.add(yaml.name(), line, text.name(), fault.message(), fault.remedy());
    }
    if (text.text().codePoints().noneMatch(Character::isLetter)) {
      problems.add(yaml.name(), line, text.name(), "says nothing", "write its words");
    }
  }

  /// What this language has must be in every other, with the same values to speak.
  private void compare(String language, YamlFile yaml, YamlFiles scripts, Problems problems) {
    for (PromptText text : byLanguage.getOrDefault(language, Map.of()).values()) {
      int line = yaml.line(pointer(text.name()));
      byLanguage.forEach(
          (other, texts) -> {
            PromptText twin = texts.get(text.name());
            if (twin == null) {
              problems.add(
                  yaml.name(),
                  line,
                  text.name(),
                  "has no text in " + other,
                  "add it to " + scripts.shown(file(other)));
            } else if (!twin.placeholders().equals(text.placeholders())
                && other.compareTo(language) > 0) {
              problems.add(
                  yaml.name(),
                  line,
                  text.name(),
                  "speaks the values "
                      + text.placeholders()
                      + ", but "
                      + twin.placeholders()
                      + " in "
                      + other,
                  "name the same values in " + scripts.shown(file(other)));
            }
          });
    }
  }

  private static String pointer(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /// The spoken languages, in the order in which they were asked for; without those whose file
  /// could not be read.
  public Set<String> languages() {
    return byLanguage.keySet();
  }

  /// Every prompt that any language has, in the order of the files.
  public Set<String> names() {
    return names;
  }

  public Optional<PromptText> text(String language, String name) {
    return Optional.ofNullable(byLanguage.getOrDefault(language, Map.of()).get(name));
  }

  /// What the prompt says, in English, for staff.
  public Optional<String> gloss(String name) {
    return Optional.ofNullable(gloss.get(name)).map(PromptText::text);
  }
}
