package org.hamroh.selftest;

import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/// Tries a number from outside where that can be done, else from inside. When the way from outside
/// fails, the one from inside tells staff whether to call the carrier or to look at the server.
public final class BothWays implements SelfTests.Walk {

  private static final Logger LOG = LogManager.getLogger(BothWays.class);

  /// One walk that begins on this machine.
  @FunctionalInterface
  public interface Inside {
    /// @return what went wrong; empty when the number is proven
    Optional<String> prove(String number);
  }

  private final Optional<OutsideWalk> outside;
  private final Optional<Inside> inside;

  public BothWays(Optional<OutsideWalk> outside, Optional<Inside> inside) {
    this.outside = outside;
    this.inside = inside;
  }

  @Override
  public Tried prove(String number) {
    if (outside.isEmpty() || !outside.get().knows(number)) {
      return Tried.inside(fromInside(number));
    }
    OutsideWalk.Came came = outside.get().prove(number);
    if (came.kept().isPresent()) {
      LOG.warn("event=proof-kept-in number={} reason=\"{}\"", number, came.kept().get().why());
      String why = "the gate keeps the test in: " + came.kept().get().why();
      return inside.isEmpty() ? Tried.outside(Optional.of(why)) : Tried.inside(fromInside(number));
    }
    return Tried.outside(came.trouble().map(why -> why + besides(number)));
  }

  private Optional<String> fromInside(String number) {
    return inside.isEmpty()
        ? Optional.of("there is no way to ring it")
        : inside.get().prove(number);
  }

  private String besides(String number) {
    return inside
        .map(
            walk ->
                walk.prove(number)
                    .map(why -> "; from inside: " + why)
                    .orElse("; from inside the line works"))
        .orElse("");
  }
}
