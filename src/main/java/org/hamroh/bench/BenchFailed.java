package org.hamroh.bench;

/// A benchmark could not measure: what it asked did not answer, or answered wrong. The message is a
/// sentence for a person.
public final class BenchFailed extends RuntimeException {
  public BenchFailed(String message) {
    super(message);
  }
}
