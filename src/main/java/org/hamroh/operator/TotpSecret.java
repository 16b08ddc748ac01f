package org.hamroh.operator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// What an authenticator app and we both know: 160 random bits (RFC 4226, section 4).
///
/// @param bytes 20 of them
record TotpSecret(byte[] bytes) {

  private static final int BYTES = 20;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS_PER_LETTER = 5;
  private static final SecureRandom RANDOM = new SecureRandom();

  static TotpSecret random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new TotpSecret(bytes);
  }

  /// As apps take it from a keyboard: 32 letters (RFC 4648, section 6; no padding is needed).
  String base32() {
    StringBuilder text = new StringBuilder();
    int waiting = 0;
    int bits = 0;
    for (byte one : bytes) {
      waiting = (waiting << Byte.SIZE) | (one & 0xff);
      bits += Byte.SIZE;
      while (bits >= BITS_PER_LETTER) {
        bits -= BITS_PER_LETTER;
        text.append(BASE32.charAt((waiting >> bits) & 0x1f));
      }
    }
    return text.toString();
  }

  /// In groups of four, to be read aloud or typed.
  String inGroups() {
    return base32().replaceAll("(.{4})(?=.)", "$1 ");
  }

  /// What the QR picture says, in the form that all apps know.
  String link(String site, String login) {
    String issuer = URLEncoder.encode(site, StandardCharsets.UTF_8).replace("+", "%20");
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=30"
        .formatted(issuer, login, base32(), issuer);
  }
}
