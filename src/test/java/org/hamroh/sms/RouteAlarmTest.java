package org.hamroh.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hamroh.alarm.Alarm;
import org.hamroh.alarm.AlarmConfig;
import org.hamroh.alarm.AlarmKind;
import org.hamroh.alarm.AlarmWords;
import org.hamroh.alarm.Alarms;
import org.hamroh.smpp.Smsc;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.web.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A route that stays away is told to staff, once, and so is its return.
final class RouteAlarmTest {

  @TempDir private Path folder;
  private final List<String> texts = new CopyOnWriteArrayList<>();

  @Test
  void staffAreToldOnceThatARouteFailsAndOnceThatItWorksAgain() {
    SimulatedSmsc first = Smsc.start(SmscBehaviour.polite());
    int port = first.port();
    SmsConfig config = new SmsConfig("HAMROH", List.of(quickToFail(port)));
    try (SmsHouse house = SmsHouse.open(folder, first, config);
        Alarms alarms =
            new Alarms(
                new AlarmConfig(List.of(), List.of("+992900000091"), List.of()),
                house.database,
                Optional.empty(),
                (handle, number, text) -> {
                  texts.add(text);
                  return Optional.empty();
                },
                new AlarmWords(
                    "Hamroh", Texts.load(ZoneId.of("Asia/Dushanbe"), List.of("alarm")).in("en")),
                topic -> {},
                Clock.systemUTC())) {
      house.gateway.tellTroubles(raising(alarms));
      alarms.start();
      house.gateway.start();
      SmsHouse.await().until(() -> house.gateway.routes().getFirst().link().up());

      first.close();

      SmsHouse.await().until(() -> texts.size() == 1);
      assertThat(texts.getFirst()).contains("main");
      assertThat(alarms.red()).extracting(Alarm::about).containsExactly("main");
      assertThat(alarms.red().getFirst().kind()).isEqualTo(AlarmKind.ROUTE);
      assertThat(house.gateway.routes().getFirst().troubledSince()).isPresent();
      try (SimulatedSmsc back = Smsc.start(port, SmscBehaviour.polite())) {
        SmsHouse.await().until(() -> texts.size() == 2);

        assertThat(back.links()).isOne();
        assertThat(alarms.red()).isEmpty();
        assertThat(Set.copyOf(texts)).hasSize(2);
      }
    }
  }

  private static SmsConfig.Route quickToFail(int port) {
    return new SmsConfig.Route(
        "main",
        List.of("+992"),
        null,
        Smsc.account(port, 5, 100),
        null,
        null,
        null,
        null,
        null,
        null,
        1,
        null);
  }

  /// As the product is wired.
  private static RouteRounds.Troubles raising(Alarms alarms) {
    return new RouteRounds.Troubles() {
      @Override
      public void lasts(String route, Instant since) {
        alarms.raise(AlarmKind.ROUTE, route, since);
      }

      @Override
      public void over(String route) {
        alarms.over(AlarmKind.ROUTE, route);
      }
    };
  }
}
