package org.hamroh.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a speaker takes into the studio: each prompt's text number, file name, words and where it
/// is heard, as Markdown that prints well.
public final class RecordingSheet {

  private final PromptBook book;
  private final Map<String, List<String>> scripts;
  private final Map<String, Integer> numbers;

  /// @param scriptsFolder whose `*.yaml` tell where a prompt is heard
  /// @param numbers       by which the telephone finds each sound
  public RecordingSheet(PromptBook book, Path scriptsFolder, Map<String, Integer> numbers) {
    this.book = book;
    this.numbers = Map.copyOf(numbers);
    this.scripts = read(scriptsFolder);
  }

  private static Map<String, List<String>> read(Path folder) {
    Map<String, List<String>> scripts = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).sorted().toList()) {
        scripts.put(file.getFileName().toString(), Files.readAllLines(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return scripts;
  }

  public String markdown(String language) {
    StringBuilder sheet = new StringBuilder("# Recording sheet: " + language + "\n\n");
    sheet.append(advice(language));
    for (String name : book.names()) {
      book.text(language, name).ifPresent(text -> append(sheet, text));
    }
    appendWords(sheet, language);
    return sheet.toString();
  }

  private void appendWords(StringBuilder sheet, String language) {
    Set<String> words = ValueVocabulary.of(book, language);
    if (words.isEmpty()) {
      return;
    }
    sheet.append(
        """
        ## Words of values

        When every word of a value is recorded, and the pieces around it are, the sentence is joined
        from them; until then a voice speaks the whole of it. Say each word with a level tone, as in
        the middle of a sentence. Phrases may be recorded too, with `-` for the space
        (`say/bistu-yak.wav`); the longest that fits is taken.

        """);
    words.forEach(
        word -> sheet.append("`%s.wav`%n%n> %s%n%n".formatted(RecordedWords.name(word), word)));
  }

  private static String advice(String language) {
    return """
      Three ways: read each text on the console's page "Voices"; ring 703, with a PIN, and key in
      the text's number; or one WAV file a line below, **16 kHz, mono, 16 bit**, in `sounds/%s/` under
      the name given.

      - A quiet, soft room; the microphone a hand's breadth away, a little to the side.
      - Speak evenly and warmly, a little slower than in talk, as to one person. Smile at the greeting.
      - Speech between -24 and -12 dBFS on the meter, peaks never above -6. Loudness and silence at
        both ends are evened out afterwards; a clipped or noisy recording cannot be mended.
      - A key's number comes last in its sentence: let the voice fall there, and pause before the next.
      - Pieces of a sentence around a value (`….1`, `….2`) are spoken as parts of the whole: say the
        whole sentence with some value, then record each part with the same tune.

      """
        .formatted(language);
  }

  private void append(StringBuilder sheet, PromptText text) {
    sheet.append("## ").append(text.name()).append("\n\n");
    book.gloss(text.name()).ifPresent(gloss -> sheet.append("*").append(gloss).append("*  \n"));
    List<String> heard = heardIn(text.name());
    if (!heard.isEmpty()) {
      sheet.append("Heard in: ").append(String.join(", ", heard)).append("  \n");
    }
    if (text.legalReview()) {
      sheet.append("**Wait with this one: a lawyer has to read it first.**  \n");
    }
    if (text.hasPlaceholders()) {
      sheet.append("The whole: ").append(text.text()).append("  \n");
    }
    sheet.append('\n');
    for (PromptText.Piece piece : text.pieces()) {
      switch (piece) {
        case PromptText.Piece.Words(String sound, String words) ->
            sheet.append(
                "**%s** `%s.wav`%n%n> %s%n%n"
                    .formatted(numbers.getOrDefault(sound, 0), sound, words));
        case PromptText.Piece.Value(String placeholder) ->
            sheet.append("(here the system says the %s)%n%n".formatted(placeholder));
      }
    }
  }

  /// `hotline.yaml:34`, where the name stands as a word of its own.
  private List<String> heardIn(String name) {
    Pattern word = Pattern.compile("(?<![\\w/-])" + Pattern.quote(name) + "(?![\\w/-])");
    List<String> heard = new ArrayList<>();
    scripts.forEach(
        (file, lines) -> {
          for (int i = 0; i < lines.size(); i++) {
            if (word.matcher(lines.get(i)).find()) {
              heard.add(file + ":" + (i + 1));
            }
          }
        });
    return heard;
  }
}
