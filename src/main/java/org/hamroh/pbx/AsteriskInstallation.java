package org.hamroh.pbx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamroh.program.Program;
import org.hamroh.program.Ran;

/// An Asterisk that can be started on this machine.
///
/// @param command       program and leading arguments: `[/usr/sbin/asterisk]`, or the private
///                      copy's own loader with the copy's libraries
/// @param modules       folder of its `.so` modules
/// @param documentation folder of its `core-en_US.xml`, without which modules refuse to load
/// @param version       `22.10.1`
public record AsteriskInstallation(
    List<String> command, Path modules, Path documentation, String version) {

  /// Older ones lack options that our configuration uses.
  static final int OLDEST = 18;

  private static final Pattern VERSION =
      Pattern.compile("Asterisk (?:certified[/-])?(\\d+(?:\\.\\d+)*)");

  private static final Duration VERSION_DEADLINE = Duration.ofSeconds(10);

  public int majorVersion() {
    return Integer.parseInt(version.replaceFirst("\\..*", ""));
  }

  public boolean has(String module) {
    return Files.isRegularFile(modules.resolve(module + ".so"));
  }

  /// One that the system has on its PATH, or where packages put it.
  static Optional<AsteriskInstallation> ofSystem(String path) {
    List<String> places = new ArrayList<>(List.of(path.split(":")));
    places.add("/usr/sbin"); // not on an ordinary user's PATH in Debian
    for (String place : places) {
      Path program = Path.of(place).resolve("asterisk");
      if (!place.isEmpty() && Files.isExecutable(program)) {
        return found(
            List.of(program.toString()),
            Path.of("/"),
            List.of("usr/lib64", "usr/lib", "usr/local/lib"));
      }
    }
    return Optional.empty();
  }

  /// A private copy that runs in place through its own loader.
  static Optional<AsteriskInstallation> ofCopy(Path root) {
    Processor processor = Processor.ofThisMachine();
    String library = "lib/" + processor.libraries;
    return Optional.of(root)
        .filter(Files::isDirectory)
        .flatMap(folder -> firstThere(folder, processor.loaders()))
        .flatMap(
            loader ->
                found(
                    List.of(
                        loader.toString(),
                        "--library-path",
                        libraryPath(root, library),
                        root.resolve("usr/sbin/asterisk").toString()),
                    root,
                    List.of("usr/lib")));
  }

  private static String libraryPath(Path root, String library) {
    return String.join(
        ":",
        root.resolve("usr").resolve(library).toString(),
        root.resolve(library).toString(),
        root.resolve("usr/lib").toString());
  }

  private static Optional<AsteriskInstallation> found(
      List<String> command, Path root, List<String> libraries) {
    List<String> modules = new ArrayList<>();
    for (String library : libraries) {
      modules.add(library + "/" + Processor.ofThisMachine().libraries + "/asterisk/modules");
      modules.add(library + "/asterisk/modules");
    }
    Optional<Path> queue =
        firstThere(root, modules.stream().map(place -> place + "/app_queue.so").toList());
    Optional<Path> manual =
        firstThere(
            root,
            List.of(
                "usr/share/asterisk/documentation/core-en_US.xml",
                "var/lib/asterisk/documentation/core-en_US.xml"));
    Optional<String> version = version(command);
    if (queue.isEmpty() || manual.isEmpty() || version.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AsteriskInstallation(
            command,
            queue.get().resolveSibling(""),
            manual.get().resolveSibling(""),
            version.get()));
  }

  private static Optional<Path> firstThere(Path root, List<String> places) {
    return places.stream().map(root::resolve).filter(Files::exists).findFirst();
  }

  /// Runs it: a copy that is cut short or made for another processor says nothing useful.
  private static Optional<String> version(List<String> command) {
    List<String> line = new ArrayList<>(command);
    line.add("-V");
    Ran asked = Program.run(line, VERSION_DEADLINE);
    Matcher found = VERSION.matcher(asked.text());
    return asked.succeeded() && found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /// How a processor is called in Debian's folder names.
  private record Processor(String libraries, String loader) {

    static Processor ofThisMachine() {
      return switch (System.getProperty("os.arch")) {
        case "aarch64" -> new Processor("aarch64-linux-gnu", "ld-linux-aarch64.so.1");
        default -> new Processor("x86_64-linux-gnu", "ld-linux-x86-64.so.2");
      };
    }

    List<String> loaders() {
      return List.of(
          "usr/lib64/" + loader,
          "usr/lib/" + loader,
          "usr/lib/" + libraries + "/" + loader,
          "lib64/" + loader,
          "lib/" + loader,
          "lib/" + libraries + "/" + loader);
    }
  }
}
