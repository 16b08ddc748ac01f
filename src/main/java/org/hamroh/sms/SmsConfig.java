package org.hamroh.sms;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hamroh.aggregator.HttpConfig;
import org.hamroh.modem.ModemConfig;
import org.hamroh.smpp.ReceiptIds;
import org.hamroh.smpp.SmppConfig;
import org.jspecify.annotations.Nullable;

/// How text messages leave the house.
///
/// @param senderId number or up to 11 letters that the receiver sees
/// @param routes   the one with the longest fitting prefix takes a message; of equal ones the
///                 cheapest; of those the first. The others that fit stand in when it fails
/// @param networks prefixes by the name of a mobile network, for routes to name: `tcell: [+99293]`
/// @param senders  other senders for some countries, which may allow no letters
/// @param validHours how long texts are worth sending; may be left out
public record SmsConfig(
    String senderId,
    List<Route> routes,
    @Nullable Map<String, List<String>> networks,
    @Nullable List<Sender> senders,
    @Nullable ValidHours validHours) {

  public SmsConfig(String senderId, List<Route> routes) {
    this(senderId, routes, null, null, null);
  }

  /// What a country's people see as the sender.
  ///
  /// @param prefixes of E.164 numbers
  public record Sender(List<String> prefixes, String senderId) {}

  /// Hours after which a text that could not leave is given up: late news mislead.
  public record ValidHours(int bulk, int single) {

    /// A broadcast that waits out a night or a Sunday still leaves; an answer may wait longer.
    public static final ValidHours STANDARD = new ValidHours(48, 72);
  }

  /// @param name           in logs and on the console
  /// @param prefixes       of E.164 numbers that this route takes, `+992`
  /// @param networks       names from `networks`, instead of or beside prefixes
  /// @param smpp           the SMSC behind it; or
  /// @param http           the aggregator; or
  /// @param modem          the modem's spool: one of the three
  /// @param costPerSegment in the currency of `gate.prices`; as those say when left out
  /// @param joining        how long texts are joined: `udh8` (when left out), `udh16`, `payload`
  /// @param senderId       of this route, where the carrier allows no other
  /// @param senders        of this route, by country
  /// @param failoverSeconds of trouble, after which other routes take over; 30 when left out
  /// @param receiptsFor    a route whose receipts come through this link; for a bind `receiver`
  public record Route(
      String name,
      @Nullable List<String> prefixes,
      @Nullable List<String> networks,
      @Nullable SmppConfig smpp,
      @Nullable HttpConfig http,
      @Nullable ModemConfig modem,
      @Nullable BigDecimal costPerSegment,
      @Nullable String joining,
      @Nullable String senderId,
      @Nullable List<Sender> senders,
      @Nullable Integer failoverSeconds,
      @Nullable String receiptsFor) {

    /// Long enough for a link that comes back by itself, short enough for an alert.
    private static final int FAILOVER_SECONDS = 30;

    private static final double MODEM_PER_SECOND = 0.2;

    public Route(String name, List<String> prefixes, SmppConfig smpp) {
      this(name, prefixes, null, smpp, null, null, null, null, null, null, null, null);
    }

    /// Aggregators cut long texts themselves.
    public Joining joined() {
      if (joining == null) {
        return http == null ? Joining.UDH8 : Joining.PAYLOAD;
      }
      return Joining.of(joining);
    }

    ReceiptIds receiptIds() {
      return smpp == null ? ReceiptIds.AUTO : ReceiptIds.of(smpp.receiptIds());
    }

    Duration failover() {
      return Duration.ofSeconds(Objects.requireNonNullElse(failoverSeconds, FAILOVER_SECONDS));
    }

    /// Segments that may leave here in a second; a modem needs some seconds for each.
    public double segmentsPerSecond() {
      if (smpp != null) {
        return smpp.segmentsPerSecond();
      }
      return http != null ? http.segmentsPerSecond() : MODEM_PER_SECOND;
    }

    /// Whether anything leaves here.
    public boolean sends() {
      return smpp == null || !smpp.bind().equals("receiver");
    }
  }

  ValidHours valid() {
    return Objects.requireNonNullElse(validHours, ValidHours.STANDARD);
  }

  /// Every prefix that a route takes, its networks' among them.
  List<String> prefixes(Route route) {
    return Stream.concat(
            orNone(route.prefixes()).stream(),
            orNone(route.networks()).stream()
                .flatMap(
                    name ->
                        Objects.requireNonNullElse(networks, Map.<String, List<String>>of())
                            .getOrDefault(name, List.of())
                            .stream()))
        .distinct()
        .toList();
  }

  /// What a number's owner sees as the sender of a text that goes this way: the nearest rule.
  public String sender(Route route, String e164) {
    return sender(orNone(route.senders()), e164)
        .or(() -> Optional.ofNullable(route.senderId()))
        .or(() -> sender(orNone(senders), e164))
        .orElse(senderId);
  }

  private static Optional<String> sender(List<Sender> rules, String e164) {
    Sender best = null;
    int longest = 0;
    for (Sender rule : rules) {
      for (String prefix : rule.prefixes()) {
        if (e164.startsWith(prefix) && prefix.length() > longest) {
          best = rule;
          longest = prefix.length();
        }
      }
    }
    return Optional.ofNullable(best).map(Sender::senderId);
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }
}
