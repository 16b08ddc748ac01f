package org.hamroh.pbx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hamroh.program.Program;
import org.hamroh.program.Ran;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// An Asterisk of our own, unpacked from Debian's packages into a cache folder and run in place:
/// no root, no container, some 290 MB, half a minute. Tests and demo share it.
///
/// It is built beside its place, tried, and only then moved there, so a copy is whole or absent.
final class PrivateCopy {

  /// Packages come over the network, sometimes a slow one.
  private static final Duration BUILD = Duration.ofMinutes(30);

  private static final Duration APT = Duration.ofMinutes(10);

  private static final String PART = ".part-";

  /// @param suite  Debian release
  /// @param folder below the cache
  private record Release(String suite, String folder) {}

  /// The newest first; the second is for days on which the first cannot be unpacked.
  private static final List<Release> RELEASES =
      List.of(new Release("sid", "asterisk-22"), new Release("bullseye", "asterisk-16"));

  private final Path cache;

  PrivateCopy(Path cache) {
    this.cache = cache;
  }

  Optional<AsteriskInstallation> find() {
    return RELEASES.stream()
        .flatMap(release -> AsteriskInstallation.ofCopy(cache.resolve(release.folder)).stream())
        .findFirst();
  }

  /// @throws ProblemsException when it cannot be made, with what to do about it
  AsteriskInstallation make(Consumer<String> progress) {
    try {
      Files.createDirectories(cache);
    } catch (IOException e) {
      throw new ProblemsException(
          Problem.of(
              cache.toString(),
              "cannot be made: " + e.getMessage(),
              "check its rights, or set HAMROH_CACHE to a folder of yours"));
    }
    needMmdebstrap(progress);
    synchronized (PrivateCopy.class) { // a file lock keeps out other processes, not other threads
      try (FileChannel file =
              FileChannel.open(
                  cache.resolve("asterisk.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = file.lock()) {
        return lock.isValid() && find().isPresent() ? find().orElseThrow() : build(progress);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private AsteriskInstallation build(Consumer<String> progress) throws IOException {
    List<String> failures = new ArrayList<>();
    deleteLeftovers(progress);
    for (Release release : RELEASES) {
      Path place = cache.resolve(release.folder);
      Path part = cache.resolve(release.folder + PART + ProcessHandle.current().pid());
      progress.accept("unpacking Asterisk from Debian " + release.suite + " into " + place);
      Ran made = Program.run(command(release, part), BUILD, line -> report(line, progress));
      Optional<AsteriskInstallation> tried = AsteriskInstallation.ofCopy(part);
      if (made.succeeded() && tried.isPresent()) {
        delete(place);
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        progress.accept("Asterisk " + tried.get().version() + " is ready");
        return AsteriskInstallation.ofCopy(place).orElseThrow();
      }
      failures.add(release.suite + ": " + (made.succeeded() ? "does not run" : made.tail(3)));
      delete(part);
    }
    throw new ProblemsException(
        Problem.of(
            "Asterisk",
            "there is none, and no copy could be made (" + String.join("; ", failures) + ")",
            "check the network and apt's package sources, or install Asterisk "
                + AsteriskInstallation.OLDEST
                + " or newer"));
  }

  /// Unpacking alone needs no rights; in chrootless mode every file belongs to us and can be
  /// deleted again, which unshare's cannot.
  private static List<String> command(Release release, Path part) {
    List<String> command = new ArrayList<>(List.of("mmdebstrap"));
    if (!Users.isRoot()) {
      command.add("--mode=chrootless");
    }
    command.addAll(
        List.of(
            "--variant=extract",
            "--aptopt=Acquire::Check-Valid-Until \"false\"", // a machine's clock may be far off
            "--include=asterisk,asterisk-modules,asterisk-core-sounds-ru-wav",
            release.suite,
            part.toString()));
    return command;
  }

  /// Of mmdebstrap's lines those that mark a step: `I: downloading packages with apt...`
  private static void report(String line, Consumer<String> progress) {
    if (line.startsWith("I: ") && line.endsWith("...")) {
      progress.accept("  " + line.substring(3));
    }
  }

  private static void needMmdebstrap(Consumer<String> progress) {
    if (Program.isThere("mmdebstrap")) {
      return;
    }
    if (Users.isRoot() && Program.isThere("apt-get")) {
      progress.accept("installing mmdebstrap");
      Program.run(List.of("apt-get", "update", "-qq"), APT);
      Ran done =
          Program.run(
              List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends", "mmdebstrap"),
              APT);
      if (done.succeeded()) {
        return;
      }
    }
    throw new ProblemsException(
        Problem.of(
            "Asterisk",
            "there is none, and mmdebstrap, which unpacks a copy, is missing",
            "run: sudo apt install mmdebstrap"));
  }

  /// What earlier builds left when they were killed. One whose mmdebstrap outlived it may still be
  /// written to; that one stays for the next time.
  private void deleteLeftovers(Consumer<String> progress) throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      for (Path file : files.filter(one -> one.toString().contains(PART)).toList()) {
        try {
          delete(file);
        } catch (IOException | UncheckedIOException e) {
          progress.accept("could not delete " + file + ": " + e.getMessage());
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
