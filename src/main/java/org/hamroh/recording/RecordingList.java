package org.hamroh.recording;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.PromptText;
import org.hamroh.voice.VoiceCoverage;
import org.hamroh.voice.VoicePlaces;

/// Everything that can be recorded, and who says it now: the recording sheet and the coverage.
public final class RecordingList {

  private final Supplier<PromptBook> prompts;
  private final VoicePlaces places;
  private final SoundNumbers numbers;

  /// @param prompts the texts in force
  public RecordingList(Supplier<PromptBook> prompts, VoicePlaces places, SoundNumbers numbers) {
    this.prompts = prompts;
    this.places = places;
    this.numbers = numbers;
  }

  /// Of a language, first choice first.
  public List<String> languages() {
    return List.copyOf(prompts.get().languages());
  }

  /// Every line of a language, in the order of the texts; none for a language that is not spoken.
  public List<Recordable> of(String language) {
    PromptBook book = prompts.get();
    Map<String, Integer> known = numbers.of(sounds(book));
    VoiceCoverage coverage = new VoiceCoverage(book, places);
    List<Recordable> lines = new ArrayList<>();
    for (String name : book.names()) {
      book.text(language, name)
          .ifPresent(
              text -> {
                for (VoiceCoverage.Piece piece : coverage.pieces(language, name)) {
                  lines.add(line(book, text, piece, known.getOrDefault(piece.sound(), 0)));
                }
              });
    }
    return List.copyOf(lines);
  }

  private static Recordable line(
      PromptBook book, PromptText text, VoiceCoverage.Piece piece, int number) {
    Map<String, String> others = new LinkedHashMap<>();
    for (String other : book.languages()) {
      if (!other.equals(text.language())) {
        book.text(other, text.name()).ifPresent(same -> others.put(other, same.text()));
      }
    }
    return new Recordable(
        number,
        text.language(),
        piece.sound(),
        text.name(),
        piece.words(),
        text.hasPlaceholders() ? Optional.of(text.text()) : Optional.empty(),
        others,
        book.gloss(text.name()),
        piece.voice(),
        piece.outdated(),
        piece.seconds(),
        text.legalReview());
  }

  /// Every sound that can be recorded, in the order in which they get their numbers. In every
  /// language: the pieces of a prompt need not be the same in each.
  public static List<String> sounds(PromptBook book) {
    List<String> sounds = new ArrayList<>();
    for (String name : book.names()) {
      for (String language : book.languages()) {
        book.text(language, name).stream()
            .flatMap(text -> text.pieces().stream())
            .forEach(
                piece -> {
                  if (piece instanceof PromptText.Piece.Words(String sound, String words)
                      && !sounds.contains(sound)) {
                    sounds.add(sound);
                  }
                });
      }
    }
    return sounds;
  }

  /// One line by its text number.
  public Optional<Recordable> find(String language, int number) {
    return of(language).stream().filter(line -> line.number() == number).findFirst();
  }

  /// The prompt that a sound belongs to: that of `queue-position.1` is `queue-position`.
  static String prompt(String sound) {
    return sound.replaceFirst("\\.[0-9]{1,2}$", "");
  }

  /// What a sound says now.
  Optional<String> words(String language, String sound) {
    PromptBook book = prompts.get();
    return book.text(language, prompt(sound)).stream()
        .flatMap(text -> text.pieces().stream())
        .flatMap(
            piece ->
                piece instanceof PromptText.Piece.Words(String name, String words)
                        && name.equals(sound)
                    ? java.util.stream.Stream.of(words)
                    : java.util.stream.Stream.empty())
        .findFirst();
  }

  /// How many lines are in each state.
  public static Map<Recordable.State, Integer> count(List<Recordable> lines) {
    Map<Recordable.State, Integer> counts = new EnumMap<>(Recordable.State.class);
    for (Recordable.State state : Recordable.State.values()) {
      counts.put(state, 0);
    }
    lines.forEach(line -> counts.merge(line.state(), 1, Integer::sum));
    return counts;
  }
}
