package org.hamroh.campaign;

import java.util.Map;
import java.util.TreeMap;

/// Made-up values for the fields of a text, of their usual length: who checks a text sees how it
/// reads, and nothing of a person.
final class Samples {

  private Samples() {}

  /// @param siteFields values that are the same for everybody: `TEL`
  static Map<String, String> of(Map<String, String> siteFields) {
    Map<String, String> values = new TreeMap<>();
    // A longer name and place than most, so that counters rather say too much.
    values.put("NAME", "Абдураҳмон");
    values.put("PLACE", "Ҷиликӯл");
    Schedule.DATE_KINDS.forEach(kind -> values.put(TextTemplate.DATE + kind, "31.12.2030"));
    values.putAll(siteFields);
    return values;
  }
}
