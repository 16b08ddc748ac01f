package org.hamroh.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which way out is taken, and what is learned of it.
final class WaysTest {

  private static final Instant NOON = Instant.parse("2026-11-23T07:00:00Z");
  private static final PhoneNumber TAJIK = new PhoneNumber("+992900000001");
  private static final PhoneNumber OTHER_NETWORK = new PhoneNumber("+992550000001");
  private static final PhoneNumber RUSSIAN = new PhoneNumber("+79000000001");
  private static final PhoneNumber KAZAKH = new PhoneNumber("+77010000001");

  private static final Ways WAYS =
      new Ways(
          List.of(
              way("dear", "2", "+992", "+7"), way("cheap", "1", "+992"), way("russia", "3", "+7")));

  @TempDir private Path folder;
  private Database database;

  private static Way way(String name, String price, String... prefixes) {
    return new Way(name, List.of(prefixes), "+992900000700", 2, new BigDecimal(price));
  }

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Optional<String> choose(PhoneNumber number, Instant now) {
    return choose(number, Set.of(), Map.of(), now);
  }

  private Optional<String> choose(
      PhoneNumber number, Set<String> blocked, Map<String, Integer> busy, Instant now) {
    return database.read(handle -> WAYS.choose(handle, number, blocked, busy, now).map(Way::name));
  }

  private void learn(PhoneNumber number, String way, Outcome outcome, int times, Instant now) {
    for (int i = 0; i < times; i++) {
      database.write(
          handle -> {
            WAYS.learn(handle, number, way, outcome, now);
            return true;
          });
    }
  }

  @Test
  void cheapestWayToTheCountryGoesFirst() {
    assertThat(choose(TAJIK, NOON)).contains("cheap");
    assertThat(choose(RUSSIAN, NOON)).contains("dear");
  }

  @Test
  void whereNoWayLeadsThereIsNone() {
    assertThat(choose(new PhoneNumber("+442079460000"), NOON)).isEmpty();
  }

  @Test
  void wayWhoseLinesAreTakenGivesWayToTheNext() {
    assertThat(choose(TAJIK, Set.of(), Map.of("cheap", 2), NOON)).contains("dear");
    assertThat(choose(TAJIK, Set.of(), Map.of("cheap", 2, "dear", 2), NOON)).isEmpty();
  }

  @Test
  void wayThatANetworkBlocksGoesLastForThatNetworkOnly() {
    learn(RUSSIAN, "dear", Outcome.BLOCKED, 3, NOON);

    assertThat(choose(RUSSIAN, NOON)).contains("russia");
    assertThat(choose(KAZAKH, NOON)).contains("dear");
    assertThat(choose(TAJIK, NOON)).contains("cheap");
  }

  @Test
  void singleFailureDecidesNothing() {
    learn(TAJIK, "cheap", Outcome.BLOCKED, 1, NOON);

    assertThat(choose(TAJIK, NOON)).contains("cheap");
  }

  @Test
  void newResultsWeighMoreThanManyOldOnes() {
    learn(TAJIK, "cheap", Outcome.CONFIRMED, 100, NOON);
    learn(TAJIK, "cheap", Outcome.BLOCKED, 15, NOON);

    assertThat(choose(TAJIK, NOON)).contains("dear");
    assertThat(choose(OTHER_NETWORK, NOON)).contains("cheap");
  }

  @Test
  void afterSomeDaysABlockedWayIsTriedAgain() {
    learn(TAJIK, "cheap", Outcome.BLOCKED, 20, NOON);

    assertThat(choose(TAJIK, NOON.plus(Duration.ofDays(1)))).contains("dear");
    assertThat(choose(TAJIK, NOON.plus(Duration.ofDays(10)))).contains("cheap");
  }

  @Test
  void busyAndSilentTelephonesSayNothingAgainstTheWay() {
    learn(TAJIK, "cheap", Outcome.BUSY, 20, NOON);
    learn(TAJIK, "cheap", Outcome.NO_ANSWER, 20, NOON);
    learn(TAJIK, "cheap", Outcome.UNREACHABLE, 20, NOON);

    assertThat(choose(TAJIK, NOON)).contains("cheap");
  }

  @Test
  void whatIsLearnedIsBounded() {
    database.write(
        handle -> {
          for (int i = 0; i < Ways.MOST_ROWS + 50; i++) {
            WAYS.learn(
                handle,
                new PhoneNumber("+%d0000000".formatted(1_000 + i)),
                "dear",
                Outcome.BUSY,
                NOON.plusSeconds(i));
          }
          return true;
        });

    int rows =
        database.read(
            handle ->
                handle.createQuery("select count(*) from call_way").mapTo(Integer.class).one());

    assertThat(rows).isLessThanOrEqualTo(Ways.MOST_ROWS).isGreaterThan(Ways.MOST_ROWS / 2);
  }
}
