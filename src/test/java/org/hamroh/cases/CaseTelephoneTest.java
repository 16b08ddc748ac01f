package org.hamroh.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.cases.CaseHouse.CALLER;
import static org.hamroh.cases.CaseHouse.OTHER;
import static org.hamroh.cases.CaseHouse.ZARINA;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.ivr.outside.Cases.Standing;
import org.hamroh.phone.CallerKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// "Where is my case?", asked by telephone.
final class CaseTelephoneTest {

  private static final CallId CALL = new CallId("hamroh-1795314088.7");

  @TempDir private Path folder;
  private CaseHouse house;
  private CaseId id;
  private String pin;
  private Optional<CallerKey> calling = Optional.of(CALLER);
  private CaseTelephone telephone;

  @BeforeEach
  void open() {
    house = new CaseHouse(folder);
    CaseDesk.Opened opened = house.opens(ZARINA, true, "");
    id = opened.file().id();
    pin = opened.pin();
    telephone = new CaseTelephone(house.desk, call -> calling);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Standing asks(String number, String code) {
    return telephone.standing(CALL, number, code);
  }

  private Standing asks() {
    return asks(id.value(), pin);
  }

  private String wrongPin() {
    return pin.equals("4711") ? "4712" : "4711";
  }

  @Test
  void theStandingIsToldAndNothingOfWhatItIsAbout() {
    assertThat(asks()).isEqualTo(new Standing.Open(Optional.empty()));

    LocalDate tomorrow = LocalDate.of(2026, 11, 23);
    house.notes.promise(id, "call", tomorrow, "zarina", ZARINA);
    assertThat(asks()).isEqualTo(new Standing.Open(Optional.of(tomorrow)));

    house.desk.change(id, 1, new CaseChange.Move("awaiting-partner", ""), ZARINA);
    assertThat(asks()).isEqualTo(new Standing.Referred());

    house.desk.change(id, 2, new CaseChange.Move("closed", "solved"), ZARINA);
    assertThat(asks()).isEqualTo(new Standing.Closed());
  }

  @Test
  void aWrongPinAndANumberWithoutACaseAnswerAlikeAndLeaveTheSameTraces() {
    assertThat(asks(id.value(), wrongPin())).isEqualTo(new Standing.NotFound());
    assertThat(asks("9999999", pin)).isEqualTo(new Standing.NotFound());
    assertThat(asks("123", pin)).isEqualTo(new Standing.NotFound());

    assertThat(house.told("select who || act || id from audit where act = 'refused'"))
        .containsOnly("callerrefused")
        .hasSize(3);
    assertThat(house.told("select what from case_try"))
        .noneMatch(what -> what.contains(id.value()));
  }

  @Test
  void whoGuessesIsLockedOutWhateverTheNumberAndTheRightPinSoundsWrongThen() {
    for (int i = 0; i < CaseTries.OF_CALLER; i++) {
      asks("100000" + i, wrongPin());
    }

    assertThat(asks()).isEqualTo(new Standing.NotFound());
    calling = Optional.of(OTHER);
    assertThat(asks()).isInstanceOf(Standing.Open.class);
  }

  @Test
  void aCaseIsLockedForAllTelephonesAndOpensAgainAfterAWhile() {
    for (int i = 0; i < CaseTries.OF_CASE; i++) {
      calling = Optional.of(new CallerKey("%032x".formatted(i)));
      asks(id.value(), wrongPin());
    }
    calling = Optional.of(CALLER);

    assertThat(asks()).isEqualTo(new Standing.NotFound());
    house.clock.pass(Duration.ofMinutes(31)); // asking while it was locked doubled it
    assertThat(asks()).isInstanceOf(Standing.Open.class);
    assertThat(house.told("select what from case_try where wrong > 5")).isEmpty();
  }

  @Test
  void eachFurtherWrongTryLocksForTwiceAsLong() {
    for (int i = 0; i < CaseTries.OF_CALLER + 3; i++) {
      asks(id.value(), wrongPin());
    }

    house.clock.pass(Duration.ofMinutes(119));
    assertThat(asks()).isEqualTo(new Standing.NotFound());
  }

  @Test
  void theOldPinOpensNothingAfterANewOneWasGiven() {
    String fresh = house.desk.renewPin(id, ZARINA).orElseThrow();

    if (!fresh.equals(pin)) {
      assertThat(asks()).isEqualTo(new Standing.NotFound());
    }
    assertThat(asks(id.value(), fresh)).isInstanceOf(Standing.Open.class);
  }

  @Test
  void noPinIsOneOfThoseThatPeopleTryFirst() {
    for (int i = 0; i < 500; i++) {
      assertThat(CasePins.isGuessed(CasePins.fresh())).isFalse();
    }
    assertThat(CasePins.isGuessed("1234")).isTrue();
    assertThat(CasePins.isGuessed("7777")).isTrue();
    assertThat(CasePins.isGuessed("1987")).isTrue();
  }
}
