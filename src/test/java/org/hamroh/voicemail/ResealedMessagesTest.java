package org.hamroh.voicemail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.hamroh.SealedFields;
import org.hamroh.seal.Resealer;
import org.hamroh.seal.Seal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What callers said is heard after a change of keys, and only with the new one.
final class ResealedMessagesTest {

  private static final String RING =
      Seal.rotated("another key of 32 letters, other", "a key of 32 letters for tests ok");

  @TempDir private Path folder;

  @Test
  void soundsAndNumbersFollowANewKey() throws java.io.IOException {
    try (VoicemailHouse house = new VoicemailHouse(folder)) {
      house.leaves("m-1", "message");
      house.round();
      byte[] before = house.messages.listen("m-1", "zarina").orElseThrow();

      int resealed =
          new Resealer(
                  house.database,
                  SealedFields.ALL.stream()
                      .filter(one -> one.secret().contains("MESSAGE"))
                      .toList(),
                  name -> RING)
              .reseal();

      assertThat(resealed).isEqualTo(2);
      assertThat(house.with(Seal.newest(RING)).listen("m-1", "zarina").orElseThrow())
          .isEqualTo(before);
    }
  }
}
