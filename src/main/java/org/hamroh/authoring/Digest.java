package org.hamroh.authoring;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/// Names a text, or a whole set of them, by its content: SHA-256 in 64 hexadecimal digits.
final class Digest {

  private Digest() {}

  static String of(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// @param texts by path, sorted
  static String of(Map<String, String> texts) {
    MessageDigest digest = sha256();
    texts.forEach(
        (path, text) ->
            digest.update((path + "\0" + of(text) + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
