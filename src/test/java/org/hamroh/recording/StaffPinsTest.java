package org.hamroh.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hamroh.operator.User;
import org.hamroh.web.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StaffPinsTest {

  private static final String PIN = "402917";

  @TempDir private Path folder;
  private RecordingHouse house;
  private StaffPins pins;
  private int number;

  @BeforeEach
  void open() {
    house = new RecordingHouse(folder);
    pins = house.pins;
    pins.set("gulnora", Optional.of(PIN), "rustam");
    number = pins.find("gulnora").orElseThrow().number();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void theRightPinLetsInAndStandsNowhereInTheStore() {
    assertThat(pins.enter(number, PIN).map(User::login)).contains("gulnora");
    assertThat(pins.numberAt("op3")).contains(number);
    String kept =
        house.database.read(
            handle ->
                handle.createQuery("select pin_hash from staff_pin").mapTo(String.class).one());
    assertThat(kept).startsWith("$argon2id$").doesNotContain(PIN);
  }

  @Test
  void threeWrongTriesLockTheNumberLongerEachTimeAndANewPinOpensIt() {
    wrong(3);

    assertThat(pins.enter(number, PIN)).isEmpty();
    house.clock.pass(Duration.ofMinutes(16));
    assertThat(pins.find("gulnora").orElseThrow().lockedUntil()).isEmpty();
    wrong(3);
    house.clock.pass(Duration.ofMinutes(16));
    assertThat(pins.enter(number, PIN)).isEmpty();
    house.clock.pass(Duration.ofMinutes(15));
    assertThat(pins.enter(number, PIN)).isPresent();

    wrong(3);
    pins.set("gulnora", Optional.of("860351"), "rustam");
    assertThat(pins.enter(number, "860351")).isPresent();
  }

  private void wrong(int tries) {
    for (int i = 0; i < tries; i++) {
      assertThat(pins.enter(number, "111112")).isEmpty();
    }
  }

  @Test
  void whoMayNotRecordHasNoPinAndLosesItWithTheRight() {
    assertThatThrownBy(() -> pins.set("farhod", Optional.of(PIN), "rustam"))
        .isInstanceOf(Refusal.class);
    assertThat(pins.list()).extracting(StaffPins.Door::login).containsExactly("gulnora");

    house.users.close("gulnora");

    assertThat(pins.enter(number, PIN)).isEmpty();
  }

  @Test
  void aRemovedPinLetsNobodyIn() {
    pins.remove("gulnora");

    assertThat(pins.enter(number, PIN)).isEmpty();
    assertThat(pins.numberAt("op3")).isEmpty();
    assertThat(pins.find("gulnora").orElseThrow().number()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345",
        "123456",
        "876543",
        "111122",
        "121212",
        "15031990",
        "12345678901",
        "40291x"
      })
  void easyPinsAreRefused(String easy) {
    assertThatThrownBy(() -> pins.set("gulnora", Optional.of(easy), "rustam"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("This PIN ");
  }

  @Test
  void aMadeUpPinIsOfSixDigitsAndWorks() {
    String made = pins.set("gulnora", Optional.empty(), "rustam");

    assertThat(made).matches("[0-9]{6}");
    assertThat(pins.enter(number, made)).isPresent();
  }
}
