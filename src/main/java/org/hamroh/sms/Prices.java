package org.hamroh.sms;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hamroh.phone.PhoneNumber;

/// What a segment costs, by the prefix of the number that it goes to; the longest that fits counts.
///
/// @param perSegment `+992`: in the currency of the settings; what no prefix names is free
public record Prices(Map<String, BigDecimal> perSegment) {

  public static final Prices NONE = new Prices(Map.of());

  public Prices {
    perSegment = Map.copyOf(perSegment);
  }

  public BigDecimal of(PhoneNumber number) {
    return ofHead(number.e164());
  }

  /// By the first characters of a number.
  public BigDecimal ofHead(String head) {
    return perSegment.entrySet().stream()
        .filter(one -> head.startsWith(one.getKey()))
        .max(Comparator.comparingInt(one -> one.getKey().length()))
        .map(Map.Entry::getValue)
        .orElse(BigDecimal.ZERO);
  }

  /// All of them, for the counter in the browser: `[{"prefix":"+992","price":0.05}]`.
  public String json() {
    return new TreeMap<>(perSegment)
        .entrySet().stream()
            .map(one -> json(one.getKey(), one.getValue()))
            .collect(Collectors.joining(",", "[", "]"));
  }

  /// That of one number, which is not named.
  public String json(PhoneNumber number) {
    BigDecimal price = of(number);
    return price.signum() == 0 ? "[]" : "[" + json("", price) + "]";
  }

  private static String json(String prefix, BigDecimal price) {
    return "{\"prefix\":\"" + prefix + "\",\"price\":" + price.toPlainString() + "}";
  }
}
