package org.hamroh.referral;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The links that partners answer by. A link's 256 bits follow from the site's secret and the
/// referral, so that a letter that is written again after a crash carries the same one, while the
/// store keeps its hash only.
public final class Links {

  /// Nobody meets the same name twice by chance.
  private static final int NAME_BYTES = 16;

  private final byte[] secret;
  private final URI address;

  /// @param secret  of this site, at least 24 random bytes
  /// @param address where partners reach our pages: `https://hotline.union.example`
  public Links(String secret, URI address) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
    this.address = address;
  }

  String token(ReferralId id, int number) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(made("referral link " + id + " " + number));
  }

  /// The name of a letter, for mail programs: the same each time that it leaves, and it tells
  /// nobody which referral it is of.
  String nameOf(ReferralId id, int letter) {
    return HexFormat.of().formatHex(made("referral letter " + id + " " + letter), 0, NAME_BYTES);
  }

  private byte[] made(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  static String hash(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// @param language that the page begins in
  String url(String token, String language) {
    return address.toString().replaceAll("/+$", "") + "/partner/" + token + "?language=" + language;
  }
}
