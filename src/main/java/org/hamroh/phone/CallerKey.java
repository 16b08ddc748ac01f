package org.hamroh.phone;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Stands for a caller's number where the number itself must not be kept: the same caller has the
/// same key, and nobody without the site's secret can go back. A bare hash would not do, for all
/// numbers of a country can be tried in a minute.
///
/// @param hex 32 hexadecimal digits: the first half of HMAC-SHA-256 over the E.164 number
public record CallerKey(String hex) {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

  public CallerKey {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("a caller key has 32 hexadecimal digits");
    }
  }

  /// @param secret the site's secret, at least 16 bytes
  public static CallerKey of(PhoneNumber number, byte[] secret) {
    if (secret.length < 16) {
      throw new IllegalArgumentException("the caller-key secret needs at least 16 bytes");
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] full = mac.doFinal(number.e164().getBytes(StandardCharsets.UTF_8));
      return new CallerKey(HexFormat.of().formatHex(full, 0, 16));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
