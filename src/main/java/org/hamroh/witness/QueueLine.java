package org.hamroh.witness;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// One line of Asterisk's queue log:
///
/// ```
/// 1795309670|hamroh-1795309668.4|queue-wages|NONE|ENTERQUEUE||992900000001|1
/// 1795309675|hamroh-1795309668.4|queue-wages|op1|CONNECT|5|hamroh-1795309671.5|3
/// ```
///
/// @param at       whole seconds
/// @param uniqueId of the caller's leg, `NONE` for what concerns no call
/// @param agent    the operator's telephone, `op1`
/// @param data     what the event adds; its meaning depends on the event
record QueueLine(
    Instant at, String uniqueId, String queue, String agent, String event, List<String> data) {

  private static final int FIXED_COLUMNS = 5;

  /// @throws DamagedLineException when it is not a whole line
  static QueueLine parse(String line) {
    String[] fields = line.split("\\|", -1);
    if (fields.length < FIXED_COLUMNS
        || !fields[0].matches("[0-9]{9,11}")
        || !fields[1].matches("[A-Za-z0-9._-]{1,80}")
        || !fields[4].matches("[A-Z]{1,40}")) {
      throw new DamagedLineException("is no line of a queue log");
    }
    return new QueueLine(
        Instant.ofEpochSecond(Long.parseLong(fields[0])),
        fields[1],
        fields[2],
        fields[3].replaceFirst("^PJSIP/", ""),
        fields[4],
        Arrays.asList(fields).subList(FIXED_COLUMNS, fields.length));
  }

  /// Whole seconds that stand in this place of the data, zero when none do.
  Duration seconds(int index) {
    return Duration.ofSeconds(number(index));
  }

  Duration millis(int index) {
    return Duration.ofMillis(number(index));
  }

  int number(int index) {
    String text = index < data.size() ? data.get(index) : "";
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }
}
