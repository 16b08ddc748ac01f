package org.hamroh.ivr.outside;

import java.util.List;
import java.util.Map;

/// Lists that staff edit and callers hear item by item: vacancies, offices near a place.
public interface Listings {

  /// One item, ready to be said.
  ///
  /// @param id     for the journal
  /// @param values for the placeholders of the prompt that says it, in the asked language
  record Item(String id, Map<String, String> values) {}

  /// What the list holds today, in the order in which it is said; the first 30.
  ///
  /// @param list   `vacancies`, `offices`
  /// @param filter what the items must match: `{region: sughd}`; empty for all
  List<Item> items(String list, String language, Map<String, String> filter);

  static Listings none() {
    return (list, language, filter) -> List.of();
  }
}
