package org.hamroh.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.Refusal;
import org.hamroh.smpp.RefusalName;
import org.hamroh.smpp.Smsc;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which way a text goes, in what order, how it is cut, and when it goes no more.
final class RoutesTest {

  private static final PhoneNumber TAJIK = new PhoneNumber("+992930000001");

  @TempDir private Path folder;

  @Test
  void theLongestPrefixTakesANumberThenTheCheapestThenTheFirst() {
    RouteTable table =
        new RouteTable(
            new SmsConfig(
                "HAMROH",
                List.of(
                    route("any", List.of("+992", "+7"), null, "0.05"),
                    route("dear", List.of("+992"), null, "0.09"),
                    route("tcell", null, List.of("tcell"), "0.50")),
                Map.of("tcell", List.of("+99293")),
                null,
                null));

    assertThat(names(table, TAJIK)).containsExactly("tcell", "any", "dear");
    assertThat(names(table, new PhoneNumber("+992900000001"))).containsExactly("any", "dear");
    assertThat(names(table, new PhoneNumber("+79000000001"))).containsExactly("any");
    assertThat(table.of(new PhoneNumber("+442079460000"))).isEmpty();
  }

  @Test
  void theSenderIsTheNearestRuleOfTheRouteThenOfTheSite() {
    SmsConfig.Route plain = route("plain", List.of("+992"), null, "0");
    SmsConfig.Route own =
        new SmsConfig.Route(
            "own",
            List.of("+7"),
            null,
            Smsc.account(1, 1, 1),
            null,
            null,
            null,
            null,
            "+992900000900",
            List.of(new SmsConfig.Sender(List.of("+77"), "HAMROHKZ")),
            null,
            null);
    SmsConfig config =
        new SmsConfig(
            "HAMROH",
            List.of(plain, own),
            null,
            List.of(new SmsConfig.Sender(List.of("+7"), "700700")),
            null);

    assertThat(config.sender(plain, "+992900000001")).isEqualTo("HAMROH");
    assertThat(config.sender(plain, "+79000000001")).isEqualTo("700700");
    assertThat(config.sender(own, "+79000000001")).isEqualTo("+992900000900");
    assertThat(config.sender(own, "+77000000001")).isEqualTo("HAMROHKZ");
  }

  @Test
  void theRouteDecidesHowALongTextIsJoinedAndEachIsCountedAsItIsSent() {
    String latin = "x".repeat(306);
    String tajik = "ҳ".repeat(134);

    assertThat(SmsText.of(latin, Joining.UDH8).segments()).hasSize(2);
    assertThat(SmsText.of(latin, Joining.UDH16).segments()).hasSize(3);
    assertThat(SmsText.of(tajik, Joining.UDH8).segments()).hasSize(2);
    assertThat(SmsText.of(tajik, Joining.UDH16).segments()).hasSize(3);
    assertThat(SmsText.of(tajik, Joining.PAYLOAD).segments()).hasSize(2);
    assertThat(SmsText.of(tajik, Joining.PAYLOAD).submits()).hasSize(1);
    byte[] wide =
        SmsText.of(tajik, Joining.UDH16).segments().getFirst().octets(0x1234, Joining.UDH16);
    assertThat(HexFormat.of().formatHex(wide)).startsWith("06080412340301");
    assertThat(wide).hasSize(7 + 132);
  }

  @Test
  void aRouteThatIsDownIsReplacedAndItsReceiptsAreMatched() {
    try (SimulatedSmsc well = Smsc.start(SmscBehaviour.polite());
        SmsHouse house =
            SmsHouse.open(
                folder,
                well,
                new SmsConfig(
                    "HAMROH",
                    List.of(
                        fast(route("gone", List.of("+99293"), 1)),
                        fast(route("well", List.of("+992"), well.port())))))) {
      house.gateway.start();

      long id = house.gateway.send(TAJIK, "tg", "Салом, ҳамроҳ! ".repeat(8));

      SmsHouse.await().until(() -> house.state(id) == SmsState.DELIVERED);
      assertThat(SmsHouse.onTelephone(well.taken(), TAJIK)).isEqualTo("Салом, ҳамроҳ! ".repeat(8));
      assertThat(house.gateway.routes())
          .filteredOn(one -> one.name().equals("gone"))
          .allSatisfy(one -> assertThat(one.troubledSince()).isPresent());
    }
  }

  @Test
  void aLongTextGoesWholeWhereTheCarrierCutsIt() {
    try (SimulatedSmsc smsc = Smsc.start(SmscBehaviour.polite());
        SmsHouse house =
            SmsHouse.open(
                folder,
                smsc,
                new SmsConfig(
                    "HAMROH",
                    List.of(
                        new SmsConfig.Route(
                            "whole",
                            List.of("+992"),
                            null,
                            Smsc.account(smsc.port(), 10, 1000),
                            null,
                            null,
                            null,
                            "payload",
                            null,
                            null,
                            null,
                            null))))) {
      house.gateway.start();
      String text = "Ҳуқуқи шумо: ".repeat(12);

      long id = house.gateway.send(TAJIK, "tg", text);

      SmsHouse.await().until(() -> house.state(id) == SmsState.DELIVERED);
      assertThat(smsc.taken()).hasSize(1);
      assertThat(SmsHouse.onTelephone(smsc.taken(), TAJIK)).isEqualTo(text);
      assertThat(house.message(id).parts()).isEqualTo(3);
    }
  }

