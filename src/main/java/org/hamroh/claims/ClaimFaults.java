package org.hamroh.claims;

import java.util.List;
import java.util.stream.Collectors;
import org.hamroh.web.Wording;

/// Why a claim or a line is not kept: every mistake at once, in the words of who reads it.
public final class ClaimFaults extends RuntimeException {

  /// @param field `firm`, `amount`, `on`…
  /// @param code  names the sentence, `claims.fault.<code>`
  public record Fault(String field, String code) {

    String sentence(Wording words) {
      return words.of("claims.field." + field) + ": " + words.of("claims.fault." + code);
    }
  }

  private final List<Fault> faults;

  ClaimFaults(List<Fault> faults) {
    super(faults.toString(), null, false, false);
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }

  String sentences(Wording words) {
    return faults.stream().map(fault -> fault.sentence(words)).collect(Collectors.joining(" "));
  }
}
