package org.hamroh.agi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Where the server may listen.
@Timeout(20)
final class AgiServerPortTest {

  @Test
  void portThatIsTakenIsToldWithItsRemedy() {
    try (AgiServer first = new AgiServer(new AgiConfig("127.0.0.1", 0), call -> {})) {
      first.start();
      AgiServer second = new AgiServer(new AgiConfig("127.0.0.1", first.port()), call -> {});

      assertThatThrownBy(second::start)
          .isInstanceOf(ProblemsException.class)
          .hasMessageContaining("127.0.0.1:" + first.port())
          .hasMessageContaining("HAMROH_AGI_PORT");
    }
  }

  @Test
  void addressThatTheNetworkReachesIsRefused() {
    AgiServer open = new AgiServer(new AgiConfig("0.0.0.0", 0), call -> {});

    assertThatThrownBy(open::start)
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("set agi.host to 127.0.0.1");
  }
}
