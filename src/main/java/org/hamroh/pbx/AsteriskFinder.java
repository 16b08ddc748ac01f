package org.hamroh.pbx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hamroh.program.Program;
import org.hamroh.program.Ran;
import org.hamroh.yaml.ProblemsException;

/// Gets an Asterisk: the system's own if it is new enough, else our private copy, else the
/// distribution's package, else a private copy is made.
///
/// `HAMROH_CACHE` names another folder than `~/.cache/hamroh` for the copy.
public final class AsteriskFinder {

  private static final Duration APT = Duration.ofMinutes(10);

  private final String path;
  private final PrivateCopy copy;

  public AsteriskFinder(Map<String, String> environment) {
    this.path = environment.getOrDefault("PATH", "");
    this.copy =
        new PrivateCopy(
            Path.of(
                environment.getOrDefault(
                    "HAMROH_CACHE", System.getProperty("user.home") + "/.cache/hamroh")));
  }

  /// What is here already; takes a tenth of a second.
  public Optional<AsteriskInstallation> find() {
    return system().or(copy::find);
  }

  /// @param progress told of each step, in words for a person
  /// @throws ProblemsException when there is none and no way to get one
  public AsteriskInstallation findOrInstall(Consumer<String> progress) {
    return find().or(() -> fromPackage(progress)).orElseGet(() -> copy.make(progress));
  }

  private Optional<AsteriskInstallation> system() {
    return AsteriskInstallation.ofSystem(path)
        .filter(found -> found.majorVersion() >= AsteriskInstallation.OLDEST);
  }

  private Optional<AsteriskInstallation> fromPackage(Consumer<String> progress) {
    if (!Users.isRoot() || !Program.isThere("apt-get") || !packageIsNewEnough()) {
      return Optional.empty();
    }
    progress.accept("installing the distribution's package asterisk");
    Ran done =
        Program.run(
            List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends", "asterisk"), APT);
    if (!done.succeeded()) {
      progress.accept("the package could not be installed: " + done.tail(1));
      return Optional.empty();
    }
    if (Files.isDirectory(Path.of("/run/systemd/system"))) {
      // The package starts a PBX of its own, with every module open to the world.
      Program.run(List.of("systemctl", "disable", "--now", "asterisk.service"), APT);
      progress.accept("switched the package's own service off: hamroh starts Asterisk itself");
    }
    return system();
  }

  /// `  Candidate: 1:20.6.0~dfsg-2`
  private static boolean packageIsNewEnough() {
    return Program.run(List.of("apt-cache", "policy", "asterisk"), APT).lines().stream()
        .map(String::strip)
        .filter(line -> line.startsWith("Candidate:"))
        .map(line -> line.replaceFirst("Candidate: *(\\d+:)?", "").replaceFirst("[^0-9].*", ""))
        .anyMatch(
            major -> !major.isEmpty() && Integer.parseInt(major) >= AsteriskInstallation.OLDEST);
  }
}
