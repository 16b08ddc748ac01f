package org.hamroh.campaign;

import java.util.function.Supplier;
import org.hamroh.store.StoreException;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// How a campaign says no.
final class Refusals {

  private Refusals() {}

  /// What is refused inside a transaction undoes it, and comes out as it is.
  static <T> T rethrowing(Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreException e) {
      if (e.getCause() instanceof ProblemsException refused) {
        throw refused;
      }
      throw e;
    }
  }

  static ProblemsException movedOn(long id, String how) {
    return new ProblemsException(
        Problem.of(
            "campaign " + id,
            "cannot be " + how + " now; it may have moved on",
            "look at it again"));
  }
}
