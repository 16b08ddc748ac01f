package org.hamroh.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/// What is known about a sound on disk: `<data>/voice/.made/tg/main-menu-6f0c…`, and
/// `<data>/sounds/.made/tg/main-menu` for what stands under the plain name. Written after the files
/// and apart from them, for Asterisk takes whatever lies in its music folder for music.
///
/// ```
/// recorded 12.40 6f0c…
/// ```
///
/// @param from     `recorded`, `spoken` or `generated`
/// @param seconds  how long it plays
/// @param identity a digest of all that it was made from
record Made(String from, double seconds, String identity) {

  private static final String FOLDER = ".made";

  /// @param path of the sound below the folder, `tg/main-menu`
  static Optional<Made> read(Path folder, String path) {
    try {
      String[] parts = Files.readString(file(folder, path)).strip().split(" ", -1);
      return parts.length == 3
          ? Optional.of(new Made(parts[0], Double.parseDouble(parts[1]), parts[2]))
          : Optional.empty();
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty(); // never made, or cut short by a power failure: make it
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Written beside and moved, so that a reader sees the old or the new, never a half.
  void write(Path folder, String path) throws IOException {
    Path file = file(folder, path);
    Files.createDirectories(file.resolveSibling("."));
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, String.format(Locale.ROOT, "%s %.2f %s%n", from, seconds, identity));
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static Path folder(Path sounds) {
    return sounds.resolve(FOLDER);
  }

  static Path file(Path folder, String path) {
    return folder(folder).resolve(path);
  }
}
