package org.hamroh.contact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hamroh.csv.CsvShape;
import org.hamroh.csv.CsvSheet;
import org.hamroh.csv.Sheet;
import org.hamroh.csv.WorkbookSheet;

/// Where lists lie while they are taken, and their refused rows until they are mended: nothing of
/// it stays for long.
final class ImportFolder {

  private final Path folder;

  ImportFolder(Path folder) {
    try {
      this.folder = Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return folder;
  }

  Path list(long id) {
    return folder.resolve(id + ".list");
  }

  /// Refused rows, with their reasons.
  Path bad(long id) {
    return folder.resolve(id + ".bad.csv");
  }

  void take(Path upload, long id) {
    try {
      Files.move(upload, list(id), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whatever a request or a crash left and is older.
  void sweep(Instant before) {
    List<Path> all;
    try (Stream<Path> files = Files.list(folder)) {
      all = files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Path one : all) {
      try {
        if (Files.getLastModifiedTime(one).toInstant().isBefore(before)) {
          Files.delete(one);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static Sheet open(String name, Path file, ImportPlan plan) throws IOException {
    java.util.Optional<CsvShape> shape = plan.shape();
    return shape.isPresent()
        ? new CsvSheet(name, file, shape.get())
        : new WorkbookSheet(name, file);
  }
}
