package org.hamroh.recording;

import java.time.Instant;

/// One recording of one sound by one person, kept for good.
///
/// @param id         counts up
/// @param sound      `main-menu`, `queue-position.1`
/// @param textDigest of the words, as [org.hamroh.voice.TakenVoices#digest] makes it
/// @param words      that it was spoken for
/// @param madeBy     login of the speaker, or of whoever uploaded it
/// @param file       its name below the sound's folder
public record Take(
    long id,
    String language,
    String sound,
    String textDigest,
    String words,
    String madeBy,
    Instant madeAt,
    How how,
    String file,
    TakeFigures figures) {

  /// How it came here.
  public enum How {
    BROWSER,
    PHONE,
    UPLOAD;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  Take withId(long given) {
    return new Take(given, language, sound, textDigest, words, madeBy, madeAt, how, file, figures);
  }
}
