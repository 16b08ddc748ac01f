package org.hamroh.voice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.yaml.Problem;

/// Tells which sounds the line lacks, and which recordings cannot be used. Whether each prompt has
/// its text in each language, [PromptBook#read] says.
public final class VoiceCheck {

  /// Names that a message spells out; the rest is counted.
  private static final int NAMED = 3;

  private static final String REMEDY = "run ./hamroh voice build";

  private final PromptBook book;
  private final Recordings recordings;
  private final SoundStore store;

  public VoiceCheck(PromptBook book, VoicePlaces places) {
    this.book = book;
    this.recordings = places.openRecordings();
    this.store = places.openStore(places.openVoices());
  }

  /// One problem a folder of sounds that are missing or older than their text, one a recording that
  /// cannot be used; a warning where a human voice says an earlier text. Needs neither espeak-ng
  /// nor sox.
  public List<Problem> problems() {
    List<Sound> wanted = SoundList.of(book, recordings);
    List<Problem> problems = new ArrayList<>();
    for (String language : book.languages()) {
      problems.addAll(recordings.check(language, promptSounds(wanted, language)));
    }
    Map<String, List<String>> lacking = new LinkedHashMap<>();
    Map<String, Integer> all = new LinkedHashMap<>();
    for (Sound sound : wanted) {
      all.merge(sound.folder(), 1, Integer::sum);
      if (store.state(sound) != SoundStore.State.READY) {
        lacking.computeIfAbsent(sound.folder(), folder -> new ArrayList<>()).add(sound.name());
      }
    }
    lacking.forEach(
        (folder, names) ->
            problems.add(
                Problem.of(
                    store.folder().resolve(folder).toString(),
                    "%d of %d sounds are missing or older than their text: %s"
                        .formatted(names.size(), all.getOrDefault(folder, 0), some(names)),
                    REMEDY)));
    for (String language : book.languages()) {
      List<String> outdated = outdated(language);
      if (!outdated.isEmpty()) {
        problems.add(
            Problem.of(
                    recordings.taken().folder().resolve(language).toString(),
                    "%d takes are of an earlier text, and the stand-in is heard instead: %s"
                        .formatted(outdated.size(), some(outdated)),
                    "record them again on the page Voices, or keep the old take there")
                .asWarning());
      }
    }
    return List.copyOf(problems);
  }

  private static String some(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
        + (names.size() > NAMED ? ", …" : "");
  }

  private List<String> outdated(String language) {
    List<String> outdated = new ArrayList<>();
    for (String name : book.names()) {
      book.text(language, name).stream()
          .flatMap(text -> text.pieces().stream())
          .forEach(
              piece -> {
                if (piece instanceof PromptText.Piece.Words(String sound, String words)
                    && recordings.taken().isOutdated(language, sound, words)) {
                  outdated.add(sound);
                }
              });
    }
    return outdated;
  }

  /// The names that a recording of this language may have.
  static Set<String> promptSounds(List<Sound> sounds, String language) {
    Set<String> names = new LinkedHashSet<>();
    for (Sound sound : sounds) {
      if (sound.folder().equals(language) && !(sound.origin() instanceof Sound.Origin.Generated)) {
        names.add(sound.name());
      }
    }
    return names;
  }
}
