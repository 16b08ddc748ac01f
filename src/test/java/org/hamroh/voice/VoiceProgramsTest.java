package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VoiceProgramsTest {

  @TempDir private Path empty;

  @Test
  void ordinaryUserIsToldTheOneCommand() {
    assertThatThrownBy(() -> VoicePrograms.ensure(empty.toString(), false, what -> {}))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("sudo apt install espeak-ng sox");
  }

  @Test
  void rootOfASystemWithoutAptIsToldToo() {
    assertThatThrownBy(() -> VoicePrograms.ensure(empty.toString(), true, what -> {}))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("missing: espeak-ng, sox");
  }
}
