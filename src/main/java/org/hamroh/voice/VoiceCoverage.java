package org.hamroh.voice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Shows, for each prompt and language, whose voice is heard and for how long.
public final class VoiceCoverage {

  private final PromptBook book;
  private final Recordings recordings;
  private final SoundStore store;

  public VoiceCoverage(PromptBook book, VoicePlaces places) {
    this.book = book;
    this.recordings = places.openRecordings();
    this.store = places.openStore(places.openVoices());
  }

  /// What a caller hears of one prompt.
  ///
  /// @param state   `recorded`, `synthesised`, `part recorded`, `outdated` or `missing`
  /// @param seconds of all its pieces together, without the values between them
  public record Cell(String state, double seconds) {}

  /// Whose voice says a piece of a prompt.
  public enum Voice {
    /// A take of this site.
    TAKE,
    /// A recording that is shipped with the checkout.
    SHIPPED,
    /// The synthesised voice.
    STAND_IN,
    /// Nobody: there is no sound yet.
    MISSING
  }

  /// What can be recorded by itself: a prompt without values, or a piece of words around them.
  ///
  /// @param sound    its sound's name, `main-menu` or `queue-position.1`
  /// @param words    what it says
  /// @param voice    whose is heard
  /// @param outdated whether this site has a take of it, of an earlier text
  /// @param seconds  as it is heard now, 0 when nobody says it
  public record Piece(String sound, String words, Voice voice, boolean outdated, double seconds) {}

  /// The pieces of a prompt in the order in which they are heard; none without a text.
  public List<Piece> pieces(String language, String name) {
    return book.text(language, name)
        .map(
            text ->
                SoundList.ofPrompt(text, recordings).stream()
                    .map(sound -> piece(sound, words(text, sound)))
                    .toList())
        .orElse(List.of());
  }

  private static String words(PromptText text, Sound sound) {
    return text.pieces().stream()
        .flatMap(
            piece ->
                piece instanceof PromptText.Piece.Words(String name, String words)
                        && name.equals(sound.name())
                    ? Stream.of(words)
                    : Stream.empty())
        .findFirst()
        .orElseThrow();
  }

  private Piece piece(Sound sound, String words) {
    String language = sound.folder();
    boolean outdated = recordings.taken().isOutdated(language, sound.name(), words);
    if (store.state(sound) == SoundStore.State.MISSING) {
      return new Piece(sound.name(), words, Voice.MISSING, outdated, 0);
    }
    Voice voice = Voice.STAND_IN;
    if (sound.origin() instanceof Sound.Origin.Recorded) {
      voice = recordings.isTaken(language, sound.name(), words) ? Voice.TAKE : Voice.SHIPPED;
    }
    double seconds = store.made(sound).map(Made::seconds).orElse(0.0);
    return new Piece(sound.name(), words, voice, outdated, seconds);
  }

  public Cell cell(String language, String name) {
    Optional<PromptText> text = book.text(language, name);
    if (text.isEmpty()) {
      return new Cell("no text", 0);
    }
    List<Sound> sounds = SoundList.ofPrompt(text.get(), recordings);
    double seconds = 0;
    long recorded = 0;
    boolean outdated = false;
    for (Sound sound : sounds) {
      switch (store.state(sound)) {
        case MISSING -> {
          return new Cell("missing", 0);
        }
        case OUTDATED -> outdated = true;
        case READY -> recorded += sound.origin() instanceof Sound.Origin.Recorded ? 1 : 0;
      }
      seconds += store.made(sound).map(Made::seconds).orElse(0.0);
    }
    String voice =
        recorded == sounds.size() ? "recorded" : recorded == 0 ? "synthesised" : "part recorded";
    return new Cell(outdated ? "outdated" : voice, seconds);
  }

  /// One line a prompt, ready to print; the last line counts.
  public String table() {
    StringBuilder table = new StringBuilder("%-28s".formatted("prompt"));
    book.languages().forEach(language -> table.append("  %-20s".formatted(language)));
    table.append('\n');
    int synthesised = 0;
    int recorded = 0;
    int other = 0;
    for (String name : book.names()) {
      table.append("%-28s".formatted(name));
      for (String language : book.languages()) {
        Cell cell = cell(language, name);
        table.append("  %-13s".formatted(cell.state()));
        table.append(
            cell.seconds() > 0 ? String.format(Locale.ROOT, "%5.1f s", cell.seconds()) : "       ");
        switch (cell.state()) {
          case "recorded" -> recorded++;
          case "synthesised" -> synthesised++;
          default -> other++;
        }
      }
      table.append('\n');
    }
    return table
        .append("%d recorded, %d synthesised, %d other%n".formatted(recorded, synthesised, other))
        .toString()
        .replace(" \n", "\n");
  }
}
