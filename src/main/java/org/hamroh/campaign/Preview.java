package org.hamroh.campaign;

import java.util.List;
import java.util.Map;

/// What a campaign would do if it were started now.
///
/// @param recipients who would get a message
/// @param segments   to be paid in all
/// @param languages  by language, the figures of each
/// @param problems   why it cannot be started; empty when it can
public record Preview(
    long recipients,
    long segments,
    Map<String, PerLanguage> languages,
    Campaign.LeftOut leftOut,
    List<String> problems) {

  /// @param encoding  the most expensive one among its messages
  /// @param fewest    segments of a message
  /// @param most      segments of a message
  /// @param forcing   letters that force UCS-2, the first twenty
  /// @param sample    the text with made-up values in its fields
  public record PerLanguage(
      long recipients,
      long segments,
      String encoding,
      int fewest,
      int most,
      List<String> forcing,
      String sample) {}

  public Preview {
    languages = Map.copyOf(languages);
    problems = List.copyOf(problems);
  }
}
