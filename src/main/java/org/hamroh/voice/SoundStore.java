package org.hamroh.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The finished sounds, `<data>/sounds`, and the question whether one has to be made (again).
///
/// @param folder `<data>/sounds`, where Asterisk finds them
/// @param voices whose identity is part of each synthesised sound's
record SoundStore(Path folder, Voices voices) {

  /// In the place of an identity: fits no text, so the next build tries the wanted voice again.
  private static final String STAND_IN = "stand-in";

  /// A sound as it lies there.
  enum State {
    READY,
    /// There, but from an older text, voice or recording.
    OUTDATED,
    MISSING
  }

  State state(Sound sound) {
    for (SoundShaper.Format format : SoundShaper.Format.values()) {
      if (!Files.exists(file(sound, format))) {
        return State.MISSING;
      }
    }
    return Made.read(folder, sound)
        .map(made -> made.identity().equals(identity(sound)) ? State.READY : State.OUTDATED)
        .orElse(State.MISSING);
  }

  Optional<Made> made(Sound sound) {
    return Made.read(folder, sound);
  }

  Path file(Sound sound, SoundShaper.Format format) {
    return folder.resolve(sound.folder()).resolve(sound.name() + "." + format.ending());
  }

  /// Moves a sound's finished files to where Asterisk plays them, then says so in its stamp. A kill
  /// in between leaves the old stamp, which no longer fits: the sound is made once more.
  void keep(Sound sound, SoundShaper.Shaped shaped) throws IOException {
    for (Map.Entry<SoundShaper.Format, Path> one : shaped.files().entrySet()) {
      Path to = file(sound, one.getKey());
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
    String identity = shaped.standIn() ? STAND_IN : identity(sound);
    new Made(from, shaped.seconds(), identity).write(folder, sound);
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

  /// Removes sounds that we made and no prompt has any more. Other files are left alone: spoken
  /// numbers under `say/`, for one.
  ///
  /// @return how many
  int removeAllBut(List<Sound> wanted) throws IOException {
    Path stamps = Made.folder(folder);
    if (!Files.isDirectory(stamps)) {
      return 0;
    }
    Set<Path> keep = new HashSet<>();
    wanted.forEach(sound -> keep.add(Made.file(folder, sound)));
    List<Path> stale;
    try (Stream<Path> files = Files.walk(stamps)) {
      stale = files.filter(file -> Files.isRegularFile(file) && !keep.contains(file)).toList();
    }
    for (Path stamp : stale) {
      for (SoundShaper.Format format : SoundShaper.Format.values()) {
        Files.deleteIfExists(folder.resolve(stamps.relativize(stamp) + "." + format.ending()));
      }
      Files.delete(stamp);
    }
    return stale.size();
  }
}
