package org.hamroh.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The finished sounds, and the question whether one has to be made (again). Each is kept under a
/// name of its own text, voice and recording, so that several versions of a prompt stand beside
/// each other; the plain names, which the PBX itself plays, are links to those on the line.
///
/// @param folder `<data>/sounds`, where Asterisk finds the plain names
/// @param kept   `<data>/voice`: `tg/main-menu-6f0c….alaw`
/// @param voices whose identity is part of each synthesised sound's
record SoundStore(Path folder, Path kept, Voices voices) {

  /// Enough of a digest to tell the texts of one prompt apart, for ever.
  private static final int NAME_DIGITS = 16;

  /// Between digest and name of a sound that another voice spoke than the one that is wanted: the
  /// next build tries the wanted one again.
  private static final String STAND_IN = "-s";

  private static final String WANTED = "-";

  /// A sound as it lies there.
  enum State {
    READY,
    /// There under its plain name, but from an older text, voice or recording.
    OUTDATED,
    MISSING
  }

  State state(Sound sound) {
    if (!isWhole(folder, sound.path())) {
      return State.MISSING;
    }
    return isMade(sound) ? State.READY : State.OUTDATED;
  }

  /// Whether it is kept, spoken by the wanted voice.
  boolean isMade(Sound sound) {
    return made(sound, WANTED).isPresent();
  }

  /// What is known of a sound as it would be heard.
  Optional<Made> made(Sound sound) {
    return made(sound, WANTED).or(() -> made(sound, STAND_IN));
  }

  private Optional<Made> made(Sound sound, String kind) {
    String path = path(sound, kind);
    return Made.read(kept, path).filter(made -> isWhole(kept, path));
  }

  private String path(Sound sound, String kind) {
    return sound.path() + kind + identity(sound).substring(0, NAME_DIGITS);
  }

  private static boolean isWhole(Path below, String path) {
    for (SoundShaper.Format format : SoundShaper.Format.values()) {
      if (!Files.exists(file(below, path, format))) {
        return false;
      }
    }
    return true;
  }

  private static Path file(Path below, String path, SoundShaper.Format format) {
    return below.resolve(path + "." + format.ending());
  }

  /// Where a sound is kept, without ending; the stand-in's place when the wanted voice has not
  /// spoken it.
  Optional<SoundBook.Playable> find(Sound sound) {
    for (String kind : List.of(WANTED, STAND_IN)) {
      Optional<Made> made = made(sound, kind);
      if (made.isPresent()) {
        return Optional.of(
            new SoundBook.Playable(
                kept.resolve(path(sound, kind)).toAbsolutePath().normalize().toString(),
                Duration.ofMillis(Math.round(made.get().seconds() * 1_000))));
      }
    }
    return Optional.empty();
  }

