package org.hamroh.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hamroh.reach.Regions;
import org.hamroh.reach.SmallCells;
import org.junit.jupiter.api.Test;

final class PollResultsTest {

  private static final Regions REGIONS = new Regions();
  private static final Poll POLL =
      new Poll(
          1,
          Map.of("ru", "?"),
          List.of(
              new Poll.Option(1, Map.of("ru", "a")),
              new Poll.Option(2, Map.of("ru", "b")),
              new Poll.Option(3, Map.of("ru", "c"))));

  @Test
  void fewerThanFiveAnswersTellNothing() {
    PollResults results =
        PollResults.of(POLL, List.of(given(1, "khatlon", "f", 4)), 100, 2, REGIONS);

    assertThat(results.answered()).isNull();
    assertThat(results.percent()).isNull();
    assertThat(results.totals()).isEmpty();
    assertThat(results.tables()).isEmpty();
  }

  @Test
  void manyAnswersAreToldBySexAndRegionAndDistrict() {
    PollResults results =
        PollResults.of(
            POLL,
            List.of(
                given(1, "rasht-district", "f", 20),
                given(2, "sughd", "m", 30),
                given(1, "sughd", "f", 10),
                given(2, "rasht-district", "m", 15)),
            150,
            0,
            REGIONS);

    assertThat(results.answered()).isEqualTo(75);
    assertThat(results.percent()).isEqualTo(50);
    assertThat(results.totals()).containsExactly(30L, 45L, 0L);
    assertThat(results.tables()).extracting(PollResults.Table::by).contains("sex", "region");
  }

  @Test
  void anAnswerOfFewIsToldTogetherWithAnother() {
    PollResults results =
        PollResults.of(
            POLL,
            List.of(
                given(1, "sughd", "f", 40), given(2, "sughd", "f", 30), given(3, "sughd", "m", 2)),
            100,
            0,
            REGIONS);

    assertThat(results.columns()).containsExactly(List.of(1), List.of(2, 3));
    assertThat(results.totals()).containsExactly(40L, 32L);
  }

  @Property(tries = 150)
  void noToldCountIsAboutOneToFourPeople(@ForAll("answers") List<PollStore.Given> given) {
    PollResults results = PollResults.of(POLL, given, 1_000, 0, REGIONS);

    List<Long> told = new ArrayList<>(results.totals());
    for (PollResults.Table table : results.tables()) {
      long all = 0;
      for (PollResults.Row row : table.rows()) {
        told.add(row.answered());
        all += row.answered();
        for (Long cell : row.cells()) {
          if (cell != null) {
            told.add(cell);
          }
        }
        long untold = row.cells().stream().filter(cell -> cell == null).count();
        assertThat(untold).as("one untold cell is reckoned from its row").isNotEqualTo(1);
      }
      if (table.where().isEmpty()) {
        assertThat(all).isEqualTo(results.answered());
      }
      for (int column = 0; column < results.columns().size(); column++) {
        int at = column;
        assertThat(table.rows().stream().filter(row -> row.cells().get(at) == null).count())
            .as("one untold cell is reckoned from its column")
            .isNotEqualTo(1);
      }
    }
    assertThat(told).noneMatch(SmallCells::isSmall);
  }

  @Provide
  static Arbitrary<List<PollStore.Given>> answers() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            Arbitraries.of("sughd", "khatlon", "gbao", "dushanbe", "vahdat", ""),
            Arbitraries.of("f", "m", ""),
            Arbitraries.longs().between(1, 25))
        .as(PollResultsTest::given)
        .list()
        .ofMaxSize(20);
  }

  private static PollStore.Given given(int digit, String place, String sex, long people) {
    return new PollStore.Given(digit, place, sex, true, people);
  }
}
