package org.hamroh.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.hamroh.gate.SafetyCard.Calls;
import org.hamroh.gate.SafetyCard.Hours;
import org.hamroh.gate.SafetyCard.Texts;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SiteGateTest {

  private static final ZoneId DUSHANBE = ZoneId.of("Asia/Dushanbe");
  private static final PhoneNumber TAJIK = new PhoneNumber("+992900000001");
  private static final PhoneNumber RUSSIAN = new PhoneNumber("+79000000001");
  private static final PhoneNumber SOMALI = new PhoneNumber("+252900000001");

  /// Noon in Dushanbe on a Sunday.
  private static final Instant NOON = Instant.parse("2026-11-22T07:00:00Z");

  private static final Instant NIGHT = Instant.parse("2026-11-22T20:00:00Z");
  private static final DayWindow WINDOW =
      new DayWindow(LocalTime.of(8, 0), LocalTime.of(21, 0), Optional.empty());

  @TempDir private Path folder;
  private Database database;
  private final GateClock clock = new GateClock(NOON, DUSHANBE);

  /// Time as the test wants it.
  private static final class GateClock extends Clock {
    private Instant now;
    private final ZoneId zone;

    GateClock(Instant now, ZoneId zone) {
      this.now = now;
      this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return new GateClock(now, other);
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static GateRules rules(Caps caps) {
    return new GateRules(
        List.of("+992", "+7"),
        List.of("+992", "+7"),
        WINDOW,
        Map.of(
            "rasht",
            List.of(new GateRules.Power(LocalTime.of(5, 0), LocalTime.of(9, 0), DUSHANBE))),
        caps);
  }

  private static Caps caps(int perNumber, int perDay, String money) {
    return new Caps(
        perNumber,
        perNumber,
        perDay,
        perDay,
        new BigDecimal(money),
        Map.of("+992", new Caps.Price(new BigDecimal("0.05"), new BigDecimal("0.02"))));
  }

  private SiteGate gate(Caps caps) {
    return TestGate.of(database, rules(caps), clock);
  }

  private SiteGate gate() {
    return gate(TestGate.GENEROUS);
  }

  private Verdict pass(SiteGate gate, Errand errand) {
    return database.write(handle -> gate.pass(handle, errand));
  }

  private static void assertClosed(Verdict verdict, Reason reason, Optional<Instant> again) {
    assertThat(verdict).isEqualTo(new Verdict.Closed(reason, again));
  }

  private void card(Calls calls, Texts texts, boolean shared) {
    SafetyCard card =
        new SafetyCard(
            calls,
            texts,
            Optional.of(new Hours(LocalTime.of(18, 0), LocalTime.of(20, 0))),
            shared,
            NOON);
    database
        .submit(
            handle -> {
              SafetyCards.keep(handle, TestGate.key(TAJIK), card, "op1");
              return card;
            })
        .join();
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void countriesThatNobodyServesAreClosedToEverything(Purpose purpose) {
    assertClosed(gate().ask(Errand.text(SOMALI, purpose)), Reason.COUNTRY, Optional.empty());
    assertClosed(gate().ask(Errand.call(SOMALI, purpose, 1)), Reason.COUNTRY, Optional.empty());
  }

  @Test
  void whoSaidStopGetsNoBroadcastButTheAnswerThatWasAskedFor() {
    database.write(
        handle -> {
          OptOuts.add(handle, TAJIK, "sms", NOON);
          return 1;
        });

    assertClosed(
        gate().ask(Errand.text(TAJIK, Purpose.BROADCAST)), Reason.OPTED_OUT, Optional.empty());
    assertThat(gate().ask(Errand.text(TAJIK, Purpose.SERVICE))).isEqualTo(new Verdict.Open());
  }

  @Test
  void whoMayNotBeCalledIsCalledByNobody() {
    card(Calls.NO, Texts.NO, false);

    for (Purpose purpose :
        List.of(Purpose.BROADCAST, Purpose.FOLLOW_UP, Purpose.SERVICE, Purpose.CALLBACK)) {
      assertClosed(gate().ask(Errand.call(TAJIK, purpose, 1)), Reason.SAFETY, Optional.empty());
      assertClosed(gate().ask(Errand.text(TAJIK, purpose)), Reason.SAFETY, Optional.empty());
    }
  }

  @Test
  void whoMayBeCalledInTheEveningIsCalledThen() {
    card(Calls.IN_HOURS, Texts.YES, false);
    Errand call = Errand.call(TAJIK, Purpose.CALLBACK, 1);

    assertClosed(
        gate().ask(call), Reason.SAFETY, Optional.of(Instant.parse("2026-11-22T13:00:00Z")));
    clock.now = Instant.parse("2026-11-22T13:00:00Z");
    assertThat(gate().ask(call)).isEqualTo(new Verdict.Open());
  }

  @Test
  void sharedTelephoneGetsNoBroadcast() {
    card(Calls.YES, Texts.YES, true);

    assertClosed(
        gate().ask(Errand.text(TAJIK, Purpose.BROADCAST)), Reason.SAFETY, Optional.empty());
    assertThat(gate().ask(Errand.text(TAJIK, Purpose.SERVICE))).isEqualTo(new Verdict.Open());
  }

  @Test
  void nightIsForWhatWasAskedForOnly() {
    clock.now = NIGHT;

    assertClosed(
        gate().ask(Errand.text(TAJIK, Purpose.BROADCAST)),
        Reason.NIGHT,
        Optional.of(Instant.parse("2026-11-23T03:00:00Z")));
    assertThat(gate().ask(Errand.call(TAJIK, Purpose.CALLBACK, 1))).isEqualTo(new Verdict.Open());
  }

  @Test
  void whereThePersonIsDecidesAboutTheHour() {
    clock.now = Instant.parse("2026-11-22T10:00:00Z"); // night in Kamchatka, noon in Moscow
    Errand errand = Errand.text(RUSSIAN, Purpose.BROADCAST);

    assertThat(gate().ask(errand)).isInstanceOf(Verdict.Closed.class);
    database.write(
        handle -> {
          Whereabouts.told(handle, TestGate.key(RUSSIAN), ZoneId.of("Europe/Moscow"), NOON);
          return 1;
        });
    assertThat(gate().ask(errand)).isEqualTo(new Verdict.Open());
  }

  @Test
  void textsWaitForElectricityWhereThePersonLives() {
    Errand errand = Errand.text(TAJIK, Purpose.BROADCAST);
    SiteGate gate =
        new SiteGate(
            database,
            rules(TestGate.GENEROUS)
                .within(place -> place.equals("rasht") ? Set.of("rasht", "a-jamoat") : Set.of()),
            new Whereabouts(Map.of(), ZoneOffset.UTC),
            TestGate::key,
            (handle, numbers) -> Map.of(TAJIK.e164(), "a-jamoat"),
            clock);

    assertClosed(
        gate.ask(errand), Reason.ELECTRICITY, Optional.of(Instant.parse("2026-11-23T00:00:00Z")));
    assertClosed(
        pass(gate, errand), Reason.ELECTRICITY, Optional.of(Instant.parse("2026-11-23T00:00:00Z")));
    assertThat(gate().ask(errand)).as("nobody knows where").isEqualTo(new Verdict.Open());
    clock.now = Instant.parse("2026-11-23T03:30:00Z");
    assertThat(gate.ask(errand)).isEqualTo(new Verdict.Open());
  }

  @Test
  void hoursOfElectricityAtWhatIsNoPlaceAreRefused() {
    assertThatThrownBy(() -> rules(TestGate.GENEROUS).within(place -> Set.of()))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("gate.electricity.rasht: is no place of the list");
  }

  @Test
  void linesOwnTestHasNoCapByNumberButCountsToTheDay() {
    Errand test = Errand.call(TAJIK, Purpose.SELF_TEST, 1);
    SiteGate gate = gate(caps(2, 4, "100"));

    for (int i = 0; i < 4; i++) {
      assertThat(pass(gate, test)).isEqualTo(new Verdict.Open());
    }

    assertClosed(
        pass(gate, test), Reason.DAY_FULL, Optional.of(Instant.parse("2026-11-22T19:00:00Z")));
  }

  @Test
  void capsHoldAcrossARestartAndEndAtMidnight() {
    Errand call = Errand.call(TAJIK, Purpose.CALLBACK, 1);
    SiteGate before = gate(caps(2, 100, "100"));
    assertThat(pass(before, call)).isEqualTo(new Verdict.Open());
    assertThat(pass(before, call)).isEqualTo(new Verdict.Open());

    close();
    open();
    Instant midnight = Instant.parse("2026-11-22T19:00:00Z");

    assertClosed(pass(gate(caps(2, 100, "100")), call), Reason.NUMBER_FULL, Optional.of(midnight));
    clock.now = midnight;
    assertThat(pass(gate(caps(2, 100, "100")), call)).isEqualTo(new Verdict.Open());
  }

  @Test
  void dayAndMoneyHaveTheirEnd() {
    Errand text = Errand.text(TAJIK, Purpose.SERVICE).of(3);

    assertThat(pass(gate(caps(100, 3, "100")), text)).isEqualTo(new Verdict.Open());
    assertThat(((Verdict.Closed) pass(gate(caps(100, 3, "100")), text)).reason())
        .isEqualTo(Reason.DAY_FULL);
    assertThat(((Verdict.Closed) pass(gate(caps(100, 99, "0.11")), text)).reason())
        .isEqualTo(Reason.MONEY); // six segments of 0.02
    assertThat(pass(gate(caps(100, 99, "0.12")), text)).isEqualTo(new Verdict.Open());
  }

  @Test
  void askingCountsNothing() {
    SiteGate gate = gate(caps(1, 1, "100"));
    Errand text = Errand.text(TAJIK, Purpose.SERVICE);

    for (int i = 0; i < 5; i++) {
      assertThat(gate.ask(text)).isEqualTo(new Verdict.Open());
    }
  }

  @Test
  void everyRefusalAtTheDoorIsOnRecordWithoutTheNumber() {
    clock.now = NIGHT;
    pass(gate(), Errand.text(TAJIK, Purpose.BROADCAST));
    pass(gate(), Errand.text(TAJIK, Purpose.BROADCAST));
    pass(gate(), Errand.call(SOMALI, Purpose.CALLBACK, 1));

    List<Refusals.Refusal> refusals = database.read(handle -> Refusals.latest(handle, 10));

    assertThat(refusals)
        .extracting(Refusals.Refusal::who, Refusals.Refusal::reason, Refusals.Refusal::times)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(TestGate.key(TAJIK), Reason.NIGHT, 2L),
            org.assertj.core.groups.Tuple.tuple(TestGate.key(SOMALI), Reason.COUNTRY, 1L));
  }

  @Test
  void halfAMessageIsFinishedAfterHours() {
    clock.now = NIGHT;

    assertThat(gate().ask(Errand.text(TAJIK, Purpose.BROADCAST).goingOn(true)))
        .isEqualTo(new Verdict.Open());
  }

  /// A year of attempts at random moments, to people in every zone, each of which is then looked at
  /// by the wall clock over there.
  @Test
  void inAYearNobodyIsDisturbedAtNight() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    SiteGate gate = gate();
    Instant newYear = Instant.parse("2026-01-01T00:00:00Z");
    int open = 0;

    for (int i = 0; i < 3_000; i++) {
      ZoneId zone = Whereabouts.RUSSIA.get(i % Whereabouts.RUSSIA.size());
      PhoneNumber number = new PhoneNumber("+7900000%04d".formatted(i % 11));
      if (i < 11) {
        database.write(
            handle -> {
              Whereabouts.told(handle, TestGate.key(number), zone, newYear);
              return 1;
            });
      }
      clock.now = newYear.plus(Duration.ofMinutes(random.nextInt(365 * 24 * 60)));
      Verdict verdict = gate.ask(Errand.text(number, Purpose.BROADCAST));
      int hour = clock.now.atZone(zone).getHour();

      if (verdict instanceof Verdict.Closed(Reason reason, Optional<Instant> again)) {
        assertThat(reason).as("seed %d", seed).isEqualTo(Reason.NIGHT);
        assertThat(again.orElseThrow().atZone(zone).toLocalTime())
            .as("seed %d", seed)
            .isEqualTo(LocalTime.of(8, 0));
        assertThat(hour < 8 || hour >= 21).as("seed %d at %s", seed, clock.now).isTrue();
      } else {
        open++;
        assertThat(hour).as("seed %d at %s", seed, clock.now).isBetween(8, 20);
      }
    }

    assertThat(open).as("seed %d: thirteen hours of twenty-four", seed).isBetween(1_400, 1_850);
  }
}
