package org.hamroh.voicemail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import org.hamroh.seal.BrokenSealException;
import org.hamroh.seal.Seal;

/// The sound files of messages: `<id>.wav` as the PBX records it, `<id>.sealed` from soon after the
/// recording. Never both for long, and never neither while a sound should be there.
///
/// @param folder `<data>/messages`, readable by its owner only
record SoundVault(Path folder) {

  /// Ten times what the longest recording takes; more is no file of ours.
  private static final long MOST_BYTES = 32_000_000;

  private static final String PLAIN = ".wav";
  private static final String SEALED = ".sealed";
  private static final String PART = ".sealed-part";

  /// Makes the folder, for its owner only.
  void open() throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  boolean hasPlain(String id) {
    return Files.exists(plain(id));
  }

  boolean hasSealed(String id) {
    return Files.exists(sealed(id));
  }

  /// Seals the plain file and lets go of it. Doing it again, after a crash at any point, ends the
  /// same.
  ///
  /// @return false when there is no plain file
  /// @throws IOException when the disk fails; the plain file is still there
  boolean seal(String id, Seal seal) throws IOException {
    if (!hasPlain(id)) {
      return false;
    }
    byte[] sound = read(plain(id));
    Path part = folder.resolve(id + PART);
    Files.deleteIfExists(part);
    try (FileChannel out =
        FileChannel.open(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = ByteBuffer.wrap(seal.seal(id, sound));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(
        part, sealed(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncFolder();
    if (!Arrays.equals(sound, open(id, seal))) {
      throw new IOException("what was sealed does not open again: " + id);
    }
    return true;
  }

  /// The sound of a sealed file.
  ///
  /// @throws BrokenSealException when the file was changed
  byte[] open(String id, Seal seal) throws IOException {
    return seal.open(id, read(sealed(id)));
  }

  byte[] openPlain(String id) throws IOException {
    return read(plain(id));
  }

  void dropPlain(String id) throws IOException {
    Files.deleteIfExists(plain(id));
  }

  void erase(String id) throws IOException {
    Files.deleteIfExists(plain(id));
    Files.deleteIfExists(sealed(id));
    Files.deleteIfExists(folder.resolve(id + PART));
  }

  private static byte[] read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("too large for a message: " + file.getFileName());
    }
    return Files.readAllBytes(file);
  }

  /// A rename is safe from a power cut when the folder has been written.
  private void syncFolder() throws IOException {
    try (FileChannel self = FileChannel.open(folder, StandardOpenOption.READ)) {
      self.force(true);
    }
  }

  private Path plain(String id) {
    return folder.resolve(id + PLAIN);
  }

  private Path sealed(String id) {
    return folder.resolve(id + SEALED);
  }
}
