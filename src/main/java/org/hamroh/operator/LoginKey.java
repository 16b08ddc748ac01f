package org.hamroh.operator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The site's key for what stands in the store about second factors. It is kept beside the store,
/// not in it: a stolen copy of the store makes no codes.
public final class LoginKey {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec sealing;
  private final SecretKeySpec hashing;

  /// @param secret of the site, 32 letters or more
  public LoginKey(String secret) {
    this.sealing = key("seal", secret, "AES");
    this.hashing = key("hash", secret, "HmacSHA256");
  }

  private static SecretKeySpec key(String purpose, String secret, String algorithm) {
    try {
      byte[] bytes =
          MessageDigest.getInstance("SHA-256")
              .digest((purpose + " " + secret).getBytes(StandardCharsets.UTF_8));
      return new SecretKeySpec(bytes, algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// @param owner who alone it may be opened for: a row moved to another login is worth nothing
  String seal(String owner, byte[] clear) {
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      RANDOM.nextBytes(nonce);
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, owner, nonce);
      return base64(nonce) + "." + base64(cipher.doFinal(clear));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not work on this machine", e);
    }
  }

  /// @throws IllegalStateException when the site's key is not the one that it was sealed with
  byte[] open(String owner, String sealed) {
    String[] parts = sealed.split("\\.", 2);
    try {
      Base64.Decoder decoder = Base64.getUrlDecoder();
      return cipher(Cipher.DECRYPT_MODE, owner, decoder.decode(parts[0]))
          .doFinal(decoder.decode(parts[1]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "HAMROH_LOGIN_KEY is not the one that the second factor of "
              + owner
              + " was kept with; put it back, or ./hamroh user reset "
              + owner,
          e);
    }
  }

  private Cipher cipher(int mode, String owner, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  String hash(String owner, String code) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(hashing);
      return HexFormat.of()
          .formatHex(mac.doFinal((owner + " " + code).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
