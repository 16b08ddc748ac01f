package org.hamroh.call;

import tools.jackson.databind.json.JsonMapper;

/// How events and records stand in the tables: durations as `PT2.5S`, times as ISO 8601. One place,
/// so that what was written by an older server is read by a newer one.
final class CallJson {

  // Events of a newer server may stand in the table after a roll-back: unknown fields are skipped.
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private CallJson() {}

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static CallEvent event(String json) {
    return MAPPER.readValue(json, CallEvent.class);
  }

  static CallRecord record(String json) {
    return MAPPER.readValue(json, CallRecord.class);
  }
}
