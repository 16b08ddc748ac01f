package org.hamroh.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/// Files of lines beside the store that outlive it: what must not be forgotten when an older copy
/// of the store comes back. For the owner's eyes alone.
public final class KeptLines {

  private static final Logger LOG = LogManager.getLogger(KeptLines.class);

  private KeptLines() {}

  /// Adds lines; they survive a power cut when it returns.
  ///
  /// @param lines each with its end
  /// @throws IOException when the disk fails
  public static void append(Path file, String lines) throws IOException {
    boolean fresh = !Files.exists(file);
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    try (FileChannel out =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      // A line that a power cut has cut in half must not swallow the next one.
      ByteBuffer bytes = StandardCharsets.US_ASCII.encode((fresh ? "" : "\n") + lines);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    if (fresh) {
      try (FileChannel self = FileChannel.open(folder, StandardOpenOption.READ)) {
        self.force(true);
      }
    }
  }

  /// Puts a whole file where copies lie. A disk that is not there now gets it with the next copy.
  public static void copy(Path file, Path to) {
    try {
      Path next = to.resolveSibling(to.getFileName() + ".new");
      Files.copy(file, next, StandardCopyOption.REPLACE_EXISTING);
      Files.move(next, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("event=kept-lines-not-copied file={} reason=\"{}\"", to.getFileName(), e.toString());
    }
  }

  /// Adds to a file what only the other one has, in its order.
  ///
  /// @param ours whether a line is whole
  /// @throws IOException when a disk fails
  public static void join(Path from, Path into, Predicate<String> ours) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    Set<String> lines = new LinkedHashSet<>();
    if (Files.exists(into)) {
      lines.addAll(Files.readAllLines(into, StandardCharsets.ISO_8859_1));
    }
    List<String> fresh =
        Files.readAllLines(from, StandardCharsets.ISO_8859_1).stream()
            .filter(line -> ours.test(line) && lines.add(line))
            .toList();
    if (!fresh.isEmpty()) {
      append(into, String.join("\n", fresh) + "\n");
    }
  }
}
