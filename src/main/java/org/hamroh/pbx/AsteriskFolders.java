package org.hamroh.pbx;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Where our Asterisk keeps what it writes: all of it below the data folder.
///
/// @param data the data folder, absolute
public record AsteriskFolders(Path data) {

  /// A Unix socket's address has room for 108 bytes; the rest is a margin for its siblings.
  private static final int LONGEST_SOCKET = 100;

  public AsteriskFolders {
    data = data.toAbsolutePath().normalize();
  }

  private Path asterisk() {
    return data.resolve("asterisk");
  }

  /// The rendered configuration.
  public Path etc() {
    return asterisk().resolve("etc");
  }

  public Path log() {
    return asterisk().resolve("log");
  }

  /// Asterisk's own small database: registrations.
  public Path var() {
    return asterisk().resolve("var");
  }

  public Path spool() {
    return asterisk().resolve("spool");
  }

  /// Where Asterisk looks for `sounds/<language>/<name>` and its own documentation.
  public Path share() {
    return asterisk().resolve("share");
  }

  /// `<language>/<prompt>.alaw` and the like, made by the voice room.
  public Path sounds() {
    return data.resolve("sounds");
  }

  /// What plays while a caller waits.
  public Path music() {
    return sounds().resolve("moh");
  }

  /// What an operator hears while a person's telephone rings.
  public Path ringing() {
    return sounds().resolve("ring");
  }

  /// Voice messages of callers, WAV.
  public Path messages() {
    return data.resolve("messages");
  }

  /// Its control socket and process id; elsewhere when the data folder lies too deep for a socket.
  public Path run() {
    Path near = asterisk().resolve("run");
    int length = near.resolve("asterisk.ctl").toString().getBytes(StandardCharsets.UTF_8).length;
    return length <= LONGEST_SOCKET
        ? near
        : Path.of(System.getProperty("java.io.tmpdir"), "hamroh-" + shortName());
  }

  private String shortName() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(data.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Channel events, one a line (`deploy/asterisk/cel_custom.conf` names the columns).
  public Path channelEvents() {
    return log().resolve("cel-custom").resolve("hamroh.csv");
  }

  public Path queueLog() {
    return log().resolve("queue_log");
  }

  /// Warnings and errors of Asterisk.
  public Path asteriskLog() {
    return log().resolve("asterisk.log");
  }

  /// What it said before its log was open.
  public Path consoleLog() {
    return log().resolve("console.log");
  }

  public Path pidFile() {
    return asterisk().resolve("hamroh.pid");
  }
}
