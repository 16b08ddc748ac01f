package org.hamroh.modem;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamroh.program.Program;
import org.hamroh.program.Ran;

/// The real daemon of SMS Server Tools for tests, with the settings that we deliver, over a modem
/// on a loopback socket. The system's own, or a private copy of Debian's packages that is fetched
/// once and needs no root.
final class SmsTools implements AutoCloseable {

  private static final Duration FETCH = Duration.ofMinutes(5);
  private static final Path DELIVERED = Path.of("deploy", "smstools", "smsd.conf");

  private final Process daemon;
  private final Path spool;

  private SmsTools(Process daemon, Path spool) {
    this.daemon = daemon;
    this.spool = spool;
  }

  /// @param folder becomes its spool
  /// @param modem  its port on loopback
  static SmsTools start(Path folder, int modem) throws IOException {
    Path program = program();
    for (String name : List.of("outgoing", "sent", "failed", "incoming", "report", "checked")) {
      Files.createDirectory(folder.resolve(name));
    }
    Path log = folder.resolve("smsd.log");
    String settings =
        Files.readString(DELIVERED)
            .replace("/var/spool/sms", folder.toString())
            .replace("/var/log/smstools/smsd.log", log.toString())
            .replace("/var/run/smstools", folder.toString())
            .replace("device = /dev/ttyUSB0", "device = @127.0.0.1:" + modem)
            .replace("errorsleeptime = 10", "errorsleeptime = 1")
            .replace("blocktime = 60", "blocktime = 1");
    Path file = Files.writeString(folder.resolve("smsd.conf"), settings);
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), "-t", "-c" + file) // -t: stay in the foreground
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("smsd.out").toFile());
    Map<String, String> environment = builder.environment();
    environment.put("LD_LIBRARY_PATH", libraries(program));
    return new SmsTools(builder.start(), folder);
  }

  /// What it wrote, for a failed test.
  String log() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name : List.of("smsd.out", "smsd.log")) {
      Path file = spool.resolve(name);
      all.append(Files.exists(file) ? Files.readString(file) : "").append('\n');
    }
    return all.toString();
  }

  private static Path program() throws IOException {
    Path system = Path.of("/usr/sbin/smsd");
    if (Files.isExecutable(system)) {
      return system;
    }
    Path cache =
        Optional.ofNullable(System.getenv("HAMROH_CACHE"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "hamroh"));
    Path place = Files.createDirectories(cache).resolve("smstools");
    Path own = place.resolve("usr/sbin/smsd");
    try (FileChannel file =
            FileChannel.open(
                cache.resolve("smstools.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      if (lock.isValid() && !Files.isExecutable(own)) {
        fetch(place);
      }
    }
    return own;
  }

  private static void fetch(Path place) {
    String script =
        """
        set -e
        part=$(mktemp -d "$1.part-XXXXXX")
        trap 'rm -rf "$part"' EXIT
        cd "$part"
        apt-get download smstools libmm14
        for one in *.deb; do dpkg -x "$one" root; done
        rm -rf "$1"
        mv root "$1"
        """;
    Ran fetched = Program.run(List.of("sh", "-c", script, "fetch", place.toString()), FETCH);
    if (!fetched.succeeded()) {
      throw new IllegalStateException(
          "SMS Server Tools are not to be had ("
              + fetched.tail(3)
              + "); check apt's package sources, or install smstools");
    }
  }

  private static String libraries(Path program) throws IOException {
    Path root = program.resolve("../../lib").normalize();
    try (Stream<Path> all = Files.walk(root, 2)) {
      return all.filter(Files::isDirectory).map(Path::toString).collect(Collectors.joining(":"));
    }
  }

  /// Stops it and its child, which talks to the modem.
  @Override
  public void close() {
    List<ProcessHandle> children = daemon.descendants().toList();
    daemon.destroy();
    try {
      if (!daemon.waitFor(5, TimeUnit.SECONDS)) {
        daemon.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
