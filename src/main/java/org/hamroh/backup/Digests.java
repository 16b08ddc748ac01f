package org.hamroh.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Sums over what is copied.
final class Digests {

  private static final int PIECE = 64 * 1024;

  private Digests() {}

  /// Copies and sums at once.
  static Manifest.Piece copy(String path, InputStream from, OutputStream to) throws IOException {
    MessageDigest sum = sha256();
    byte[] piece = new byte[PIECE];
    long all = 0;
    for (int some = from.read(piece); some >= 0; some = from.read(piece)) {
      sum.update(piece, 0, some);
      to.write(piece, 0, some);
      all += some;
    }
    return new Manifest.Piece(path, all, HexFormat.of().formatHex(sum.digest()));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
