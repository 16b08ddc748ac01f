package org.hamroh.ami;

import java.time.Clock;
import java.util.Optional;
import org.hamroh.yaml.Problem;

/// Asks once whether the PBX lets us in: for `doctor` and for the start-up check.
public final class AmiProbe {

  private AmiProbe() {}

  /// Logs in and off again; takes 8 s at most.
  ///
  /// @return what stands in the way, empty when all is well
  public static Optional<Problem> ask(AmiConfig config) {
    AmiLink link = new AmiLink(config, AmiTimes.USUAL, Clock.systemUTC(), event -> {}, () -> {});
    try {
      return Optional.ofNullable(link.login()).map(AmiTrouble::problem);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(
          Problem.of(AmiTrouble.place(config), "the question was interrupted", "ask again"));
    } finally {
      link.discard();
    }
  }
}
