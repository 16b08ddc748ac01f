package org.hamroh.surge;

import java.util.List;
import java.util.function.Supplier;

/// What our own campaigns say of the next one.
public final class EchoBook implements Supplier<EchoCurve> {

  /// Smaller ones are chance.
  private static final long ENOUGH_TEXTS = 100;

  /// Older ones went to other people at another time.
  private static final int MOST = 10;

  private final Supplier<List<EchoCurve.Past>> past;

  /// @param past campaigns whose 48 hours are over, the latest first
  public EchoBook(Supplier<List<EchoCurve.Past>> past) {
    this.past = past;
  }

  @Override
  public EchoCurve get() {
    return EchoCurve.of(
        past.get().stream().filter(one -> one.texts() >= ENOUGH_TEXTS).limit(MOST).toList());
  }
}
