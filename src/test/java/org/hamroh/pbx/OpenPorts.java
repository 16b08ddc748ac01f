package org.hamroh.pbx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a process listens on, as `/proc` says it.
final class OpenPorts {

  private static final String TCP_LISTEN = "0A";
  private static final String UDP_OPEN = "07";

  private OpenPorts() {}

  /// TCP over IPv4 and IPv6: `7F000001:1389` for 127.0.0.1:5001, in the kernel's own hexadecimal.
  static Set<String> tcp(long pid) throws IOException {
    return addresses(pid, TCP_LISTEN, "tcp", "tcp6");
  }

  static Set<String> udp(long pid) throws IOException {
    return addresses(pid, UDP_OPEN, "udp", "udp6");
  }

  /// How the kernel writes a port of 127.0.0.1.
  static String loopback(int port) {
    return String.format("0100007F:%04X", port);
  }

  private static Set<String> addresses(long pid, String state, String... tables)
      throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (Path file : open.toList()) {
        inodes.add(Files.readSymbolicLink(file).toString());
      }
    }
    Set<String> found = new TreeSet<>();
    for (String table : tables) {
      for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
        String[] fields = line.strip().split("\\s+");
        if (fields[3].equals(state) && inodes.contains("socket:[" + fields[9] + "]")) {
          found.add(fields[1]);
        }
      }
    }
    return found;
  }
}
