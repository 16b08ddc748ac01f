package org.hamroh.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import tools.jackson.databind.json.JsonMapper;

/// The way back from a copy. Everything is unpacked and checked in a folder beside the living one
/// first, erased people go there already, and only then a marker is written: before it the old
/// state holds, after it the new one, and whoever opens the data folder next ends what a power cut
/// has cut off.
public final class Restore {

  /// Below the data folder: on the same disk, so that moving is renaming.
  private static final String COMING = ".restore";

  private static final String MARKER = ".restoring";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path store;
  private final Path data;

  /// @param store the file of the store
  /// @param data  the data folder
  public Restore(Path store, Path data) {
    this.store = store;
    this.data = data;
  }

  /// Works on what was unpacked, before it is the site's.
  @FunctionalInterface
  public interface Before {

    /// @param store its store
    /// @param data  its data folder
    /// @param made  when the copy was made
    void work(Path store, Path data, Instant made) throws IOException;
  }

  /// Puts a copy in place of what there is. The server must not run.
  ///
  /// @param secrets stands for the secrets of this site: a copy of another one is refused
  /// @param force   whether a store that is there may be replaced
  /// @param before  brings the copy up to date
  /// @throws ProblemsException when the copy is damaged or another site's, the server runs, or a
  ///                           store is there; nothing is changed then
  /// @throws IOException       when a disk fails; nothing is changed then
  public void run(Path file, BackupKey key, String secrets, boolean force, Before before)
      throws IOException {
    finish(store, data);
    if (Files.exists(store)) {
      if (!force) {
        throw new ProblemsException(
            Problem.of(
                store.toString(), "is there already", "add --force to put the copy in its place"));
      }
      mustBeAlone();
    }
    Files.createDirectories(data);
    Path coming = data.resolve(COMING);
    Folders.delete(coming);
    try {
      Manifest manifest = unpack(file, key, coming);
      if (!manifest.secrets().equals(secrets)) {
        throw new ProblemsException(
            Problem.of(
                file.toString(),
                "was made with other secrets than those of this data folder",
                "bring back the secrets.properties that belong to it, then try again"));
      }
      mustBeWhole(coming.resolve(Backup.STORE), file);
      before.work(coming.resolve(Backup.STORE), coming, Instant.ofEpochMilli(manifest.madeAt()));
    } catch (IOException | RuntimeException e) {
      Folders.delete(coming);
      throw e;
    }
    syncAll(coming);
    commit();
    Folders.sync(data);
    finish(store, data);
  }

