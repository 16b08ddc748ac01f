package org.hamroh.backup;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hamroh.store.StoreException;
import tools.jackson.databind.json.JsonMapper;

/// One copy of all that only this site has: the store as it was at one moment, the papers of cases,
/// voice messages, human voices, and who was erased. The server goes on meanwhile. The site's
/// secrets are not in it.
public final class Backup {

  /// Begins every copy, so that a person sees what it is.
  static final String HEADER = "hamroh backup 1\n";

  static final String STORE = "hamroh.db";

  /// Folders and files of the data folder; what can be made again is left out.
  static final List<String> FOLDERS = List.of("attachments", "messages", "takes");

  static final List<String> FILES = List.of("erased.tombstones", "stops.kept");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path store;
  private final Path data;
  private final BackupKey key;
  private final String secrets;

  /// @param store   the file of the store
  /// @param data    the data folder
  /// @param secrets stands for the site's secrets, see [Restore]
  public Backup(Path store, Path data, BackupKey key, String secrets) {
    this.store = store;
    this.data = data;
    this.key = key;
    this.secrets = secrets;
  }

  /// Writes a copy. The file is there whole, and on the disk, or not at all.
  ///
  /// @return its bytes
  /// @throws IOException when a disk fails or is full
  /// @throws StoreException when the store cannot be copied
  public long write(Path file, Instant now) throws IOException {
    Path folder = Folders.of(file);
    Files.createDirectories(folder);
    Path part = folder.resolve(file.getFileName() + ".part");
    Path copy = Files.createTempDirectory(data, ".backup-");
    try {
      Path copied = copy.resolve(STORE);
      copyStore(copied);
      Files.deleteIfExists(part);
      try (FileChannel channel =
          FileChannel.open(
              part,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        OutputStream out = new BufferedOutputStream(unclosed(Channels.newOutputStream(channel)));
        out.write(HEADER.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        try (ZipOutputStream zip = new ZipOutputStream(key.seal(out))) {
          zip.setLevel(Deflater.BEST_SPEED);
          pieces(zip, copied, now);
        }
        out.flush();
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Folders.sync(folder);
      return Files.size(file);
    } finally {
      Files.deleteIfExists(part);
      Folders.delete(copy);
    }
  }

  /// The channel is closed by who opened it: it must be written through first.
  private static OutputStream unclosed(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /// One moment of the store, whatever is written meanwhile.
  private void copyStore(Path to) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
        PreparedStatement vacuum = connection.prepareStatement("vacuum into ?")) {
      vacuum.setString(1, to.toString());
      vacuum.execute();
    } catch (SQLException e) {
      throw new StoreException("the store cannot be copied: " + e.getMessage(), e);
    }
  }

  private void pieces(ZipOutputStream zip, Path copied, Instant now) throws IOException {
    List<Manifest.Piece> all = new ArrayList<>();
    add(zip, STORE, copied, all);
    for (String name : FOLDERS) {
      for (Path one : files(data.resolve(name))) {
        add(zip, data.relativize(one).toString(), one, all);
      }
    }
    for (String name : FILES) {
      add(zip, name, data.resolve(name), all);
    }
    zip.putNextEntry(new ZipEntry(Manifest.NAME));
    zip.write(
        JSON.writeValueAsBytes(new Manifest(Manifest.VERSION, now.toEpochMilli(), secrets, all)));
    zip.closeEntry();
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> below = Files.walk(folder)) {
      return below.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void add(ZipOutputStream zip, String path, Path file, List<Manifest.Piece> all)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      zip.putNextEntry(new ZipEntry(path));
      all.add(Digests.copy(path, in, zip));
      zip.closeEntry();
    } catch (NoSuchFileException e) {
      // Removed since the folder was listed: then it is not to come back either.
    }
  }
}
