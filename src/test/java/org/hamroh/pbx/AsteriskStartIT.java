package org.hamroh.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Asterisk with our configuration.
final class AsteriskStartIT {

  @Test
  void itStartsWithoutAComplaint(@TempDir Path folder) {
    try (TestPbx pbx = TestPbx.in(folder).start()) {

      Asterisk.Status status = pbx.asterisk().status();

      assertThat(status.booted()).isTrue();
      assertThat(status.managerOpen()).isTrue();
      assertThat(status.version()).startsWith("22.");
      assertThat(pbx.log()).doesNotContain("ERROR").doesNotContain("WARNING");
    }
  }
}
