package org.hamroh.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hamroh.gate.SafetyCard.Calls;
import org.hamroh.gate.SafetyCard.Hours;
import org.hamroh.gate.SafetyCard.Texts;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person has told us about being contacted holds for everything that goes out, whatever it
/// is sent for: every purpose is held against every card.
final class SafetyGateTest {

  private static final PhoneNumber NUMBER = new PhoneNumber("+992900000031");

  /// Noon in Dushanbe.
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T07:00:00Z"), ZoneOffset.UTC);

  private static final Hours NOW = new Hours(LocalTime.of(11, 0), LocalTime.of(13, 0));
  private static final Hours LATER = new Hours(LocalTime.of(18, 0), LocalTime.of(21, 30));

  private static final Set<Purpose> STAFF = Set.of(Purpose.ALARM, Purpose.ON_CALL);

  @TempDir private Path folder;

  private static List<SafetyCard> cards() {
    List<SafetyCard> all = new ArrayList<>();
    for (Calls calls : Calls.values()) {
      for (Texts texts : Texts.values()) {
        for (Optional<Hours> hours :
            List.of(Optional.<Hours>empty(), Optional.of(NOW), Optional.of(LATER))) {
          for (boolean shared : new boolean[] {false, true}) {
            for (Duration age : List.of(Duration.ZERO, Duration.ofDays(400))) {
              all.add(new SafetyCard(calls, texts, hours, shared, NOON.instant().minus(age)));
            }
          }
        }
      }
    }
    return all;
  }

  /// Said once more in other words than the gate's own.
  private static boolean isAllowed(SafetyCard card, Purpose purpose, Kind kind) {
    if (STAFF.contains(purpose)) {
      return kind == Kind.TEXT ? card.texts() != Texts.NO : card.calls() != Calls.NO;
    }
    if (purpose == Purpose.BROADCAST && card.shared()) {
      return false;
    }
    if (kind == Kind.TEXT) {
      return card.texts() == Texts.YES
          || (card.texts() == Texts.NEUTRAL && purpose == Purpose.PLAIN);
    }
    return card.calls() == Calls.YES
        || (card.calls() == Calls.IN_HOURS && card.hours().equals(Optional.of(NOW)));
  }

  @Test
  void everyPurposeObeysEveryCardWhenAskedWhenPassedAndInTheMiddle() {
    try (Database database = Database.open(folder.resolve("gate.db"))) {
      SiteGate gate = TestGate.at(database, NOON);
      Set<String> wrong = new TreeSet<>();
      int tried = 0;
      int person = 100;
      for (SafetyCard card : cards()) {
        // A person of its own: nobody is rung 300 times a day.
        PhoneNumber number = new PhoneNumber("+992900000%03d".formatted(person++));
        database.write(
            handle -> {
              SafetyCards.keep(handle, TestGate.key(number), card, "zarina");
              return true;
            });
        for (Purpose purpose : Purpose.values()) {
          for (Kind kind : Kind.values()) {
            Errand errand = new Errand(number, kind, purpose, 1, false);
            List<Verdict> verdicts =
                List.of(
                    gate.ask(errand),
                    gate.ask(errand.goingOn(true)),
                    database.write(handle -> gate.pass(handle, errand)));
            tried++;
            for (Verdict verdict : verdicts) {
              boolean open = verdict instanceof Verdict.Open;
              boolean forSafety =
                  verdict instanceof Verdict.Closed closed && closed.reason() == Reason.SAFETY;
              if (open != isAllowed(card, purpose, kind) || (!open && !forSafety)) {
                wrong.add(card + " " + purpose + " " + kind + " " + verdict);
              }
            }
          }
        }
      }

      assertThat(tried).isEqualTo(108 * Purpose.values().length * Kind.values().length);
      assertThat(wrong).isEmpty();
    }
  }

  @Test
  void aRefusalIsCountedEachTimeAndStandsOnTheTrailOnceADay() {
    try (Database database = Database.open(folder.resolve("gate.db"))) {
      SiteGate gate = TestGate.at(database, NOON);
      SafetyCard no = new SafetyCard(Calls.NO, Texts.NO, Optional.empty(), false, NOON.instant());
      database.write(
          handle -> {
            SafetyCards.keep(handle, TestGate.key(NUMBER), no, "zarina");
            return true;
          });

      for (int i = 0; i < 3; i++) {
        database.write(handle -> gate.pass(handle, Errand.call(NUMBER, Purpose.CALLBACK, 1)));
      }

      List<Refusals.Refusal> counted = database.read(handle -> Refusals.latest(handle, 9));
      assertThat(counted).singleElement().satisfies(one -> assertThat(one.times()).isEqualTo(3));
      List<String> trail =
          database.read(
              handle ->
                  handle
                      .createQuery(
                          "select who || ' ' || act || ' ' || kind || ' ' || id from audit")
                      .mapTo(String.class)
                      .list());
      assertThat(trail).containsExactly("hamroh refused caller " + TestGate.key(NUMBER).hex());
    }
  }

  @Test
  void whatAPersonHasForbiddenReadsAlikeWhateverItWas() {
    assertThat(Reason.SAFETY.sentence()).isEqualTo(Reason.OPTED_OUT.sentence());
    assertThat(Reason.SAFETY.word()).isEqualTo(Reason.OPTED_OUT.word());
  }
}
