package org.hamroh.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.Smsc;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.smpp.simulator.TakenSubmit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of texts whose route fails: nothing is lost, and no telephone gets parts of one
/// text by two carriers.
final class FailoverTest {

  private static final PhoneNumber PERSON = new PhoneNumber("+992930000001");
  private static final PhoneNumber OTHER = new PhoneNumber("+992930000002");
  private static final String LONG = "Салом, ҳамроҳ! ".repeat(12).strip();

  @TempDir private Path folder;

  @Test
  void aMessageThatHasBegunStaysOnItsRouteAndGoesOnWhenItIsBack() {
    SmscBehaviour slow = SmscBehaviour.polite().answering(Duration.ofMillis(400));
    SimulatedSmsc first = Smsc.start(slow);
    int port = first.port();
    try (SimulatedSmsc well = Smsc.start(SmscBehaviour.polite());
        SmsHouse house =
            house(well, route("first", port, 1, null), route("well", well.port(), 5, null))) {
      house.gateway.start();
      long begun = house.gateway.send(PERSON, "tg", LONG);
      SmsHouse.await().until(() -> house.partStates(begun).contains(SmsState.DELIVERED));

      first.close();
      List<TakenSubmit> before = first.taken();
      long next = house.gateway.send(OTHER, "tg", "Салом");
      SmsHouse.await().until(() -> house.state(next) == SmsState.DELIVERED);
      assertThat(well.taken()).extracting(TakenSubmit::destination).containsExactly(digits(OTHER));
      try (SimulatedSmsc back = Smsc.start(port, SmscBehaviour.polite())) {
        SmsHouse.await().until(() -> !house.partStates(begun).contains(SmsState.QUEUED));
        SmsHouse.await().until(() -> !house.partStates(begun).contains(SmsState.SENDING));

        assertThat(well.taken()).hasSize(1);
        List<TakenSubmit> all = Stream.concat(before.stream(), back.taken().stream()).toList();
        assertThat(parts(all)).isEqualTo(Set.of(1, 2, 3));
        assertThat(all).extracting(TakenSubmit::source).containsOnly("FIRST");
        assertThat(all).hasSize(3); // an unanswered part is unknown, and is not sent again
      }
    }
  }

  @Test
  void aMessageOfWhichNothingWasAcceptedGoesWholeByTheOther() {
    try (SimulatedSmsc sick = Smsc.start(SmscBehaviour.polite().refusing(0x08, 1));
        SimulatedSmsc well = Smsc.start(SmscBehaviour.polite());
        SmsHouse house =
            house(
                well, route("first", sick.port(), 5, null), route("well", well.port(), 5, null))) {
      house.gateway.start();

      long id = house.gateway.send(PERSON, "tg", LONG);
      for (int i = 0; i < 5; i++) { // enough refusals running to be no accident
        house.gateway.send(new PhoneNumber("+99293000001" + i), "tg", "Салом");
      }

      SmsHouse.await().until(() -> house.state(id) == SmsState.DELIVERED);
      assertThat(sick.taken()).isEmpty();
      assertThat(SmsHouse.onTelephone(well.taken(), PERSON)).isEqualTo(LONG);
      assertThat(well.taken()).extracting(TakenSubmit::source).containsOnly("WELL");
    }
  }

  @Test
  void aRouteThatJoinsInAnotherWayGetsTheTextCutAsItCuts() {
    try (SimulatedSmsc well = Smsc.start(SmscBehaviour.polite());
        SmsHouse house =
            house(well, route("first", 1, 5, "payload"), route("well", well.port(), 5, "udh16"))) {
      house.gateway.start();

      long id = house.gateway.send(PERSON, "tg", LONG);

      SmsHouse.await().until(() -> house.state(id) == SmsState.DELIVERED);
      assertThat(well.taken())
          .hasSize(3)
          .allSatisfy(part -> assertThat(part.octets()).startsWith(6, 8, 4));
      assertThat(house.message(id).parts()).isEqualTo(3);
      assertThat(house.partStates(id)).hasSize(3);
    }
  }

  @Test
  void aRouteWhoseCarrierCutsGetsTheTextWhole() {
    try (SimulatedSmsc well = Smsc.start(SmscBehaviour.polite());
        SmsHouse house =
            house(well, route("first", 1, 5, "udh8"), route("well", well.port(), 5, "payload"))) {
      house.gateway.start();

      long id = house.gateway.send(PERSON, "tg", LONG);

      SmsHouse.await().until(() -> house.state(id) == SmsState.DELIVERED);
      assertThat(well.taken()).hasSize(1);
      assertThat(SmsHouse.onTelephone(well.taken(), PERSON)).isEqualTo(LONG);
    }
  }

  @Test
  void whatHasBegunOnARouteThatNeverComesBackEndsWhenItsTimeIsOver() {
    SimulatedSmsc first =
        Smsc.start(SmscBehaviour.polite().answering(Duration.ofMillis(400)).withFate(to -> ""));
    try (SimulatedSmsc well = Smsc.start(SmscBehaviour.polite());
        SmsHouse house =
            house(
                well, route("first", first.port(), 1, null), route("well", well.port(), 5, null))) {
      house.gateway.start();
      long begun = house.gateway.send(PERSON, "tg", LONG);
      SmsHouse.await().until(() -> house.partStates(begun).contains(SmsState.ACCEPTED));
      first.close();

      house.database.write(handle -> handle.execute("update message set valid_until = 1"));

      SmsHouse.await().until(() -> house.partStates(begun).contains(SmsState.EXPIRED));
      assertThat(house.partStates(begun)).doesNotContain(SmsState.QUEUED).hasSize(3);
      assertThat(well.taken()).isEmpty();
    }
  }

  private SmsHouse house(SimulatedSmsc own, SmsConfig.Route... routes) {
    return SmsHouse.open(folder, own, new SmsConfig("HAMROH", List.of(routes)));
  }

  /// The first takes the longer prefix, and so everything while it works.
  private static SmsConfig.Route route(
      String name, int port, int window, @Nullable String joining) {
    return new SmsConfig.Route(
        name,
        List.of(name.equals("first") ? "+99293" : "+992"),
        null,
        Smsc.account(port, window, 1000),
        null,
        null,
        null,
        joining,
        name.toUpperCase(Locale.ROOT),
        null,
        1,
        null);
  }

  private static Set<Integer> parts(List<TakenSubmit> taken) {
    return taken.stream().map(one -> (int) one.octets()[5]).collect(Collectors.toSet());
  }

  private static String digits(PhoneNumber number) {
    return number.e164().substring(1);
  }
}
