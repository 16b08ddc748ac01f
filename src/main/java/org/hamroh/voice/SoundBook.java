package org.hamroh.voice;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Where each sound of one version of the texts lies: a call that began with it hears it to the
/// end, whatever is published meanwhile. Never changes, and asks no disk: a caller is waiting.
public final class SoundBook {

  private static final SoundBook NONE = new SoundBook(Map.of());

  /// A sound that is there.
  ///
  /// @param path without ending, as Asterisk wants it
  public record Playable(String path, Duration length) {}

  private final Map<String, Map<String, Playable>> byLanguage;

  SoundBook(Map<String, Map<String, Playable>> byLanguage) {
    Map<String, Map<String, Playable>> copy = new HashMap<>();
    byLanguage.forEach((language, sounds) -> copy.put(language, Map.copyOf(sounds)));
    this.byLanguage = Map.copyOf(copy);
  }

  /// Knows no sound.
  public static SoundBook none() {
    return NONE;
  }

  /// Empty when the sound has not been made; one of its plain name may still be there.
  ///
  /// @param name of a prompt without values, else of one of its pieces: `queue-position.1`
  public Optional<Playable> find(String language, String name) {
    Map<String, Playable> sounds = byLanguage.get(language);
    return sounds == null ? Optional.empty() : Optional.ofNullable(sounds.get(name));
  }
}
