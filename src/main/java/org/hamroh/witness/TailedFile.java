package org.hamroh.witness;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// A file that somebody else writes at its end, and now and then rotates: renames it to
/// `<name>.1` and begins anew, or copies it and cuts it to nothing.
///
/// A file is known by its first line, which carries a time and stays the same under any name. So
/// reading goes on where it stopped, through as many rotated files as there are, also after days.
final class TailedFile {

  /// Read at once; some hundreds of lines.
  static final int CHUNK_BYTES = 128 * 1024;

  private static final int FIRST_LINE_BYTES = 4_096;

  private final Path path;

  TailedFile(Path path) {
    this.path = path;
  }

  /// How far it has been read.
  ///
  /// @param identity of the file, empty when nothing has been read yet
  /// @param position bytes of it that need not be read again
  record Place(String identity, long position) {
    static final Place BEGINNING = new Place("", 0);
  }

  /// @param offset where the line begins in its file
  /// @param text   without the line's end; bytes that are no UTF-8 are replaced
  record Line(long offset, String text) {}

  /// @param lines whole lines; one too long for any reader stands as what fits of it
  /// @param after where to go on
  record Chunk(List<Line> lines, Place after) {}

  String name() {
    return path.getFileName().toString();
  }

  /// The next lines, empty when there are none yet.
  ///
  /// @throws IOException when the disk fails; the place is still good
  Optional<Chunk> read(Place place) throws IOException {
    if (!place.identity().isEmpty() && place.identity().equals(identity(path))) {
      return lines(path, place.identity(), place.position());
    }
    List<Path> files = oldestFirst();
    int known = indexOf(place.identity(), files);
    for (int i = Math.max(known, 0); i < files.size(); i++) {
      String identity = identity(files.get(i));
      if (!identity.isEmpty()) {
        long from = i == known ? place.position() : 0;
        Optional<Chunk> chunk = lines(files.get(i), identity, from);
        if (chunk.isPresent()) {
          return chunk;
        }
      }
    }
    return Optional.empty();
  }

  private static int indexOf(String identity, List<Path> files) throws IOException {
    for (int i = 0; i < files.size() && !identity.isEmpty(); i++) {
      if (identity.equals(identity(files.get(i)))) {
        return i;
      }
    }
    return -1;
  }

  /// The rotated files that are still readable, and the current one last.
  private List<Path> oldestFirst() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> siblings = Files.list(folder)) {
      siblings
          .filter(
              one -> one.getFileName().toString().matches(Pattern.quote(name()) + "[.-][0-9-]+"))
          .sorted(Comparator.comparing(one -> one.toFile().lastModified()))
          .forEach(files::add);
    }
    if (Files.exists(path)) {
      files.add(path);
    }
    return files;
  }

  /// By its first line; empty while that is not whole.
  static String identity(Path file) throws IOException {
    byte[] start = bytes(file, 0, FIRST_LINE_BYTES);
    int end = newline(start, 0);
    if (end < 0) {
      if (start.length < FIRST_LINE_BYTES) {
        return "";
      }
      end = start.length;
    }
    CRC32 sum = new CRC32();
    sum.update(start, 0, end);
    return HexFormat.of().toHexDigits((int) sum.getValue()) + "-" + end;
  }

  private static Optional<Chunk> lines(Path file, String identity, long position)
      throws IOException {
    // Shorter than it was: a power cut took its end. What is read twice counts once.
    long from = position > file.toFile().length() ? 0 : position;
    byte[] bytes = bytes(file, from, CHUNK_BYTES);
    List<Line> lines = new ArrayList<>();
    int start = 0;
    for (int end = newline(bytes, 0); end >= 0; end = newline(bytes, start)) {
      String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
      lines.add(new Line(from + start, text));
      start = end + 1;
    }
    if (start == 0 && bytes.length == CHUNK_BYTES) {
      lines.add(new Line(from, new String(bytes, StandardCharsets.UTF_8)));
      start = bytes.length;
    }
    return start == 0
        ? Optional.empty() // nothing new, or half a line whose other half is on its way
        : Optional.of(new Chunk(lines, new Place(identity, from + start)));
  }

  private static int newline(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static byte[] bytes(Path file, long from, int most) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(from);
      byte[] bytes = new byte[most];
      int length = 0;
      int read = 0;
      while (length < most && read >= 0) {
        read = in.read(bytes, length, most - length);
        length += Math.max(read, 0);
      }
      return Arrays.copyOf(bytes, length);
    } catch (NoSuchFileException | java.io.FileNotFoundException e) {
      return new byte[0]; // not written yet, or rotated away this moment
    }
  }
}
