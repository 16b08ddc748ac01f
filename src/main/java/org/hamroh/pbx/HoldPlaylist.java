package org.hamroh.pbx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a caller hears while waiting, in order and over and over: music, announcement, music,
/// announcement…
///
/// @param prompt of the announcement, empty for music
/// @param path   without its ending
public record HoldPlaylist(String prompt, Path path) {

  /// Announcements that a waiting caller hears between the music.
  private static final List<String> ANNOUNCEMENTS =
      List.of("psa-legal-travel", "psa-wages", "psa-forced-labour", "psa-women-families");

  /// One byte each, as the telephone has it.
  private static final long SAMPLES_A_SECOND = 8_000;

  /// The announcements alone where there is no music.
  public static List<HoldPlaylist> of(AsteriskFolders folders, String language) {
    List<Path> music = music(folders.music());
    List<HoldPlaylist> list = new ArrayList<>();
    for (int i = 0; i < ANNOUNCEMENTS.size(); i++) {
      if (!music.isEmpty()) {
        list.add(new HoldPlaylist("", music.get(i % music.size())));
      }
      String prompt = ANNOUNCEMENTS.get(i);
      list.add(new HoldPlaylist(prompt, folders.sounds().resolve(language).resolve(prompt)));
    }
    return list;
  }

  /// The pieces in `<data>/sounds/moh`.
  private static List<Path> music(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> Path.of(file.toString().replaceFirst("\\.[^./]+$", "")))
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of(); // music is no reason not to answer the telephone
    }
  }

  /// How long it lasts, zero when it is not there.
  public Duration length() {
    try {
      return Duration.ofMillis(Files.size(Path.of(path + ".alaw")) * 1_000 / SAMPLES_A_SECOND);
    } catch (IOException e) {
      return Duration.ZERO; // the PBX passes over it, too
    }
  }
}
