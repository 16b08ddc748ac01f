package org.hamroh.seal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Seals bytes with AES-256-GCM, so that nobody without the key reads or changes them. Each sealing
/// is bound to a name: what was sealed for one message opens for no other. Safe for all threads.
///
/// The site's seal is a Tink keyset: one key seals, all of them open. Sealed bytes are Tink's: a 1,
/// the key's id of 4 bytes, a nonce of 12, the cipher text, and a tag of 16 (NIST SP 800-38D). What
/// has no id in front was sealed before there were several keys, or with a key of its own, and is
/// tried with each.
public final class Seal {

  /// Stands between the keys of a secret, the one that seals first.
  public static final String NEXT = ",";

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;

  /// A 1 and the id are five bytes; of their letters in Base64 six hold nothing else.
  private static final int MARK_BYTES = 5;

  private static final int MARK_LETTERS = 6;

  private static final SecureRandom CHANCE = new SecureRandom();

  static {
    try {
      AeadConfig.register(); // tells Tink once which ciphers there are
    } catch (GeneralSecurityException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Aead keys;
  private final String mark;

  private Seal(Aead keys, String mark) {
    this.keys = keys;
    this.mark = mark;
  }

  /// The site's own, from its secret of at least 24 random bytes; after a change of keys several,
  /// with commas between them, the newest first.
  ///
  /// @param purpose what is sealed with it, `voice messages`: one secret gives each its own key
  public static Seal ofSite(String purpose, String secret) {
    List<byte[]> ring = new ArrayList<>();
    for (String one : secret.split(NEXT, -1)) {
      ring.add(derived(purpose, one));
    }
    byte[] first = ring.getFirst();
    try {
      KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
      Set<Integer> ids = new HashSet<>();
      for (byte[] key : ring) {
        if (ids.add(id(key))) {
          KeysetHandle.Builder.Entry entry =
              KeysetHandle.importKey(key(key, AesGcmParameters.Variant.TINK, id(key)))
                  .withFixedId(id(key));
          keyset.addEntry(key == first ? entry.makePrimary() : entry);
        }
      }
      if (secret.contains(NEXT)) {
        ring.add(derived(purpose, secret)); // a secret of one's own choice may hold a comma
      }
      for (byte[] key : ring) {
        keyset.addEntry(
            KeysetHandle.importKey(key(key, AesGcmParameters.Variant.NO_PREFIX, null))
                .withRandomId());
      }
      return new Seal(aead(keyset.build()), mark(id(first)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not work on this machine", e);
    }
  }

  private static byte[] derived(String purpose, String secret) {
    MessageDigest digest = sha256();
    digest.update(("hamroh " + purpose + " 1\n").getBytes(StandardCharsets.UTF_8));
    return digest.digest(secret.getBytes(StandardCharsets.UTF_8));
  }

  /// The same key has the same id at each start; it tells nothing of the key.
  private static int id(byte[] key) {
    MessageDigest digest = sha256();
    digest.update("hamroh key id\n".getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(digest.digest(key)).getInt();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @AccessesPartialKey
  private static AesGcmKey key(byte[] bytes, AesGcmParameters.Variant variant, @Nullable Integer id)
      throws GeneralSecurityException {
    AesGcmKey.Builder key =
        AesGcmKey.builder()
            .setParameters(
                AesGcmParameters.builder()
                    .setKeySizeBytes(KEY_BYTES)
                    .setIvSizeBytes(NONCE_BYTES)
                    .setTagSizeBytes(TAG_BYTES)
                    .setVariant(variant)
                    .build())
            .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()));
    return id == null ? key.build() : key.setIdRequirement(id).build();
  }

  private static Aead aead(KeysetHandle keyset) throws GeneralSecurityException {
    return keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  private static String mark(int id) {
    byte[] mark = ByteBuffer.allocate(MARK_BYTES).put((byte) 1).putInt(id).array();
    return Base64.getEncoder().encodeToString(mark).substring(0, MARK_LETTERS);
  }

  /// A key of its own for one sound, sealed by this one: without it the sound is noise.
  public String newKey(String name) {
    byte[] fresh = new byte[KEY_BYTES];
    CHANCE.nextBytes(fresh);
    return sealText("key " + name, fresh);
  }

  /// @throws BrokenSealException when it was made with another secret or for another name
  public Seal withKey(String name, String sealedKey) {
    byte[] own = openText("key " + name, sealedKey);
    try {
      AesGcmKey key = key(own, AesGcmParameters.Variant.NO_PREFIX, null);
      return new Seal(
          aead(
              KeysetHandle.newBuilder()
                  .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
                  .build()),
          "");
    } catch (GeneralSecurityException e) {
      throw new BrokenSealException(name);
    }
  }

  public byte[] seal(String name, byte[] plain) {
    try {
      return keys.encrypt(plain, name.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not work on this machine", e);
    }
  }

  /// @throws BrokenSealException when one bit is not as it was sealed
  public byte[] open(String name, byte[] sealed) {
    try {
      return keys.decrypt(sealed, name.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new BrokenSealException(name);
    }
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

  /// How every text begins that the site's newest key has sealed; what begins otherwise is sealed
  /// anew in the background.
  public String mark() {
    return mark;
  }

  /// A new secret in front of the others, which still open.
  public static String rotated(String fresh, String secret) {
    return fresh + NEXT + secret;
  }

  /// The newest alone: what the others have sealed does not open any more.
  public static String newest(String secret) {
    return secret.split(NEXT, -1)[0];
  }

  /// How many keys a secret holds.
  public static int count(String secret) {
    return Arrays.asList(secret.split(NEXT, -1)).size();
  }
}
