package org.hamroh.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every word of every page is there in every language.
final class MessagesTest {

  private static final Path MESSAGES = Path.of("src/main/resources/messages");
  private static final Pattern WHOLE_KEY =
      Pattern.compile("text\\(\\s*\"([a-zA-Z0-9.-]+[a-zA-Z0-9])\"\\s*[,)]");

  private static Set<String> books() throws IOException {
    try (Stream<Path> files = Files.list(MESSAGES)) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("_[a-z]+\\.properties$", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void everyKeyExistsInAllLanguages() throws IOException {
    for (String book : books()) {
      Set<String> first = keys(book, Texts.LANGUAGES.getFirst());
      assertThat(first).isNotEmpty().allMatch(key -> key.startsWith(book + "."));

      for (String language : Texts.LANGUAGES) {
        assertThat(keys(book, language)).as(book + " in " + language).isEqualTo(first);
      }
    }
  }

  private static Set<String> keys(String book, String language) {
    return new TreeSet<>(Texts.book(book, language).stringPropertyNames());
  }

  @Test
  void noKeyStandsTwiceAndNoneIsEmpty() throws IOException {
    for (String book : books()) {
      for (String language : Texts.LANGUAGES) {
        List<String> keys =
            Files.readAllLines(MESSAGES.resolve(book + "_" + language + ".properties")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();

        assertThat(keys.stream().map(line -> line.split("=", 2)[0])).doesNotHaveDuplicates();
        assertThat(keys).as(book + " in " + language).allMatch(line -> line.matches("[^=]+=.+"));
      }
    }
  }

  @Test
  void everyLanguageTakesTheSameValues() throws IOException {
    Pattern place = Pattern.compile("\\{[0-9]}");
    for (String book : books()) {
      for (String key : keys(book, "en")) {
        Set<Set<String>> places =
            Texts.LANGUAGES.stream()
                .map(language -> Texts.book(book, language).getProperty(key))
                .map(
                    words ->
                        place
                            .matcher(words)
                            .results()
                            .map(r -> r.group())
                            .collect(Collectors.toSet()))
                .collect(Collectors.toSet());

        assertThat(places).as(key).hasSize(1);
      }
    }
  }

  @Test
  void everyWordThatATemplateAsksForExists() throws IOException {
    Texts texts = Texts.load(ZoneId.of("Asia/Dushanbe"), List.copyOf(books()));
    int asked = 0;
    List<Path> templates;
    try (Stream<Path> files = Files.walk(Path.of("src/main/jte"))) {
      templates = files.filter(file -> file.toString().endsWith(".jte")).toList();
    }

    for (Path template : templates) {
      String code =
          Files.readString(template, StandardCharsets.UTF_8).replaceAll("(?s)<%--.*?--%>", "");
      Matcher keys = WHOLE_KEY.matcher(code);
      while (keys.find()) {
        asked++;
        assertThat(texts.in("en").has(keys.group(1))).as(template + ": " + keys.group(1)).isTrue();
      }
    }
    assertThat(asked).isGreaterThan(50);
  }

  @Test
  void everyWordThatAScriptOfAPageAsksForExists() throws IOException {
    Texts texts = Texts.load(ZoneId.of("Asia/Dushanbe"), List.copyOf(books()));
    int asked = 0;
    List<Path> scripts;
    try (Stream<Path> files = Files.walk(Path.of("src/main/web"))) {
      scripts =
          files
              .filter(file -> file.toString().endsWith(".js"))
              .filter(file -> !file.toString().contains("node_modules"))
              .toList();
    }

    for (Path script : scripts) {
      Matcher keys = WHOLE_KEY.matcher(Files.readString(script, StandardCharsets.UTF_8));
      while (keys.find()) {
        asked++;
        // The telephone is given its own words alone, without what they begin with.
        String key = (script.getParent().endsWith("phone") ? "softphone.js." : "") + keys.group(1);
        assertThat(texts.in("en").has(key)).as(script + ": " + key).isTrue();
      }
    }
    assertThat(asked).isGreaterThan(100);
  }
}
