package org.hamroh.gate;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hamroh.gate.DayWindow.Pause;
import org.jspecify.annotations.Nullable;

/// The gate's part of the settings; what is left out is as [#STANDARD].
///
/// @param callPrefixes that may be rung
/// @param hours        for what the person did not ask for, by the clock where the person is
/// @param assume       zones of a country's mobile numbers: `RU: [Europe/Moscow]`
/// @param electricity  by id of the list of places, in Tajik time: of a place and all that lies in
/// it
/// @param prices       of one minute or segment, by prefix
public record GateConfig(
    @Nullable List<String> callPrefixes,
    @Nullable Hours hours,
    @Nullable Map<String, List<ZoneId>> assume,
    @Nullable Map<String, List<Span>> electricity,
    @Nullable Limits caps,
    @Nullable Map<String, Caps.Price> prices) {

  /// Places with electricity windows are in Tajikistan.
  private static final ZoneId HOME = ZoneId.of("Asia/Dushanbe");

  /// Who can be written to can be rung; from eight to nine, not during the Friday prayer; caps that
  /// no honest day reaches.
  public static final GateConfig STANDARD = new GateConfig(null, null, null, null, null, null);

  private static final List<String> CALL_PREFIXES = List.of("+992", "+7");
  private static final Span FRIDAY_PRAYER = new Span(LocalTime.of(12, 0), LocalTime.of(14, 0));
  private static final Hours HOURS =
      new Hours(LocalTime.of(8, 0), LocalTime.of(21, 0), FRIDAY_PRAYER);
  private static final Limits LIMITS = new Limits(6, 20, 2_000, 50_000, new BigDecimal("1000"));

  /// @param until        equal to `from` when every hour is right
  /// @param fridayPause  without it Friday is like any day
  public record Hours(LocalTime from, LocalTime until, @Nullable Span fridayPause) {}

  public record Span(LocalTime from, LocalTime until) {}

  /// A day's limits, see [Caps].
  public record Limits(
      int callsPerNumber,
      int textsPerNumber,
      int callsPerDay,
      int textsPerDay,
      BigDecimal moneyPerDay) {}

  /// With what a segment costs by these settings alone.
  public GateRules rules(List<String> textPrefixes) {
    return rules(textPrefixes, pricesOfTexts());
  }

  /// @param textPrefixes what the SMS routes serve
  /// @param segments     what a segment costs by prefix, the routes' own prices among them
  public GateRules rules(List<String> textPrefixes, Map<String, BigDecimal> segments) {
    Hours open = hours == null ? HOURS : hours;
    Limits limits = caps == null ? LIMITS : caps;
    return new GateRules(
        callPrefixes == null ? CALL_PREFIXES : callPrefixes,
        textPrefixes,
        new DayWindow(
            open.from(),
            open.until(),
            Optional.ofNullable(open.fridayPause())
                .map(span -> new Pause(DayOfWeek.FRIDAY, span.from(), span.until()))),
        power(),
        new Caps(
            limits.callsPerNumber(),
            limits.textsPerNumber(),
            limits.callsPerDay(),
            limits.textsPerDay(),
            limits.moneyPerDay(),
            prices == null ? Map.of() : Caps.of(prices, Caps.Price::call),
            segments));
  }

  private Map<String, List<GateRules.Power>> power() {
    if (electricity == null) {
      return Map.of();
    }
    return electricity.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey,
                entry ->
                    entry.getValue().stream()
                        .map(span -> new GateRules.Power(span.from(), span.until(), HOME))
                        .toList()));
  }

  /// What a segment costs, by prefix, where its route says nothing.
  public Map<String, BigDecimal> pricesOfTexts() {
    return prices == null ? Map.of() : Caps.of(prices, Caps.Price::text);
  }

  /// The same with every hour right.
  public GateConfig atAnyHour() {
    Hours always = new Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, null);
    return new GateConfig(callPrefixes, always, assume, electricity, caps, prices);
  }

  /// @param site where the site's clock hangs
  public Whereabouts whereabouts(ZoneId site) {
    return new Whereabouts(assume == null ? Map.of() : assume, site);
  }
}