  private void commit() throws IOException {
    Path next = data.resolve(MARKER + ".new");
    Files.writeString(next, "go on\n");
    try (FileChannel written = FileChannel.open(next, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Files.move(
        next,
        data.resolve(MARKER),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING); // from here on the new state holds
  }

  /// Ends a restore that a crash has cut off after its marker, or clears away what one has left
  /// before it. Whoever opens the store calls it first.
  ///
  /// @throws IOException when the disk fails
  public static void finish(Path store, Path data) throws IOException {
    Path coming = data.resolve(COMING);
    Path marker = data.resolve(MARKER);
    if (!Files.exists(marker)) {
      return; // what an unfinished one has left goes with the next one
    }
    Path fresh = coming.resolve(Backup.STORE);
    if (Files.exists(fresh)) {
      for (String tail : List.of("-wal", "-shm", "")) {
        Files.deleteIfExists(store.resolveSibling(store.getFileName() + tail));
      }
      Files.createDirectories(Folders.of(store));
      for (String name : Backup.FOLDERS) {
        replace(coming.resolve(name), data.resolve(name));
      }
      for (String name : Backup.FILES) {
        Path one = coming.resolve(name);
        if (Files.exists(one)) {
          Files.move(one, data.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Path head = data.resolve("audit-head.properties");
      if (Files.exists(head)) {
        // It belongs to the chain that goes now; a person may want to compare.
        Files.move(
            head,
            data.resolve("audit-head.before-restore.properties"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(fresh, store); // the last: while it lies there, all of this is done again
      Folders.sync(Folders.of(store));
    }
    Folders.delete(coming);
    Files.deleteIfExists(marker);
    Folders.sync(data);
  }

  private static void replace(Path fresh, Path old) throws IOException {
    if (Files.exists(fresh)) {
      Folders.delete(old);
      Files.move(fresh, old);
    }
  }

  /// A server that goes on writing would write into a file that is gone.
  private void mustBeAlone() {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
        Statement ask = connection.createStatement()) {
      ask.execute("pragma busy_timeout = 200");
      ask.execute("pragma locking_mode = exclusive");
      ask.execute("begin exclusive");
      ask.execute("rollback");
    } catch (SQLException e) {
      if (e.getErrorCode() == BUSY) {
        throw new ProblemsException(
            Problem.of(store.toString(), "somebody works with it", "stop the server first"));
      }
      // A damaged store is what a copy is for.
    }
  }

  private static final int BUSY = 5;

  private static void mustBeWhole(Path unpacked, Path file) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + unpacked);
        Statement ask = connection.createStatement();
        ResultSet answer = ask.executeQuery("pragma integrity_check(1)")) {
      if (!answer.next() || !answer.getString(1).equals("ok")) {
        throw damaged(file, "its store is damaged");
      }
    } catch (SQLException e) {
      throw damaged(file, "its store cannot be read");
    }
  }

  private static ProblemsException damaged(Path file, String what) {
    return new ProblemsException(
        Problem.of(file.toString(), what, "nothing was changed; take another copy"));
  }

  private static Manifest unpack(Path file, BackupKey key, Path into) throws IOException {
    for (String name : Backup.FOLDERS) {
      Files.createDirectories(into.resolve(name)); // empty ones replace full ones
    }
    List<Manifest.Piece> found = new ArrayList<>();
    Manifest manifest = null;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      byte[] header = in.readNBytes(Backup.HEADER.length());
      if (!Arrays.equals(header, Backup.HEADER.getBytes(StandardCharsets.US_ASCII))) {
        throw damaged(file, "is no copy of ours");
      }
      try (InputStream open = key.open(in);
          ZipInputStream zip = new ZipInputStream(open)) {
        for (ZipEntry one = zip.getNextEntry(); one != null; one = zip.getNextEntry()) {
          if (one.getName().equals(Manifest.NAME)) {
            manifest = JSON.readValue(zip.readAllBytes(), Manifest.class);
          } else {
            found.add(unpack(zip, one.getName(), into, file));
          }
        }
        open.readAllBytes(); // to the very end: only then its seal is known to hold
      }
    } catch (ProblemsException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      if (e instanceof FileSystemException) {
        throw e;
      }
      throw damaged(file, "was changed, cut off, or sealed with another key");
    }
    if (manifest == null
        || manifest.version() != Manifest.VERSION
        || !manifest.files().equals(found)
        || found.stream().noneMatch(piece -> piece.path().equals(Backup.STORE))) {
      throw damaged(file, "is not whole");
    }
    return manifest;
  }

  private static Manifest.Piece unpack(ZipInputStream zip, String path, Path into, Path file)
      throws IOException {
    Path to = into.resolve(path).normalize();
    boolean ours =
        path.equals(Backup.STORE)
            || Backup.FILES.contains(path)
            || Backup.FOLDERS.stream().anyMatch(folder -> path.startsWith(folder + "/"));
    if (!ours || !to.startsWith(into)) {
      throw damaged(file, "holds a file that does not belong there");
    }
    Files.createDirectories(to.getParent());
    try (OutputStream out = Files.newOutputStream(to)) {
      return Digests.copy(path, zip, out);
    }
  }

  private static void syncAll(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path one : below.toList()) {
        if (Files.isDirectory(one)) {
          Folders.sync(one);
        } else {
          try (FileChannel channel = FileChannel.open(one, StandardOpenOption.WRITE)) {
            channel.force(true);
          }
        }
      }
    }
  }
}
