package org.hamroh.intent;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import org.jspecify.annotations.Nullable;

/// The words of `intents.yaml`. Immutable.
///
/// @param keywords in the order in which they are looked for
record Vocabulary(
    List<Phrase> polite,
    Asks stop,
    Asks start,
    Asks danger,
    List<Phrase> help,
    Map<String, Asks> keywords,
    List<Phrase> keywordPolite,
    Map<String, List<Phrase>> language) {

  private static final String FILE = "/org/hamroh/intent/intents.yaml";

  /// @param alone   asks when all the rest is polite
  /// @param said    asks wherever it stands, unless one of `besides` does, too
  /// @param lead    asks at the beginning, with one unknown word behind it
  record Asks(List<Phrase> alone, List<Phrase> said, List<Phrase> besides, List<Phrase> lead) {

    private static Asks of(Written written) {
      return new Asks(
          phrases(written.alone),
          phrases(written.said),
          phrases(written.besides),
          phrases(written.lead));
    }
  }

  record Written(
      @Nullable List<String> alone,
      @Nullable List<String> said,
      @Nullable List<String> besides,
      @Nullable List<String> lead) {}

  record File(
      List<String> polite,
      Written stop,
      Written start,
      Written danger,
      List<String> help,
      LinkedHashMap<String, Written> keywords,
      @JsonProperty("keyword-polite") List<String> keywordPolite,
      LinkedHashMap<String, List<String>> language) {}

  /// @throws org.hamroh.yaml.ProblemsException when the file is wrong
  static Vocabulary load() {
    try (InputStream in = Vocabulary.class.getResourceAsStream(FILE)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      Problems problems = new Problems();
      File file =
          YamlFile.parse(
                  "intents.yaml", text, java.util.function.UnaryOperator.identity(), problems)
              .orElseThrow(() -> wrong(problems))
              .bind(File.class);
      Map<String, Asks> keywords = new LinkedHashMap<>();
      file.keywords.forEach((name, written) -> keywords.put(name, Asks.of(written)));
      Map<String, List<Phrase>> language = new LinkedHashMap<>();
      file.language.forEach((name, words) -> language.put(name, phrases(words)));
      return new Vocabulary(
          phrases(file.polite),
          Asks.of(file.stop),
          Asks.of(file.start),
          Asks.of(file.danger),
          phrases(file.help),
          keywords,
          phrases(file.keywordPolite),
          language);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a file inside our own archive
    }
  }

  private static IllegalStateException wrong(Problems problems) {
    problems.throwIfAny();
    return new IllegalStateException(FILE);
  }

  private static List<Phrase> phrases(@Nullable List<String> written) {
    return written == null ? List.of() : written.stream().map(Phrase::of).toList();
  }
}
