package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.ProofRig.PUBLIC;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hamroh.sip.PretendedCarrier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What answers our public number and is not this line is not taken for it.
final class OutsideWrongIT {

  @TempDir private static Path folder;
  private static ProofRig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = new ProofRig(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  @Test
  void carrierThatSaysSomethingElseIsNotTakenForUs() {
    Path other = folder.resolve("sounds/ru/goodbye.alaw");
    assertThat(Files.isRegularFile(other)).isTrue();

    JsonNode proof =
        rig.tryThrough(
            call -> {
              call.answer();
              while (call.isUp()) {
                call.play(other);
              }
            });

    assertThat(proof.path("reason").asString())
        .contains("did not come back")
        .contains("not the greeting");
  }

  @Test
  void callThatIsBroughtToAnotherNumberOfOursIsNoProof() {
    try (PretendedCarrier carrier = rig.hotline.bringingBack(Map.of(PUBLIC, "704"))) {
      assertThat(rig.tryNow().path("reason").asString()).contains("704");
    }
    assertThat(rig.hotline.calls()).isEmpty();
  }
}
