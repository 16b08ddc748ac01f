package org.hamroh.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Kannel from Debian, as a peer: its two processes with a spool store, fed over HTTP as it is
/// meant to be. Taken from the system when it is installed, else a private copy is fetched with
/// apt, which needs no root.
final class Kannel {

  private static final int FEEDERS = 16;
  private static final int START_TRIES = 100;
  private static final String USER = "bench";
  private static final Path COPY =
      Path.of(System.getProperty("user.home"), ".cache", "hamroh", "kannel");

  private final Path bearerbox;
  private final Path smsbox;
  private final String libraries;

  private Kannel(Path bearerbox, Path smsbox, String libraries) {
    this.bearerbox = bearerbox;
    this.smsbox = smsbox;
    this.libraries = libraries;
  }

  /// @throws BenchFailed when it is not to be had; the message says why
  static Kannel find() throws IOException, InterruptedException {
    Path system = Path.of("/usr/sbin/bearerbox");
    if (Files.isExecutable(system)) {
      return new Kannel(system, Path.of("/usr/sbin/smsbox"), "");
    }
    Path own = COPY.resolve("root/usr/sbin/bearerbox");
    if (!Files.isExecutable(own)) {
      fetch();
    }
    String machine = COPY.resolve("root/usr/lib").toString();
    String path;
    try (Stream<Path> folders = Files.walk(COPY.resolve("root"), 4)) {
      path =
          String.join(
              ":",
              folders
                  .filter(Files::isDirectory)
                  .map(Path::toString)
                  .filter(name -> name.contains("/lib/") && name.endsWith("-linux-gnu"))
                  .toList());
    }
    return new Kannel(own, own.resolveSibling("smsbox"), path + ":" + machine);
  }

  private static void fetch() throws IOException, InterruptedException {
    Files.createDirectories(COPY);
    String script =
        """
        set -e
        names=$(LC_ALL=C apt-get install --dry-run -y --no-install-recommends kannel \
          | sed -n 's/^Inst \\([^ ]*\\) .*/\\1/p')
        [ -n "$names" ]
        apt-get download $names
        for one in *.deb; do dpkg -x "$one" root; done
        rm -f *.deb
        """;
    Process fetching =
        new ProcessBuilder("sh", "-c", script)
            .directory(COPY.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(fetching.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (fetching.waitFor() != 0) {
      throw new BenchFailed("Kannel is not to be had: " + said.strip());
    }
  }

  /// From the first message handed over to the last one taken by the carrier.
  Duration run(SmscProcess smsc, int messages, int window, int seconds)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("hamroh-bench-kannel");
    int admin = freePort();
    int boxes = freePort();
    int sendsms = freePort();
    Path settings = folder.resolve("kannel.conf");
    Files.createDirectories(folder.resolve("spool"));
    Files.writeString(settings, settings(folder, smsc.port(), window, admin, boxes, sendsms));
    List<Process> processes = new ArrayList<>();
    try {
      processes.add(start(bearerbox, settings, folder.resolve("bearerbox.log")));
      awaitPort(boxes, folder.resolve("bearerbox.log"));
      processes.add(start(smsbox, settings, folder.resolve("smsbox.log")));
      awaitPort(sendsms, folder.resolve("smsbox.log"));
      TimeUnit.SECONDS.sleep(2); // its login at the carrier; it tells nobody when that is done
      long began = System.nanoTime();
      feed(sendsms, messages);
      return Duration.ofNanos(smsc.awaitAll(seconds) - began);
    } finally {
      for (Process one : processes.reversed()) {
        one.destroy();
        if (!one.waitFor(3, TimeUnit.SECONDS)) {
          one.destroyForcibly();
        }
      }
      SmsBench.delete(folder);
    }
  }

  private Process start(Path program, Path settings, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    if (!libraries.isEmpty()) {
      builder.environment().put("LD_LIBRARY_PATH", libraries);
    }
    return builder.start();
  }

  private static String settings(
      Path folder, int smsc, int window, int admin, int boxes, int sendsms) {
    return """
    group = core
    admin-port = %d
    admin-password = bench
    admin-interface = 127.0.0.1
    smsbox-port = %d
    smsbox-interface = 127.0.0.1
    box-allow-ip = 127.0.0.1
    store-type = spool
    store-location = %s
    log-level = 4

    group = smsc
    smsc = smpp
    host = 127.0.0.1
    port = %d
    smsc-username = bench
    smsc-password = bench
    system-type = ""
    transceiver-mode = true
    max-pending-submits = %d
    source-addr-ton = 5
    source-addr-npi = 0
    dest-addr-ton = 1
    dest-addr-npi = 1

    group = smsbox
    bearerbox-host = 127.0.0.1
    sendsms-port = %d
    sendsms-interface = 127.0.0.1
    log-level = 4

    group = sendsms-user
    username = %s
    password = bench
    concatenation = true
    max-messages = 3

    group = sms-service
    keyword = default
    text = none
    """
        .formatted(admin, boxes, folder.resolve("spool"), smsc, window, sendsms, USER);
  }

  private static void feed(int port, int messages) throws InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    AtomicInteger next = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    String words =
        java.net.URLEncoder.encode(SmsBench.WORDS, StandardCharsets.UTF_8).replace("+", "%20");
    try (ExecutorService feeders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < FEEDERS; i++) {
        feeders.execute(
            () -> {
              int one = next.getAndIncrement();
              while (one < messages) {
                URI uri =
                    URI.create(
                        "http://127.0.0.1:%d/cgi-bin/sendsms?username=%s&password=bench&from=BENCH&to=99290%07d&coding=2&charset=utf-8&text=%s"
                            .formatted(port, USER, one, words));
                if (!posted(client, uri)) {
                  failed.incrementAndGet();
                }
                one = next.getAndIncrement();
              }
            });
      }
    }
    if (failed.get() > 0) {
      throw new BenchFailed("Kannel did not take " + failed.get() + " messages");
    }
  }

  private static boolean posted(HttpClient client, URI uri) {
    try {
      return client
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 202;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void awaitPort(int port, Path log) throws IOException, InterruptedException {
    for (int i = 0; i < START_TRIES; i++) {
      try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(100); // not yet
      }
    }
    throw new BenchFailed(
        "Kannel did not start on port " + port + ": " + Files.readString(log).strip());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
