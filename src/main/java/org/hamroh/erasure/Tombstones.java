package org.hamroh.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.store.KeptLines;

/// Who was erased, as keyed hashes in a file beside the store: a backup that comes back is older
/// than the erasure, and only this file then knows that it must be done again. A copy lies beside
/// the backups, for a machine that is lost.
///
/// One line each, written through to the disk before the rows go:
/// ```
/// erased 1795314088123 0f3c…32 digits 5a1e…16 digits
/// ```
/// the time, the hash, and a check over both that only this site can make.
public final class Tombstones {

  /// In the data folder, and beside the backups.
  public static final String FILE = "erased.tombstones";

  private static final int MARK_BYTES = 16;
  private static final int CHECK_BYTES = 8;
  private static final Pattern LINE =
      Pattern.compile("erased ([0-9]{1,18}) ([0-9a-f]{32}) ([0-9a-f]{16})");

  private static final Logger LOG = LogManager.getLogger(Tombstones.class);

  private final List<Path> files;
  private final byte[] secret;

  /// @param folders the data folder, and where a copy is kept
  /// @param secret  of the caller keys: as long as it is kept, callers are known by it
  public Tombstones(List<Path> folders, byte[] secret) {
    this.files = folders.stream().map(folder -> folder.resolve(FILE)).toList();
    this.secret = secret.clone();
  }

  /// Stands for a caller key.
  String ofCaller(String key) {
    return hash("erased caller " + key, MARK_BYTES);
  }

  /// Stands for a case.
  String ofCase(String id) {
    return hash("erased case " + id, MARK_BYTES);
  }

  /// Adds them; they survive a power cut when it returns. Who is erased twice has two lines.
  ///
  /// @throws UncheckedIOException when a disk fails
  void add(Collection<String> marks, Instant at) {
    try {
      StringBuilder lines = new StringBuilder();
      marks.forEach(mark -> lines.append(line(mark, at)));
      KeptLines.append(files.getFirst(), lines.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("the tombstones cannot be written", e);
    }
    files.stream().skip(1).forEach(copy -> KeptLines.copy(files.getFirst(), copy));
  }

  /// Brings a copy up to date, and takes from it what is not in the first file: a machine that was
  /// lost has only the copy.
  ///
  /// @throws IOException when a disk fails
  public static void join(Path from, Path into) throws IOException {
    KeptLines.join(from, into, line -> LINE.matcher(line).matches());
  }

  /// All of them, from every copy, and when each was made last.
  ///
  /// @throws UncheckedIOException when a file cannot be read
  Map<String, Instant> all() {
    Map<String, Instant> all = new LinkedHashMap<>();
    try {
      for (Path file : files) {
        read(file, all);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the tombstones cannot be read", e);
    }
    return all;
  }

  private String line(String mark, Instant at) {
    String told = at.toEpochMilli() + " " + mark;
    return "erased " + told + " " + hash("tombstone " + told, CHECK_BYTES) + "\n";
  }

  private void read(Path file, Map<String, Instant> into) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      Matcher parts = LINE.matcher(line);
      if (parts.matches()
          && hash("tombstone " + parts.group(1) + " " + parts.group(2), CHECK_BYTES)
              .equals(parts.group(3))) {
        into.merge(
            parts.group(2),
            Instant.ofEpochMilli(Long.parseLong(parts.group(1))),
            (one, other) -> one.isAfter(other) ? one : other);
      } else if (!line.isBlank()) {
        // Half a line after a power cut; the erasure itself is still open then and writes it anew.
        LOG.warn("event=tombstone-damaged file={}", file.getFileName());
      }
    }
  }

  /// Stands for a site's secret, where it must be known whether two are the same.
  public static String fingerprint(String secret) {
    return new Tombstones(List.of(), secret.getBytes(StandardCharsets.UTF_8))
        .hash("fingerprint", MARK_BYTES);
  }

  private String hash(String text, int bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, bytes);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
