package org.hamroh.witness;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One channel event as Asterisk's CEL writes it, in the columns of
/// `deploy/asterisk/cel_custom.conf`:
///
/// ```
/// "1795309842.123456","CHAN_START","hamroh-1795309842.2","hamroh-1795309842.2",
///   "PJSIP/demo-00000002","700","inbound","","","","",""
/// ```
///
/// @param at        to the microsecond
/// @param event     `CHAN_START`, `ANSWER`, `HANGUP`, `LINKEDID_END`, `USER_DEFINED`…
/// @param uniqueId  of the leg
/// @param linkedId  of the call
/// @param extension where in the dialplan
/// @param context   the same
/// @param ownName   of an event that our dialplan made: `SafetyNetEntered`
/// @param extra     details as JSON, empty when there are none
record ChannelLine(
    Instant at,
    String event,
    String uniqueId,
    String linkedId,
    String channelName,
    String extension,
    String context,
    String ownName,
    String extra) {

  private static final int COLUMNS = 12;

  private static final JsonMapper JSON = new JsonMapper();

  /// @throws DamagedLineException when it is not a whole event
  static ChannelLine parse(String line) {
    List<String> fields = fields(line);
    if (fields.size() < COLUMNS) {
      throw new DamagedLineException("has " + fields.size() + " of " + COLUMNS + " columns");
    }
    return new ChannelLine(
        time(fields.get(0)),
        word(fields.get(1), "[A-Z_]{1,40}"),
        word(fields.get(2), "[A-Za-z0-9._-]{1,80}"),
        word(fields.get(3), "[A-Za-z0-9._-]{1,80}"),
        fields.get(4),
        fields.get(5),
        fields.get(6),
        fields.get(9),
        fields.get(10));
  }

  private static List<String> fields(String line) {
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(line)) {
      return reader.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
    } catch (java.io.IOException | CsvParseException e) {
      throw new DamagedLineException("is no CSV");
    }
  }

  private static Instant time(String text) {
    if (!text.matches("[0-9]{9,11}(\\.[0-9]{1,9})?")) {
      throw new DamagedLineException("has no time");
    }
    BigDecimal seconds = new BigDecimal(text);
    return Instant.ofEpochSecond(
        seconds.longValue(), seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
  }

  private static String word(String text, String shape) {
    if (!text.matches(shape)) {
      throw new DamagedLineException("has a strange name or id");
    }
    return text;
  }

  /// Why a leg ended, in Q.850's numbers; 0 when the line does not say.
  int cause() {
    String cause = detail("hangupcause");
    return cause.matches("[0-9]{1,3}") ? Integer.parseInt(cause) : 0;
  }

  /// One detail of [#extra], empty when it is not there.
  String detail(String name) {
    if (extra.isEmpty()) {
      return "";
    }
    try {
      JsonNode value = JSON.readTree(extra).path(name);
      return value.isMissingNode() ? "" : value.asString("");
    } catch (JacksonException e) {
      return ""; // the event itself is whole
    }
  }
}