  /// Moves a sound's finished files to where they are kept, then says so in its stamp. A kill in
  /// between leaves no stamp: the sound is made once more.
  void keep(Sound sound, SoundShaper.Shaped shaped) throws IOException {
    String path = path(sound, shaped.standIn() ? STAND_IN : WANTED);
    for (Map.Entry<SoundShaper.Format, Path> one : shaped.files().entrySet()) {
      Path to = file(kept, path, one.getKey());
      Files.createDirectories(to.resolveSibling("."));
      Files.move(
          one.getValue(), to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    String from =
        switch (sound.origin()) {
          case Sound.Origin.Recorded recorded -> "recorded";
          case Sound.Origin.Spoken spoken -> "spoken";
          case Sound.Origin.Generated generated -> "generated";
        };
    // One that stands in bears no identity: under its plain name it must not pass for the wanted.
    String identity = shaped.standIn() ? "stand-in" : identity(sound);
    new Made(from, shaped.seconds(), identity).write(kept, path);
  }

  /// False for a data folder that is new, or from before sounds were kept by their content.
  boolean keepsAny() {
    return Files.isDirectory(kept);
  }

  /// Takes over what stands under the plain names and nowhere else: sounds of a data folder from
  /// before they were kept by their content.
  void adopt(List<Sound> wanted) throws IOException {
    for (Sound sound : wanted) {
      Optional<Made> plain = Made.read(folder, sound.path());
      if (plain.isPresent()
          && plain.get().identity().equals(identity(sound))
          && isWhole(folder, sound.path())
          && !isMade(sound)) {
        linkFiles(folder, sound.path(), kept, path(sound, WANTED));
        plain.get().write(kept, path(sound, WANTED));
      }
    }
  }

  /// Lets the plain names mean these sounds, as far as they are made. A kill in between leaves some
  /// names on the sounds of before; the next time mends that.
  void link(List<Sound> wanted) throws IOException {
    for (Sound sound : wanted) {
      Optional<SoundBook.Playable> found = find(sound);
      if (found.isEmpty()) {
        continue;
      }
      Made made = made(sound).orElseThrow();
      boolean there =
          Made.read(folder, sound.path()).equals(Optional.of(made))
              && isWhole(folder, sound.path());
      if (!there) {
        Path base = kept.toAbsolutePath().normalize();
        linkFiles(
            kept, base.relativize(Path.of(found.get().path())).toString(), folder, sound.path());
        made.write(folder, sound.path());
      }
    }
  }

  private void linkFiles(Path from, String one, Path to, String other) throws IOException {
    for (SoundShaper.Format format : SoundShaper.Format.values()) {
      Path existing = file(from, one, format);
      Path name = file(to, other, format);
      Files.createDirectories(name.resolveSibling("."));
      if (Files.exists(name) && Files.isSameFile(name, existing)) {
        continue; // renaming one name of a file to another does nothing, and leaves both
      }
      // Not beside it: Asterisk takes whatever lies in its music folder for music.
      Path part = folder.resolve(".work").resolve("link.part");
      Files.createDirectories(part.resolveSibling("."));
      Files.deleteIfExists(part);
      try {
        Files.createLink(part, existing);
      } catch (UnsupportedOperationException | FileSystemException e) {
        Files.copy(existing, part); // a disk without hard links
      }
      Files.move(part, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Changes with everything that can be heard.
  private String identity(Sound sound) {
    return switch (sound.origin()) {
      case Sound.Origin.Recorded(Path file) -> {
        try {
          yield Digests.of(
              SoundShaper.VERSION,
              "recorded" + sound.goesOn(),
              Long.toString(Files.size(file)),
              Long.toString(Files.getLastModifiedTime(file).toMillis()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      case Sound.Origin.Spoken(String text) ->
          Digests.of(
              SoundShaper.VERSION,
              "spoken" + sound.goesOn(),
              voices.identity(sound.folder(), Utterance.of(text, sound.goesOn())));
      case Sound.Origin.Generated(Sound.Tone tone) ->
          Digests.of(SoundShaper.VERSION, "generated", Tones.VERSION, tone.name());
    };
  }

  /// Removes plain names that we made and no prompt has any more. Other files are left alone:
  /// spoken numbers under `say/`, for one.
  ///
  /// @return how many
  int removeAllBut(List<Sound> wanted) throws IOException {
    Set<Path> keep = new HashSet<>();
    wanted.forEach(sound -> keep.add(Made.file(folder, sound.path())));
    List<Path> stale = stamps(folder).stream().filter(file -> !keep.contains(file)).toList();
    for (Path stamp : stale) {
      remove(folder, stamp);
    }
    return stale.size();
  }

  /// Removes kept sounds that none of these is and that nobody has made or asked for since.
  ///
  /// @return how many
  int removeKeptBut(List<Sound> wanted, Instant olderThan) throws IOException {
    Set<Path> keep = new HashSet<>();
    for (Sound sound : wanted) {
      keep.add(Made.file(kept, path(sound, WANTED)));
      keep.add(Made.file(kept, path(sound, STAND_IN)));
    }
    int removed = 0;
    for (Path stamp : stamps(kept)) {
      if (!keep.contains(stamp)
          && Files.getLastModifiedTime(stamp).toInstant().isBefore(olderThan)) {
        remove(kept, stamp);
        removed++;
      }
    }
    return removed;
  }

  private static List<Path> stamps(Path below) throws IOException {
    Path stamps = Made.folder(below);
    if (!Files.isDirectory(stamps)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(stamps)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /// The stamp first: what is half removed is then made once more.
  private static void remove(Path below, Path stamp) throws IOException {
    Files.delete(stamp);
    String path = Made.folder(below).relativize(stamp).toString();
    for (SoundShaper.Format format : SoundShaper.Format.values()) {
      Files.deleteIfExists(file(below, path, format));
    }
  }
}
