package org.hamroh.listing;

import java.util.List;
import java.util.stream.Collectors;
import org.hamroh.web.Wording;

/// Why an item is not kept: every mistake at once, in the words of the person who reads it.
public final class ListingFaults extends RuntimeException {

  /// @param field `titleTg`, `validUntil`…
  /// @param code  names the sentence, `listing.fault.<code>`
  /// @param value what stands there instead, for the sentence's `{0}`
  public record Fault(String field, String code, String value) {

    /// `Profession in Russian: the voice cannot say "15"; write it in words.`
    public String sentence(Wording words) {
      return words.of("listing.field." + field) + ": " + words.of("listing.fault." + code, value);
    }
  }

  private final List<Fault> faults;

  public ListingFaults(List<Fault> faults) {
    super(faults.toString(), null, false, false);
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }

  /// All of them, one after another.
  public String sentences(Wording words) {
    return faults.stream().map(fault -> fault.sentence(words)).collect(Collectors.joining(" "));
  }
}
