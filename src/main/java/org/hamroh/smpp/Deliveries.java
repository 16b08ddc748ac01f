package org.hamroh.smpp;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamroh.smpp.FromSmsc.Incoming;
import org.hamroh.smpp.FromSmsc.Receipt;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;

/// Reads a deliver_sm. Receipts have no fixed form (SMPP 3.4 appendix B is only "typical"), and the
/// library's parser gives up on an odd date; we need the id, the state and the error alone, and
/// prefer the fields made for them when they are there.
///
/// ```
/// id:0059113978 sub:001 dlvrd:001 submit date:1003101208 done date:1003101209 stat:DELIVRD
/// err:000 text:
/// ```
final class Deliveries {

  private static final Pattern ID = Pattern.compile("(?i)\\bid:\\s*(\\S+)");
  private static final Pattern STATE = Pattern.compile("(?i)\\bstat:\\s*([A-Z]+)");
  private static final Pattern ERROR = Pattern.compile("(?i)\\berr:\\s*([0-9A-Z]+)");

  /// `message_state` (§5.2.28) by its number.
  private static final String[] STATES = {
    "UNKNOWN", "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN",
    "REJECTD"
  };

  private Deliveries() {}

  static FromSmsc read(DeliverSm pdu) {
    byte[] octets = pdu.getShortMessage() == null ? new byte[0] : pdu.getShortMessage();
    if (octets.length == 0) {
      OptionalParameter.Message_payload payload =
          pdu.getOptionalParameter(OptionalParameter.Message_payload.class);
      octets = payload == null ? octets : payload.getValue();
    }
    if (!pdu.isSmscDeliveryReceipt()) {
      byte[] header = pdu.isUdhi() ? new byte[0] : headerOfFields(pdu);
      byte[] all = new byte[header.length + octets.length];
      System.arraycopy(header, 0, all, 0, header.length);
      System.arraycopy(octets, 0, all, header.length, octets.length);
      return new Incoming(
          pdu.getSourceAddr(),
          pdu.getDestAddress(),
          pdu.getDataCoding(),
          pdu.isUdhi() || header.length > 0,
          all);
    }
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    OptionalParameter.Receipted_message_id id =
        pdu.getOptionalParameter(OptionalParameter.Receipted_message_id.class);
    OptionalParameter.Message_state state =
        pdu.getOptionalParameter(OptionalParameter.Message_state.class);
    int number = state == null ? -1 : state.getValue();
    return new Receipt(
        id == null ? find(ID, text) : id.getValueAsString().strip(),
        pdu.getSourceAddr(),
        number >= 0 && number < STATES.length
            ? STATES[number]
            : find(STATE, text).toUpperCase(java.util.Locale.ROOT),
        find(ERROR, text));
  }

  /// Some carriers tell the place of a part in fields of their own (§5.3.2.22-24) instead of in a
  /// header before the letters; empty when this one does not.
  private static byte[] headerOfFields(DeliverSm pdu) {
    OptionalParameter.Sar_msg_ref_num reference =
        pdu.getOptionalParameter(OptionalParameter.Sar_msg_ref_num.class);
    OptionalParameter.Sar_total_segments parts =
        pdu.getOptionalParameter(OptionalParameter.Sar_total_segments.class);
    OptionalParameter.Sar_segment_seqnum part =
        pdu.getOptionalParameter(OptionalParameter.Sar_segment_seqnum.class);
    return reference == null || parts == null || part == null
        ? new byte[0]
        : new byte[] {
          6,
          8,
          4,
          (byte) (reference.getValue() >> 8),
          (byte) reference.getValue(),
          parts.getValue(),
          part.getValue()
        };
  }

  private static String find(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : "";
  }
}
