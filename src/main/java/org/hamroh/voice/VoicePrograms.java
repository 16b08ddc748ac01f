package org.hamroh.voice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hamroh.program.Program;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// Makes sure that espeak-ng (the voices), sox (sound formats) and spandsp (G.722) are there. As
/// root they are installed; anybody else is told the one command that does it.
final class VoicePrograms {

  /// A slow mirror over a slow line.
  private static final Duration INSTALLING = Duration.ofMinutes(10);

  /// Programs that bear the name of their package, the same in Debian and Ubuntu.
  private static final List<String> PROGRAMS = List.of("espeak-ng", "sox");

  /// Of the library that [G722] calls.
  private static final String SPANDSP = "libspandsp2";

  private VoicePrograms() {}

  /// @param tell hears that something is being installed
  /// @throws ProblemsException when one is missing and cannot be installed
  static void ensure(Consumer<String> tell) {
    ensure(System.getenv().getOrDefault("PATH", ""), isRoot(), tell);
  }

  static void ensure(String searchPath, boolean root, Consumer<String> tell) {
    List<String> missing = new ArrayList<>();
    for (String program : PROGRAMS) {
      if (!Program.isThere(program, searchPath)) {
        missing.add(program);
      }
    }
    if (!G722.isThere()) {
      missing.add(SPANDSP);
    }
    if (missing.isEmpty()) {
      return;
    }
    String packages = String.join(" ", missing);
    if (!root || !Program.isThere("apt-get", searchPath)) {
      throw new ProblemsException(
          Problem.of(
              "voices",
              "missing: " + String.join(", ", missing),
              "install with: sudo apt install " + packages));
    }
    tell.accept("installing " + packages);
    Program.run(List.of("apt-get", "update", "-qq"), INSTALLING).orThrow();
    List<String> install =
        new ArrayList<>(List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends"));
    install.addAll(missing);
    Program.run(install, INSTALLING).orThrow();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