  @Test
  void anAnswerToAPersonOvertakesAFullBroadcast() {
    SmscBehaviour slow =
        SmscBehaviour.polite().answering(Duration.ofMillis(300)).withFate(to -> "");
    try (SimulatedSmsc smsc = Smsc.start(slow);
        SmsHouse house =
            SmsHouse.open(folder, smsc, SmsHouse.config(Smsc.account(smsc.port(), 50, 100)))) {
      house.queue(1, 1_000, "Хабар");
      house.run(1);
      house.gateway.start();
      SmsHouse.await().until(() -> smsc.taken().size() > 150);
      List<Long> millis = new ArrayList<>();

      for (int i = 0; i < 5; i++) {
        PhoneNumber person = new PhoneNumber("+99293000010" + i);
        Instant asked = Instant.now();
        house.gateway.send(person, "tg", "Ҷавоб");
        SmsHouse.await()
            .pollInterval(Duration.ofMillis(10))
            .until(
                () ->
                    smsc.taken().stream()
                        .anyMatch(one -> person.e164().endsWith(one.destination())));
        millis.add(Duration.between(asked, Instant.now()).toMillis());
      }

      System.out.println("answers left after ms " + millis);
      assertThat(millis.stream().sorted().toList().get(2)).isLessThan(1_000);
      assertThat(house.counts(1).getOrDefault(SmsState.QUEUED, 0L)).isPositive();
    }
  }

  @Test
  void campaignsShareARouteEvenly() {
    try (SmsHouse house =
        SmsHouse.open(folder, SmscBehaviour.polite().answering(Duration.ofMillis(30)))) {
      house.queue(1, 400, "як");
      house.queue(2, 400, "ду");
      house.run(1);
      house.run(2);

      house.gateway.start();

      SmsHouse.await().until(() -> house.smsc.taken().size() >= 300);
      long first =
          house.smsc.taken().stream().limit(300).filter(one -> one.octets()[1] == 0x4f).count();
      assertThat(first).isBetween(90L, 210L);
    }
  }

  @Test
  void whatIsTooLateStaysHere() {
    try (SmsHouse house = SmsHouse.open(folder, SmscBehaviour.polite())) {
      Instant now = Clock.systemUTC().instant();
      List<MessageStore.Draft> drafts =
          IntStream.range(0, 20)
              .mapToObj(
                  i ->
                      new MessageStore.Draft(
                          SmsHouse.number(i), "tg", SmsText.of("Кор ҳаст"), "main"))
              .toList();
      house.database.write(
          handle -> MessageStore.queueBulk(handle, 1, drafts, now.minusSeconds(1), now));
      house.run(1);

      house.gateway.start();

      SmsHouse.await().until(() -> house.counts(1).getOrDefault(SmsState.EXPIRED, 0L) == 20);
      assertThat(house.smsc.taken()).isEmpty();
      assertThat(house.message(1).reason()).isEqualTo(RefusalName.TOO_LATE.sentence() + ".");
    }
  }

  @Test
  void aCarriersTroubleIsWaitedOutWhileTheTextIsOfUse() {
    SmscBehaviour troubled = SmscBehaviour.polite().refusing(0x08, 1);
    try (SmsHouse house = SmsHouse.open(folder, troubled)) {
      house.gateway.start();
      long id = house.gateway.send(TAJIK, "tg", "Салом");
      SmsHouse.await()
          .until(
              () ->
                  house.gateway.routes().getFirst().totals().refused().get("carrier-trouble")
                      != null);

      house.smsc.behave(SmscBehaviour.polite());

      SmsHouse.await().until(() -> house.state(id) == SmsState.DELIVERED);
    }
  }

  @Test
  void everyRefusalSaysWhetherToTryAgainAndWhoseItIs() {
    assertThat(Refusal.of(0x58).name()).isEqualTo(RefusalName.THROTTLED);
    assertThat(Refusal.of(0x14).retry()).isEqualTo(Refusal.Retry.SLOWER);
    assertThat(Refusal.of(0x0b).ours()).isTrue();
    assertThat(Refusal.of(0x45).sentence()).isEqualTo("The carrier refuses this message (0x45).");
  }

  private static List<String> names(RouteTable table, PhoneNumber number) {
    return table.all(number).stream().map(SmsConfig.Route::name).toList();
  }

  private static SmsConfig.Route route(
      String name, List<String> prefixes, List<String> networks, String cost) {
    return new SmsConfig.Route(
        name,
        prefixes,
        networks,
        Smsc.account(1, 1, 1),
        null,
        null,
        new BigDecimal(cost),
        null,
        null,
        null,
        null,
        null);
  }

  private static SmsConfig.Route route(String name, List<String> prefixes, int port) {
    return new SmsConfig.Route(name, prefixes, Smsc.account(port, 10, 1000));
  }

  private static SmsConfig.Route fast(SmsConfig.Route route) {
    return new SmsConfig.Route(
        route.name(),
        route.prefixes(),
        null,
        route.smpp(),
        null,
        null,
        null,
        null,
        null,
        null,
        1,
        null);
  }
}
