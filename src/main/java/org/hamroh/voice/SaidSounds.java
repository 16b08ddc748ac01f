package org.hamroh.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.hamroh.voice.SoundShaper.Format;

/// The sentences that were spoken for callers, `<data>/sounds/<language>/said/<digest>`, kept
/// because the next caller hears the same. Those that belong to one caller, with a telephone number
/// in them, lie in `said/passing/` and go after an hour. Used by many threads at once.
final class SaidSounds {

  static final String FOLDER = "said/";
  static final String PASSING = FOLDER + "passing/";

  /// Some two thousand sentences in four formats.
  private static final long MOST_BYTES = 512L * 1024 * 1024;

  private static final Duration UNUSED_FOR = Duration.ofDays(30);

  /// A call is over by then.
  private static final Duration PASSES_AFTER = Duration.ofHours(1);

  /// What was asked for so recently may be playing still.
  private static final Duration IN_USE = Duration.ofMinutes(10);

  /// A use is noted at most so often, for it costs a write.
  private static final Duration NOTED_EVERY = Duration.ofHours(6);

  private final Path sounds;
  private final Clock clock;

  /// @param sounds `<data>/sounds`
  SaidSounds(Path sounds, Clock clock) {
    this.sounds = sounds;
    this.clock = clock;
  }

  /// Whether the sentence is there; one that is counts as used.
  ///
  /// @param name below the language's folder: `said/…`
  boolean has(String language, String name) {
    Path file = file(language, name, Format.ALAW);
    long changed = file.toFile().lastModified(); // 0 when it is not there: one question to the disk
    if (changed == 0) {
      return false;
    }
    Instant now = clock.instant();
    boolean fades = Duration.between(Instant.ofEpochMilli(changed), now).compareTo(NOTED_EVERY) > 0;
    if (fades && !name.startsWith(PASSING)) {
      try {
        Files.setLastModifiedTime(file, FileTime.from(now));
      } catch (IOException e) {
        return false; // it went this very moment: it is made again
      }
    }
    return true;
  }

  /// Written beside and moved; the format by which [#has] knows the sound comes last.
  void keep(String language, String name, SoundShaper.Encoded sound) throws IOException {
    List<Format> order =
        sound.formats().keySet().stream()
            .sorted(Comparator.comparing((Format format) -> format == Format.ALAW))
            .toList();
    Path folder = file(language, name, Format.ALAW).resolveSibling(".");
    Files.createDirectories(folder);
    for (Format format : order) {
      Path file = file(language, name, format);
      // Not a temporary file: those are for their owner alone, and the PBX may be another user.
      String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
      Path part = file.resolveSibling(file.getFileName() + "." + random + ".part");
      Files.write(part, sound.formats().getOrDefault(format, new byte[0]));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path file(String language, String name, Format format) {
    return sounds.resolve(language).resolve(name + "." + format.ending());
  }

  /// Removes what nobody has heard for long, what has passed, and the oldest of what is too much.
  ///
  /// @return how many sentences went
  int clean(List<String> languages) throws IOException {
    int gone = 0;
    List<Kept> all = new ArrayList<>();
    for (String language : languages) {
      Path folder = sounds.resolve(language);
      all.addAll(kept(folder.resolve(FOLDER), UNUSED_FOR));
      all.addAll(kept(folder.resolve(PASSING), PASSES_AFTER));
    }
    all.sort(Comparator.comparing(Kept::used));
    long bytes = all.stream().mapToLong(Kept::bytes).sum();
    Instant now = clock.instant();
    for (Kept one : all) {
      Duration unused = Duration.between(one.used, now);
      boolean tooMuch = bytes > MOST_BYTES && unused.compareTo(IN_USE) > 0;
      if (unused.compareTo(one.goesAfter) > 0 || tooMuch) {
        for (Path file : one.files) {
          Files.deleteIfExists(file);
        }
        bytes -= one.bytes;
        gone++;
      }
    }
    return gone;
  }

  /// The files of one sentence, the format by which it is known first.
  private record Kept(List<Path> files, long bytes, Instant used, Duration goesAfter) {}

  private static List<Kept> kept(Path folder, Duration goesAfter) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Map<String, List<Path>> byName = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(Files::isRegularFile)
          .sorted() // .alaw before the others
          .forEach(
              file -> {
                String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
                byName.computeIfAbsent(name, one -> new ArrayList<>()).add(file);
              });
    }
    return byName.values().stream().map(files -> kept(files, goesAfter)).toList();
  }

  private static Kept kept(List<Path> files, Duration goesAfter) {
    try {
      long bytes = 0;
      Instant used = Instant.EPOCH;
      for (Path file : files) {
        bytes += Files.size(file);
        Instant changed = Files.getLastModifiedTime(file).toInstant();
        used = changed.isAfter(used) ? changed : used;
      }
      return new Kept(List.copyOf(files), bytes, used, goesAfter);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a file that goes while we look is a fault of the disk
    }
  }
}
