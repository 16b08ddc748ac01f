package org.hamroh.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class SealTest {

  private static final String SECRET = "a-secret-of-thirty-two-letters-1";
  private static final String NEWER = "a-secret-of-thirty-two-letters-2";
  private static final byte[] WORDS = "Паспорт дар дасти соҳибкор".getBytes(StandardCharsets.UTF_8);

  private static Seal of(String secret) {
    return Seal.ofSite("notes", secret);
  }

  /// As it was sealed before there were several keys: nonce, cipher text, tag.
  private static String asBefore(String secret, String name) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update("hamroh notes 1\n".getBytes(StandardCharsets.UTF_8));
    byte[] key = digest.digest(secret.getBytes(StandardCharsets.UTF_8));
    byte[] nonce = "twelve bytes".getBytes(StandardCharsets.US_ASCII);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    byte[] sealed = cipher.doFinal(WORDS);
    return Base64.getEncoder()
        .encodeToString(
            ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
  }

  @Test
  void whatWasSealedOpensForItsNameOnly() {
    String sealed = of(SECRET).sealText("record 1", WORDS);

    assertThat(of(SECRET).openText("record 1", sealed)).isEqualTo(WORDS);
    assertThatThrownBy(() -> of(SECRET).openText("record 2", sealed))
        .isInstanceOf(BrokenSealException.class);
    assertThatThrownBy(() -> Seal.ofSite("numbers", SECRET).openText("record 1", sealed))
        .isInstanceOf(BrokenSealException.class);
  }

  @Test
  void everyBitIsHeld() {
    byte[] sealed = of(SECRET).seal("record 1", WORDS);
    for (int i = 0; i < sealed.length; i++) {
      byte[] bent = sealed.clone();
      bent[i] ^= 1;

      assertThatThrownBy(() -> of(SECRET).open("record 1", bent))
          .as("byte " + i)
          .isInstanceOf(BrokenSealException.class);
    }
  }

  @Test
  void whatWasSealedBeforeThereWereSeveralKeysStillOpens() throws GeneralSecurityException {
    String before = asBefore(SECRET, "record 1");

    assertThat(of(SECRET).openText("record 1", before)).isEqualTo(WORDS);
    assertThat(of(Seal.rotated(NEWER, SECRET)).openText("record 1", before)).isEqualTo(WORDS);
    assertThat(before).doesNotStartWith(of(SECRET).mark());
  }

  @Test
  void secretOfOnesOwnChoiceMayHoldAComma() throws GeneralSecurityException {
    String before = asBefore("one, two, three and some more words", "record 1");

    assertThat(of("one, two, three and some more words").openText("record 1", before))
        .isEqualTo(WORDS);
  }

  @Test
  void newKeySealsAndTheOldOneStillOpensUntilItIsDropped() {
    String old = of(SECRET).sealText("record 1", WORDS);
    String ring = Seal.rotated(NEWER, SECRET);

    String fresh = of(ring).sealText("record 1", WORDS);

    assertThat(of(ring).openText("record 1", old)).isEqualTo(WORDS);
    assertThat(of(ring).openText("record 1", fresh)).isEqualTo(WORDS);
    assertThat(fresh).startsWith(of(ring).mark()).startsWith(of(NEWER).mark());
    assertThat(old).doesNotStartWith(of(ring).mark());
    assertThat(of(Seal.newest(ring)).openText("record 1", fresh)).isEqualTo(WORDS);
    assertThatThrownBy(() -> of(Seal.newest(ring)).openText("record 1", old))
        .isInstanceOf(BrokenSealException.class);
  }

  @Test
  void soundWithAKeyOfItsOwnOutlivesAChangeOfKeys() {
    String key = of(SECRET).newKey("m-1");
    byte[] sound = of(SECRET).withKey("m-1", key).seal("m-1", WORDS);

    Seal rotated = of(Seal.rotated(NEWER, SECRET));

    assertThat(rotated.withKey("m-1", key).open("m-1", sound)).isEqualTo(WORDS);
    assertThatThrownBy(() -> rotated.withKey("m-2", key)).isInstanceOf(BrokenSealException.class);
  }

  @Test
  void sameWordsAreNeverSealedAlike() {
    assertThat(of(SECRET).sealText("a", WORDS)).isNotEqualTo(of(SECRET).sealText("a", WORDS));
  }
}
