package org.hamroh.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// How one row of the trail holds on to the row before it.
final class Chain {

  /// What stands before the first row.
  static final String BEGINNING = "0".repeat(64);

  private Chain() {}

  /// What a row's hash must be.
  ///
  /// @param before the hash of the row before it
  /// @param seq    the number that it was written with; its own hash does not count
  static String hash(String before, long seq, Row row) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String[] parts = {
        before,
        Long.toString(seq),
        Long.toString(row.at().toEpochMilli()),
        row.who(),
        row.act(),
        row.kind(),
        row.id(),
        row.why(),
        row.from()
      };
      for (String part : parts) {
        // Each with its length before it, so that no two rows are written alike.
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
