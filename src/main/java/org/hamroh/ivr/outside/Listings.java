package org.hamroh.ivr.outside;

import java.util.List;
import java.util.Map;
import org.hamroh.voice.Spoken;

/// Lists that staff edit and callers hear item by item: vacancies, offices near a place. Answers
/// from memory.
public interface Listings {

  /// One item, ready to be said.
  ///
  /// @param id      for the journal
  /// @param values  for the placeholders of the prompt that says it, in the asked language
  /// @param written the same and more for a text message: `profession`, `place`, `contact`
  record Item(String id, Map<String, Spoken> values, Map<String, String> written) {}

  /// What the list holds today, in the order in which it is said; the first 30.
  ///
  /// @param list   `vacancies`, `offices`
  /// @param filter what the items must match: `{region: sughd}`; empty for all
  List<Item> items(String list, String language, Map<String, String> filter);

  static Listings none() {
    return (list, language, filter) -> List.of();
  }
}
