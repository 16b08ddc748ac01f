package org.hamroh.cases;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The PIN with which a caller asks for their case by telephone. Four digits can be tried
/// through in a moment, whatever the hash: so each is hashed with a salt and with a secret that
/// does not lie in the store, and the telephone counts the tries.
final class CasePins {

  /// As the prompt asks for it.
  static final int DIGITS = 4;

  private static final int SALT_BYTES = 16;

  /// What people try first.
  private static final Set<String> GUESSED =
      Set.of(
          "0123", "1234", "2345", "3456", "4567", "5678", "6789", "9876", "8765", "7654", "6543",
          "5432", "4321", "3210", "2580", "1357", "2468");

  private static final SecureRandom CHANCE = new SecureRandom();

  private final SecretKeySpec secret;

  CasePins(String secret) {
    this.secret =
        new SecretKeySpec(
            ("case pins 1\n" + secret).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  /// @param salt in hexadecimal digits
  record Hashed(String salt, String hash) {}

  static String fresh() {
    while (true) { // nearly always at the first try
      String pin = "%04d".formatted(CHANCE.nextInt(10_000));
      if (!isGuessed(pin)) {
        return pin;
      }
    }
  }

  static boolean isGuessed(String pin) {
    return GUESSED.contains(pin)
        || pin.chars().distinct().count() < 3
        || pin.startsWith("19")
        || pin.startsWith("20");
  }

  Hashed hash(String pin) {
    byte[] salt = new byte[SALT_BYTES];
    CHANCE.nextBytes(salt);
    String hex = HexFormat.of().formatHex(salt);
    return new Hashed(hex, hash(hex, pin));
  }

  boolean matches(String pin, Hashed hashed) {
    return MessageDigest.isEqual(
        hash(hashed.salt(), pin).getBytes(StandardCharsets.UTF_8),
        hashed.hash().getBytes(StandardCharsets.UTF_8));
  }

  /// Stands for a text where the text itself must not be kept.
  String blind(String text) {
    return hash("", text);
  }

  private String hash(String salt, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      return HexFormat.of()
          .formatHex(mac.doFinal((salt + "\n" + text).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
