package org.hamroh.backup;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// What copies are sealed with: AES-256-GCM in pieces of a megabyte (Tink's streaming form), so
/// that no bit, no piece and no end can be changed, swapped or cut off unseen. The key is a file
/// of its own that stands in no copy and not in the data folder: whoever steals either reads
/// nothing.
public final class BackupKey {

  private static final byte[] ABOUT = "hamroh backup 1".getBytes(StandardCharsets.UTF_8);

  private final StreamingAead cipher;

  private BackupKey(StreamingAead cipher) {
    this.cipher = cipher;
  }

  /// Makes a new key file, for its owner only.
  ///
  /// @throws ProblemsException when there is a file already: copies may need it
  public static void make(Path file) {
    try {
      StreamingAeadConfig.register();
      KeysetHandle fresh =
          KeysetHandle.generateNew(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB);
      String text = TinkJsonProtoKeysetFormat.serializeKeyset(fresh, InsecureSecretKeyAccess.get());
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, text + "\n");
    } catch (java.nio.file.FileAlreadyExistsException e) {
      throw new ProblemsException(
          Problem.of(
              file.toString(), "is there already", "copies may need it: choose another name"));
    } catch (IOException | GeneralSecurityException e) {
      throw new ProblemsException(
          Problem.of(file.toString(), "cannot be made: " + e.getMessage(), "check the folder"));
    }
  }

  /// @throws ProblemsException when it is not there, open to others, or no key
  public static BackupKey read(Path file) {
    try {
      if (!Files.exists(file)) {
        throw new ProblemsException(
            Problem.of(
                file.toString(), "is not there", "make one: ./hamroh backup --new-key " + file));
      }
      if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).endsWith("------")) {
        throw new ProblemsException(
            Problem.of(file.toString(), "others may read it", "run chmod 600 on this file"));
      }
      StreamingAeadConfig.register();
      KeysetHandle keys =
          TinkJsonProtoKeysetFormat.parseKeyset(
              Files.readString(file), InsecureSecretKeyAccess.get());
      return new BackupKey(keys.getPrimitive(RegistryConfiguration.get(), StreamingAead.class));
    } catch (IOException | GeneralSecurityException e) {
      throw new ProblemsException(
          Problem.of(
              file.toString(), "is no key for copies", "make one: ./hamroh backup --new-key"));
    }
  }

  /// What is written there is sealed; closing it ends the last piece.
  OutputStream seal(OutputStream out) throws IOException {
    try {
      return cipher.newEncryptingStream(out, ABOUT);
    } catch (GeneralSecurityException e) {
      throw new IOException("AES-GCM does not work on this machine", e);
    }
  }

  /// @throws IOException from reading it, when it was changed or sealed with another key
  InputStream open(InputStream in) throws IOException {
    try {
      return cipher.newDecryptingStream(in, ABOUT);
    } catch (GeneralSecurityException e) {
      throw new IOException("it was sealed with another key", e);
    }
  }
}
