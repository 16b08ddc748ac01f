package org.hamroh.witness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/// Lets go of what the PBX writes of calls. A file is put aside once a day under a name with a
/// number, where the witness reads on in it, and goes when its last line is old enough; so nothing
/// goes that a record is still rebuilt from.
public final class PbxFiles {

  /// How long one file is written: with it the oldest line is kept at most a day longer.
  private static final Duration ONE_FILE = Duration.ofDays(1);

  private static final Logger LOG = LogManager.getLogger(PbxFiles.class);

  private final Witness witness;
  private final List<Path> ours;
  private final List<Path> pbxs;
  private final Runnable rotate;
  private final Clock clock;

  /// @param ours   that the PBX opens anew for each line, and we may rename
  /// @param pbxs   that it holds open: it puts them aside itself when it is asked
  /// @param rotate asks it
  public PbxFiles(Witness witness, List<Path> ours, List<Path> pbxs, Runnable rotate, Clock clock) {
    this.witness = witness;
    this.ours = List.copyOf(ours);
    this.pbxs = List.copyOf(pbxs);
    this.rotate = rotate;
    this.clock = clock;
  }

  /// @param before lines older than this go, a file at a time
  /// @return how many files went
  /// @throws IOException when the disk fails
  public int letGo(Instant before) throws IOException {
    witness.catchUp(); // after an outage there may be days that nobody has read yet
    Instant now = clock.instant();
    for (Path file : ours) {
      if (isOld(file, now)) {
        Files.move(file, file.resolveSibling(file.getFileName() + "." + now.getEpochSecond()));
      }
    }
    boolean due = false;
    for (Path file : pbxs) {
      due |= isOld(file, now);
    }
    if (due) {
      rotate.run();
    }
    int gone = 0;
    for (Path file : putAside()) {
      // A day less: the first line of a file is a day older than its last.
      if (Files.getLastModifiedTime(file).toInstant().isBefore(before.plus(ONE_FILE))) {
        wipe(file);
        gone++;
      }
    }
    return gone;
  }

  /// Whether somebody has been writing it for more than a day: it was put aside longer ago, or
  // never.
  private boolean isOld(Path file, Instant now) throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return false;
    }
    Instant last = Instant.EPOCH;
    for (Path aside : asideOf(file)) {
      Instant at = Files.getLastModifiedTime(aside).toInstant();
      last = at.isAfter(last) ? at : last;
    }
    Instant began = last.equals(Instant.EPOCH) ? made(file) : last;
    return began.plus(ONE_FILE).isBefore(now);
  }

  private static Instant made(Path file) throws IOException {
    return Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class)
        .creationTime()
        .toInstant();
  }

  private List<Path> putAside() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path file : ours) {
      all.addAll(asideOf(file));
    }
    for (Path file : pbxs) {
      all.addAll(asideOf(file));
    }
    return all;
  }

  private static List<Path> asideOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    String name = file.getFileName().toString();
    try (Stream<Path> siblings = Files.list(folder)) {
      return siblings
          .filter(one -> one.getFileName().toString().startsWith(name + "."))
          .filter(
              one -> one.getFileName().toString().substring(name.length() + 1).matches("[0-9]+"))
          .toList();
    }
  }

  /// Over with zeros first: a file that is only unlinked lies on the disk for a while.
  private static void wipe(Path file) throws IOException {
    try (java.io.RandomAccessFile bytes = new java.io.RandomAccessFile(file.toFile(), "rws")) {
      byte[] zeros = new byte[64 * 1024];
      for (long at = 0; at < bytes.length(); at += zeros.length) {
        bytes.seek(at);
        bytes.write(zeros, 0, (int) Math.min(zeros.length, bytes.length() - at));
      }
    }
    Files.delete(file);
    LOG.info("event=pbx-file-gone file={}", file.getFileName());
  }
}
