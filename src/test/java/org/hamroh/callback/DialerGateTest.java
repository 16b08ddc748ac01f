package org.hamroh.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.callback.DialerHouse.BUSY;
import static org.hamroh.callback.DialerHouse.NOON;
import static org.hamroh.callback.DialerHouse.NUMBER;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallEventStore;
import org.hamroh.call.CallId;
import org.hamroh.call.ToldEvent;
import org.hamroh.gate.Errand;
import org.hamroh.gate.GateConfig;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.SafetyCard;
import org.hamroh.gate.SafetyCards;
import org.hamroh.gate.Verdict;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom the dialer leaves alone, and when: caps, money, what people have told us, the cover key.
final class DialerGateTest {

  @TempDir private Path folder;
  @AutoClose private DialerHouse house;

  @BeforeEach
  void open() {
    house = new DialerHouse(folder);
  }

  @Test
  void dayHasItsCapAndWhatIsNotReachedByItsEndExpires() {
    house.close();
    GateConfig.Limits two = new GateConfig.Limits(2, 20, 2_000, 50_000, new BigDecimal("1000"));
    house = new DialerHouse(folder, new GateConfig(null, null, null, null, two, null));
    house.rung();

    for (int i = 0; i < 3; i++) {
      house.ends(BUSY);
      house.later(Duration.ofMinutes(5));
      house.round();
    }
    assertThat(house.pbx.rung).hasSize(2);
    assertThat(house.only().why()).isEqualTo("gate-number_full");
    house.later(Duration.ofHours(4));
    house.round();

    assertThat(house.only().state()).isEqualTo(CallbackState.EXPIRED);
  }

  @Test
  void moneyOfTheDayIsACeiling() {
    house.close();
    GateConfig.Limits poor = new GateConfig.Limits(6, 20, 2_000, 50_000, new BigDecimal("1"));
    house =
        new DialerHouse(
            folder,
            new GateConfig(
                null,
                null,
                null,
                null,
                poor,
                Map.of(
                    "+992",
                    new org.hamroh.gate.Caps.Price(new BigDecimal("0.1"), BigDecimal.ZERO))));
    for (int i = 0; i < 5; i++) {
      house.ring("+99290000000" + i);
    }
    house.later(MissedCalls.BREATH);

    house.round();

    assertThat(house.pbx.rung).hasSize(2); // five minutes each at 0.10
    assertThat(house.refusals()).containsKey("money");
  }

  @Test
  void whoSaysNoBetweenTheMarkingAndTheRingingIsNotRung() {
    OutgoingGate real = house.gate();
    house.gate(
        new OutgoingGate() {
          @Override
          public Verdict ask(Errand errand) {
            return real.ask(errand);
          }

          @Override
          public Verdict pass(Handle handle, Errand errand) {
            Verdict verdict = real.pass(handle, errand);
            SafetyCard no =
                new SafetyCard(
                    SafetyCard.Calls.NO, SafetyCard.Texts.NO, Optional.empty(), true, NOON);
            CallerKey key = CallerKey.of(errand.number(), DialerHouse.SECRET);
            SafetyCards.keep(handle, key, no, "operator");
            return verdict;
          }
        });
    house.ring(NUMBER);
    house.later(MissedCalls.BREATH);

    house.round();
    house.later(Duration.ofMinutes(2));
    house.round();

    assertThat(house.pbx.rung).isEmpty();
    assertThat(house.outcomes()).containsExactly("not-sent");
    assertThat(house.only().why()).isEqualTo("gate-person");
  }

  @Test
  void sharedTelephoneIsNotToldWhoCalls() {
    SafetyCard shared =
        new SafetyCard(SafetyCard.Calls.YES, SafetyCard.Texts.NO, Optional.empty(), true, NOON);
    CallerKey key = CallerKey.of(new PhoneNumber(NUMBER), DialerHouse.SECRET);
    house.database.write(
        handle -> {
          SafetyCards.keep(handle, key, shared, "operator");
          return true;
        });

    house.rung();

    assertThat(house.pbx.rung.getFirst().variables()).containsEntry("HAMROH_HELLO", "safe");
  }

  @Test
  void wishOfACallInWhichSomebodyCameNearAfterwardsRingsNowhere() {
    CallId call = new CallId("hamroh-1.1");
    PhoneNumber number = new PhoneNumber(NUMBER);
    Callback.Wish wish =
        new Callback.Wish(
            CallbackKind.BOOKED,
            CallerKey.of(number, DialerHouse.SECRET),
            number,
            "tg",
            "queue-wages",
            0,
            false,
            Optional.of(call),
            NOON,
            NOON.plusSeconds(60),
            NOON.plusSeconds(3_600));
    house.database.write(handle -> WishStore.keep(handle, wish, NOON));
    ToldEvent covered =
        new ToldEvent(call, NOON, ToldEvent.Source.IVR, 1, new CallEvent.CoverKeyPressed("main"));
    house.database.write(handle -> new CallEventStore().append(handle, List.of(covered)));

    house.later(Duration.ofMinutes(2));
    house.round();

    assertThat(house.pbx.rung).isEmpty();
    assertThat(house.only().state()).isEqualTo(CallbackState.CANCELLED);
    assertThat(house.only().why()).isEqualTo("covered");
  }

  @Test
  void numberOfACountryThatWeDoNotRingCostsNothingAndIsCounted() {
    house.close();
    house = new DialerHouse(folder, new GateConfig(List.of("+992"), null, null, null, null, null));
    house.ring("+79000000001");
    house.later(MissedCalls.BREATH);

    house.round();

    assertThat(house.pbx.rung).isEmpty();
    assertThat(house.texted).isEmpty();
    assertThat(house.only().state()).isEqualTo(CallbackState.FAILED);
    assertThat(house.only().why()).isEqualTo("gate-country");
    assertThat(house.refusals()).isEqualTo(Map.of("country", 1));
  }
}
