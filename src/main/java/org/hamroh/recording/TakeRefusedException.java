package org.hamroh.recording;

import java.util.List;
import java.util.stream.Collectors;

/// A recording that is not taken, with all that speaks against it.
public final class TakeRefusedException extends RuntimeException {

  private final transient List<Finding> findings;

  TakeRefusedException(List<Finding> findings) {
    super(
        findings.stream().map(one -> one.what().code()).collect(Collectors.joining(", ")),
        null,
        false,
        false);
    this.findings = List.copyOf(findings);
  }

  public List<Finding> findings() {
    return findings;
  }
}
