package org.hamroh.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals bytes with AES-256-GCM, so that nobody without the key reads or changes them. Each sealing
/// is bound to a name: what was sealed for one message opens for no other.
///
/// Sealed bytes are a nonce of 12 bytes, the cipher text, and a tag of 16 (NIST SP 800-38D).
public final class Seal {

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final SecureRandom CHANCE = new SecureRandom();

  private final SecretKeySpec key;

  private Seal(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /// The site's own, from its secret of at least 24 random bytes.
  ///
  /// @param purpose what is sealed with it, `voice messages`: one secret gives each its own key
  public static Seal ofSite(String purpose, String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(("hamroh " + purpose + " 1\n").getBytes(StandardCharsets.UTF_8));
      return new Seal(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// A key of its own for one sound, sealed by this one: without it the sound is noise.
  public String newKey(String name) {
    byte[] fresh = new byte[KEY_BYTES];
    CHANCE.nextBytes(fresh);
    return sealText("key " + name, fresh);
  }

  /// @throws BrokenSealException when it was made with another secret or for another name
  public Seal withKey(String name, String sealedKey) {
    return new Seal(openText("key " + name, sealedKey));
  }

  public byte[] seal(String name, byte[] plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    CHANCE.nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce, plain, 0, plain.length);
    byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
    return all;
  }

  /// @throws BrokenSealException when one bit is not as it was sealed
  public byte[] open(String name, byte[] sealed) {
    if (sealed.length < NONCE_BYTES) {
      throw new BrokenSealException(name);
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    return cipher(
        Cipher.DECRYPT_MODE, name, nonce, sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
  }

  /// The same as a text, for a column.
  public String sealText(String name, byte[] plain) {
    return Base64.getEncoder().encodeToString(seal(name, plain));
  }

  public byte[] openText(String name, String sealed) {
    try {
      return open(name, Base64.getDecoder().decode(sealed));
    } catch (IllegalArgumentException e) {
      throw new BrokenSealException(name);
    }
  }

  private byte[] cipher(int mode, String name, byte[] nonce, byte[] in, int from, int length) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(in, from, length);
    } catch (GeneralSecurityException e) {
      if (mode == Cipher.DECRYPT_MODE) {
        throw new BrokenSealException(name);
      }
      throw new IllegalStateException("every JDK has " + CIPHER, e);
    }
  }
}
