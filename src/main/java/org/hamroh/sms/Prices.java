package org.hamroh.sms;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamroh.phone.PhoneNumber;

/// What a segment costs and how its route joins parts, by the prefix of the number that it goes to;
/// the longest that fits counts. The one source for the counter, the preview and the spend cap.
///
/// @param perSegment `+992`: in the currency of the settings; what no prefix names is free
/// @param joinings   `+992`: how longer texts are joined there; what no prefix names has the short
///                   header
public record Prices(Map<String, BigDecimal> perSegment, Map<String, Joining> joinings) {

  public static final Prices NONE = new Prices(Map.of());

  public Prices {
    perSegment = Map.copyOf(perSegment);
    joinings = Map.copyOf(joinings);
  }

  public Prices(Map<String, BigDecimal> perSegment) {
    this(perSegment, Map.of());
  }

  public BigDecimal of(PhoneNumber number) {
    return ofHead(number.e164());
  }

  /// By the first characters of a number.
  public BigDecimal ofHead(String head) {
    return longest(perSegment, head, BigDecimal.ZERO);
  }

  /// How a longer text to this number is joined.
  public Joining joining(String head) {
    return longest(joinings, head, Joining.UDH8);
  }

  /// The one that leaves the least room: whoever counts by it is never surprised.
  public Joining widest() {
    return joinings.values().stream()
        .max(Comparator.comparingInt(Joining::header))
        .orElse(Joining.UDH8);
  }

  static <T> T longest(Map<String, T> byPrefix, String head, T otherwise) {
    return byPrefix.entrySet().stream()
        .filter(one -> head.startsWith(one.getKey()))
        .max(Comparator.comparingInt(one -> one.getKey().length()))
        .map(Map.Entry::getValue)
        .orElse(otherwise);
  }

  /// All of them, for the counter in the browser: `[{"prefix":"+992","price":0.05,"header":6}]`,
  /// with the octets of the header that joins parts.
  public String json() {
    return Stream.concat(perSegment.keySet().stream(), joinings.keySet().stream())
        .distinct()
        .sorted()
        .filter(head -> ofHead(head).signum() > 0 || joining(head) != Joining.UDH8)
        .map(head -> json(head, head))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /// That of one number, which is not named.
  public String json(PhoneNumber number) {
    String head = number.e164();
    boolean usual = ofHead(head).signum() == 0 && joining(head) == Joining.UDH8;
    return usual ? "[]" : "[" + json("", head) + "]";
  }

  private String json(String shown, String head) {
    return "{\"prefix\":\""
        + shown
        + "\",\"price\":"
        + ofHead(head).toPlainString()
        + ",\"header\":"
        + joining(head).header()
        + "}";
  }

  /// What an audience costs, for the same counter:
  /// `{"people":3,"prices":[{"people":3,"price":0.05,"header":6}]}`.
  ///
  /// @param people how many, by the first characters of their numbers
  public String audience(Map<String, Long> people) {
    Map<String, Long> alike = new TreeMap<>();
    people.forEach(
        (head, count) ->
            alike.merge(
                "\"price\":%s,\"header\":%d"
                    .formatted(ofHead(head).toPlainString(), joining(head).header()),
                count,
                Long::sum));
    long all = people.values().stream().mapToLong(Long::longValue).sum();
    return alike.entrySet().stream()
        .map(one -> "{\"people\":" + one.getValue() + "," + one.getKey() + "}")
        .collect(Collectors.joining(",", "{\"people\":" + all + ",\"prices\":[", "]}"));
  }
}
