package org.hamroh.doctor;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRulesException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// What can be seen of the machine itself, without the PBX.
public final class MachineChecks {

  /// A day of voice messages and logs with a wide margin.
  private static final long ENOUGH_DISK_BYTES = 2L << 30;

  /// Below it the store and the recordings fail within hours.
  private static final long LOW_DISK_BYTES = 200L << 20;

  /// A name that takes longer to resolve makes callers wait.
  private static final Duration NAME_PATIENCE = Duration.ofSeconds(2);

  private MachineChecks() {}

  public static Finding jdk() {
    int feature = Runtime.version().feature();
    return feature == 25
        ? Finding.good("JDK", Runtime.version().toString())
        : Finding.bad("JDK", "runs on " + Runtime.version(), "start it with ./hamroh and a JDK 25");
  }

  public static Finding freeTcpPort(String what, String host, int port, String variable) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
      return Finding.good(what, host + ":" + port + " is free");
    } catch (IOException e) {
      return portTaken(what, host, port, variable, "TCP");
    }
  }

  public static Finding freeUdpPort(String what, String host, int port, String variable) {
    try (DatagramSocket socket = new DatagramSocket(null)) {
      socket.bind(new InetSocketAddress(host, port));
      return Finding.good(what, host + ":" + port + " is free");
    } catch (SocketException e) {
      return portTaken(what, host, port, variable, "UDP");
    }
  }

  private static Finding portTaken(
      String what, String host, int port, String variable, String protocol) {
    return Finding.warn(
        what,
        protocol + " " + host + ":" + port + " is taken",
        "if it is not this hotline that runs already, end the program that holds it or set "
            + variable);
  }

  /// The PBX asks for its own host's name at times; one that does not resolve, with DNS out of
  /// reach, costs callers seconds.
  public static Finding ownName() {
    CompletableFuture<String> name =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return InetAddress.getLocalHost().getHostAddress();
              } catch (UnknownHostException e) {
                return "";
              }
            },
            task -> Thread.ofVirtual().name("doctor-name").start(task));
    try {
      String address = name.get(NAME_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (!address.isEmpty()) {
        return Finding.good("host name", "resolves to " + address);
      }
    } catch (TimeoutException e) {
      return ownNameBad("takes longer than 2 s to resolve");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      return ownNameBad("cannot be looked up: " + e.getMessage());
    }
    return ownNameBad("does not resolve");
  }

  private static Finding ownNameBad(String said) {
    return Finding.warn(
        "host name", said, "write a line with 127.0.1.1 and the host's name into /etc/hosts");
  }

  public static Finding disk(Path data) {
    Path there = data.toAbsolutePath();
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      FileStore store = Files.getFileStore(there);
      long free = store.getUsableSpace();
      String said = (free >> 20) + " MiB free for " + data;
      if (free < LOW_DISK_BYTES) {
        return Finding.bad("disk", said, "free at least 2 GiB");
      }
      return free < ENOUGH_DISK_BYTES
          ? Finding.warn("disk", said, "free at least 2 GiB")
          : Finding.good("disk", said);
    } catch (IOException e) {
      return Finding.bad("disk", "cannot be read: " + e.getMessage(), "check the data folder");
    }
  }

  /// A machine whose clock nobody sets sends messages at night after a power cut.
  public static Finding clock() {
    Path synchronised = Path.of("/run/systemd/timesync/synchronized");
    if (Files.exists(synchronised)) {
      return Finding.good("clock", "is set over the network (systemd-timesyncd)");
    }
    for (String daemon : List.of("chronyd", "ntpd", "openntpd", "systemd-timesyn")) {
      if (runs(daemon)) {
        return Finding.good("clock", "is kept by " + daemon);
      }
    }
    if (Instant.now().isBefore(Instant.parse("2026-01-01T00:00:00Z"))) {
      return Finding.bad("clock", "is in the past: " + Instant.now(), "set the date");
    }
    return Finding.warn(
        "clock",
        "nothing was found that sets it",
        "install chrony, or a clock with a battery: after a power cut the hour would be wrong");
  }

  private static boolean runs(String name) {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .map(process -> process.resolve("comm"))
          .anyMatch(
              comm -> {
                try {
                  return Files.readString(comm).strip().equals(name);
                } catch (IOException e) {
                  return false; // ended while we looked
                }
              });
    } catch (IOException e) {
      return false; // not a Linux machine: nothing is known
    }
  }

  /// Russia and Kazakhstan have moved their clocks more than once: old data send at the wrong hour.
  public static Finding timeZones(ZoneId site) {
    try {
      boolean recent =
          offsetHours("Asia/Dushanbe") == 5
              && offsetHours("Asia/Almaty") == 5 // since March 2024
              && offsetHours("Europe/Volgograd") == 3; // since December 2020
      if (recent) {
        return Finding.good("time zones", "are recent; the site's is " + site);
      }
    } catch (ZoneRulesException e) {
      return Finding.bad("time zones", "are missing: " + e.getMessage(), "use a whole JDK 25");
    }
    return Finding.bad("time zones", "are out of date", "bring the JDK up to date");
  }

  private static int offsetHours(String zone) {
    return ZoneId.of(zone).getRules().getOffset(Instant.now()).getTotalSeconds() / 3600;
  }
}
