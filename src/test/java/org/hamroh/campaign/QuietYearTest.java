package org.hamroh.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hamroh.gate.Errand;
import org.hamroh.gate.GateConfig;
import org.hamroh.gate.Purpose;
import org.hamroh.gate.SiteGate;
import org.hamroh.gate.Verdict;
import org.hamroh.gate.Whereabouts;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.store.Database;
import org.hamroh.web.TestClock;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A year of a broadcast that never ends, to people in every zone that we know, looked at every 47
/// minutes. Whether an hour is right is reckoned here a second time, from the clocks alone.
final class QuietYearTest {

  private static final long SEED = 20261122;
  private static final Duration STEP = Duration.ofMinutes(47);
  private static final int STEPS = (int) (Duration.ofDays(365).toMinutes() / STEP.toMinutes());
  private static final int STEPS_A_WRITE = 64;
  private static final List<String> RUSSIA =
      List.of(
          "Europe/Kaliningrad",
          "Europe/Moscow",
          "Europe/Samara",
          "Asia/Yekaterinburg",
          "Asia/Omsk",
          "Asia/Krasnoyarsk",
          "Asia/Irkutsk",
          "Asia/Yakutsk",
          "Asia/Vladivostok",
          "Asia/Magadan",
          "Asia/Kamchatka");

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private final Map<PhoneNumber, List<String>> people = new LinkedHashMap<>();
  private long sent;
  private long inDoubt;
  private final List<String> wrong = new ArrayList<>();

  @Test
  void nothingLeavesOutsideTheHoursNorWhileTheClockIsInDoubt() {
    System.out.println("seed " + SEED);
    Random chance = new Random(SEED);
    people.put(new PhoneNumber("+992900000001"), List.of("Asia/Dushanbe"));
    people.put(new PhoneNumber("+77010000001"), List.of("Asia/Almaty"));
    people.put(new PhoneNumber("+996700000001"), List.of("Asia/Bishkek"));
    people.put(new PhoneNumber("+998900000001"), List.of("Asia/Tashkent"));
    people.put(new PhoneNumber("+79000000000"), RUSSIA); // nobody has told where
    for (int i = 0; i < RUSSIA.size(); i++) {
      people.put(new PhoneNumber("+790000000%02d".formatted(i + 10)), List.of(RUSSIA.get(i)));
    }
    try (Database database = Database.open(folder.resolve("hamroh.db"));
        CampaignHouse house =
            new CampaignHouse(database, SmscBehaviour.polite(), topic -> {}, clock, 5)) {
      SiteGate gate =
          new SiteGate(
              database,
              GateConfig.STANDARD.rules(List.of("+992", "+7", "+996", "+998")),
              GateConfig.STANDARD.whereabouts(ZoneOffset.UTC),
              QuietYearTest::key,
              clock);
      Campaign campaign = house.draft("Салом", "Привет");
      database.write(
          handle -> {
            CampaignStore.move(handle, campaign.id(), CampaignState.DRAFT, CampaignState.RUNNING);
            people.forEach((number, zones) -> tell(handle, number, zones));
            return true;
          });

      for (int step = 0; step < STEPS; step += STEPS_A_WRITE) {
        boolean jump = chance.nextInt(8) == 0;
        int hours = (1 + chance.nextInt(11)) * (chance.nextBoolean() ? 1 : -1);
        database.write(
            handle -> {
              for (int i = 0; i < STEPS_A_WRITE; i++) {
                clock.pass(STEP);
                look(handle, house, gate, false);
              }
              if (jump) {
                clock.pass(Duration.ofHours(hours));
                house.ahead.addAndGet(-Duration.ofHours(hours).toNanos());
                for (int i = 0; i < STEPS_A_WRITE / 4; i++) {
                  clock.pass(STEP);
                  look(handle, house, gate, true);
                }
                clock.pass(Duration.ofHours(-hours)); // set right, and said so
                house.ahead.addAndGet(Duration.ofHours(hours).toNanos());
                house.doubt.believed();
              }
              return true;
            });
      }
    }

    System.out.printf("looks %d in doubt %d sent %d%n", STEPS, inDoubt, sent);
    assertThat(wrong).isEmpty();
    assertThat(inDoubt).isGreaterThan(100);
    assertThat(sent).isGreaterThan(50_000);
  }

  private void look(Handle handle, CampaignHouse house, SiteGate gate, boolean doubted) {
    if (doubted) {
      inDoubt++;
    }
    if (house.campaigns.running(handle).isEmpty()) {
      return;
    }
    if (doubted) {
      wrong.add("the clock is in doubt at " + clock.instant());
    }
    List<PhoneNumber> numbers = List.copyOf(people.keySet());
    List<Verdict> verdicts =
        gate.passAll(
            handle, numbers.stream().map(one -> Errand.text(one, Purpose.BROADCAST)).toList());
    for (int i = 0; i < numbers.size(); i++) {
      if (verdicts.get(i) instanceof Verdict.Open) {
        sent++;
        for (String zone : people.getOrDefault(numbers.get(i), List.of())) {
          if (!isRight(clock.instant(), zone)) {
            wrong.add(clock.instant() + " in " + zone);
          }
        }
      }
    }
  }

  private static boolean isRight(Instant at, String zone) {
    ZonedDateTime there = at.atZone(ZoneId.of(zone));
    LocalTime time = there.toLocalTime();
    boolean day = time.getHour() >= 8 && time.getHour() < 21;
    boolean prayer =
        there.getDayOfWeek() == DayOfWeek.FRIDAY && time.getHour() >= 12 && time.getHour() < 14;
    return day && !prayer;
  }

  private void tell(Handle handle, PhoneNumber number, List<String> zones) {
    if (zones.size() == 1) {
      Whereabouts.told(handle, key(number), ZoneId.of(zones.getFirst()), clock.instant());
    }
  }

  private static CallerKey key(PhoneNumber number) {
    return CallerKey.of(number, new byte[16]);
  }
}
