package org.hamroh.sms;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.gate.OptOuts;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.FromSmsc.Incoming;
import org.hamroh.sms.SmsGateway.TextReader;
import org.hamroh.store.Database;

/// Keeps the texts that people write to us, and closes the number of whoever says stop.
final class Inbox {

  private static final Logger LOG = LogManager.getLogger(Inbox.class);

  private final Database database;
  private final Clock clock;
  private volatile TextReader reader = (handle, from, text) -> {};

  Inbox(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  void readBy(TextReader one) {
    reader = one;
  }

  /// Keeps a text durably; after this it may be answered.
  void take(String route, Incoming incoming) {
    String text = text(incoming);
    String digits = incoming.from().replaceAll("[^0-9]", "");
    boolean number = digits.matches("[1-9][0-9]{6,14}");
    boolean stop = number && StopWords.asks(text);
    database.write(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into incoming_text (id, route, number, sent_to, text, received_at)
                  select coalesce(max(id), 0) + 1, :route, :number, :to, :text, :now
                  from incoming_text
                  """)
              .bind("route", route)
              .bind("number", "+" + digits)
              .bind("to", incoming.to())
              .bind("text", text)
              .bind("now", clock.instant().toEpochMilli())
              .execute();
          if (stop) {
            OptOuts.add(handle, new PhoneNumber("+" + digits), "sms", clock.instant());
          } else if (number) {
            reader.read(handle, new PhoneNumber("+" + digits), text);
          }
          return true;
        });
    LOG.info("event=text-received route={} stop={}", route, stop);
  }

  private static String text(Incoming incoming) {
    byte[] octets = incoming.octets();
    if (incoming.joined() && octets.length > 0) {
      octets =
          Arrays.copyOfRange(
              octets, Math.min(octets.length, 1 + (octets[0] & 0xff)), octets.length);
    }
    return switch (incoming.dataCoding() & 0x0f) {
      case 0x08 -> Encoding.UCS_2.decode(octets);
      case 0x03 -> new String(octets, StandardCharsets.ISO_8859_1);
      default -> Encoding.GSM_7.decode(octets);
    };
  }
}
