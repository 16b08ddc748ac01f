package org.hamroh.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.hamroh.gate.Caps;
import org.hamroh.gate.Errand;
import org.hamroh.gate.GateConfig;
import org.hamroh.gate.Purpose;
import org.hamroh.gate.Reason;
import org.hamroh.gate.SiteGate;
import org.hamroh.gate.Verdict;
import org.hamroh.gate.Whereabouts;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.Smsc;
import org.hamroh.store.Database;
import org.hamroh.web.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One price and one way of counting, wherever a text is paid for: the counter, the preview, the
/// choice of a route and the cap of the day.
final class PricesTest {

  private static final PhoneNumber TCELL = new PhoneNumber("+992930000001");
  private static final PhoneNumber TAJIK = new PhoneNumber("+992900000001");
  private static final PhoneNumber RUSSIAN = new PhoneNumber("+79000000001");

  private static final Map<String, BigDecimal> USUAL =
      Map.of("+992", new BigDecimal("0.02"), "+7", new BigDecimal("0.50"));

  @TempDir private Path folder;

  @Test
  void theRoutesPriceCountsElseTheUsualOneOfItsNumbers() {
    Prices prices = table().prices();

    assertThat(prices.of(TCELL)).isEqualTo("0.07");
    assertThat(prices.of(TAJIK)).isEqualTo("0.02");
    assertThat(prices.of(RUSSIAN)).isEqualTo("0.50");
    assertThat(table().cost(route("plain", List.of("+992", "+7"), null, null)))
        .isEqualTo("0.02–0.50");
  }

  @Test
  void theCheaperOfTwoRoutesIsChosenByTheSamePrices() {
    RouteTable table =
        new RouteTable(
            new SmsConfig(
                "HAMROH",
                List.of(
                    route("usual", List.of("+7"), null, null),
                    route("cheap", List.of("+7"), "0.30", null))),
            USUAL);

    assertThat(table.of(RUSSIAN).orElseThrow().name()).isEqualTo("cheap");
    assertThat(table.prices().of(RUSSIAN)).isEqualTo("0.30");
  }

  @Test
  void theCounterIsToldThePriceAndTheHeaderOfEachPrefix() {
    Prices prices = table().prices();

    assertThat(prices.json())
        .isEqualTo(
            "[{\"prefix\":\"+7\",\"price\":0.50,\"header\":6},"
                + "{\"prefix\":\"+992\",\"price\":0.02,\"header\":6},"
                + "{\"prefix\":\"+99293\",\"price\":0.07,\"header\":7}]");
    assertThat(prices.json(TCELL)).isEqualTo("[{\"prefix\":\"\",\"price\":0.07,\"header\":7}]");
    assertThat(prices.audience(Map.of("+9929", 3L, "+99293", 2L, "+7900", 1L)))
        .isEqualTo(
            "{\"people\":6,\"prices\":[{\"people\":3,\"price\":0.02,\"header\":6},"
                + "{\"people\":2,\"price\":0.07,\"header\":7},"
                + "{\"people\":1,\"price\":0.50,\"header\":6}]}");
    assertThat(prices.widest()).isEqualTo(Joining.UDH16);
  }

  @Test
  void theCapOfTheDayIsSpentByTheRoutesPrice() {
    GateConfig.Limits limits = new GateConfig.Limits(6, 100, 100, 1_000, new BigDecimal("0.20"));
    GateConfig config =
        new GateConfig(
            null,
            null,
            null,
            null,
            limits,
            Map.of("+992", new Caps.Price(BigDecimal.ZERO, new BigDecimal("0.02"))));
    try (Database database = Database.open(folder.resolve("gate.db"))) {
      SiteGate gate =
          new SiteGate(
              database,
              config.atAnyHour().rules(List.of("+992"), table().prices().perSegment()),
              new Whereabouts(Map.of(), ZoneId.of("Asia/Dushanbe")),
              number ->
                  CallerKey.of(number, "a secret of a test site".getBytes(StandardCharsets.UTF_8)),
              new TestClock());

      Errand two = Errand.text(TCELL, Purpose.SERVICE).of(2);

      assertThat(database.<Verdict>write(handle -> gate.pass(handle, two)))
          .isEqualTo(new Verdict.Open()); // 0.14 of 0.20
      assertThat(database.<Verdict>write(handle -> gate.pass(handle, two)))
          .isInstanceOfSatisfying(
              Verdict.Closed.class, no -> assertThat(no.reason()).isEqualTo(Reason.MONEY));
      Errand usual = Errand.text(TAJIK, Purpose.SERVICE).of(3);
      assertThat(database.<Verdict>write(handle -> gate.pass(handle, usual)))
          .isEqualTo(new Verdict.Open()); // 0.06 more
    }
  }

  private static RouteTable table() {
    return new RouteTable(
        new SmsConfig(
            "HAMROH",
            List.of(
                route("plain", List.of("+992", "+7"), null, null),
                route("tcell", List.of("+99293"), "0.07", "udh16"))),
        USUAL);
  }

  private static SmsConfig.Route route(
      String name, List<String> prefixes, @Nullable String cost, @Nullable String joining) {
    return new SmsConfig.Route(
        name,
        prefixes,
        null,
        Smsc.account(1, 1, 1),
        null,
        null,
        cost == null ? null : new BigDecimal(cost),
        joining,
        null,
        null,
        null,
        null);
  }
}
