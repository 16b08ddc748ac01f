package org.hamroh.smpp;

import java.time.Duration;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.yaml.Secret;

/// A simulated SMSC on a free port, and how to reach it.
public final class Smsc {

  public static final Secret PASSWORD = new Secret("sesame");
  private static final long SEED = 42;

  private Smsc() {}

  public static SimulatedSmsc start(SmscBehaviour behaviour) {
    return start(0, behaviour);
  }

  public static SimulatedSmsc start(int port, SmscBehaviour behaviour) {
    return SimulatedSmsc.start(port, "hamroh", PASSWORD, behaviour, SEED, taken -> {});
  }

  public static SmppConfig account(int port, int window, int segmentsPerSecond) {
    return new SmppConfig(
        "127.0.0.1", port, "hamroh", PASSWORD, "transceiver", window, segmentsPerSecond, "auto");
  }

  /// Short enough for tests, long enough for a busy machine.
  public static SmppTimers timers() {
    return new SmppTimers(
        Duration.ofSeconds(5),
        Duration.ofSeconds(3),
        Duration.ofSeconds(30),
        Duration.ofMillis(50),
        Duration.ofMillis(400));
  }
}
