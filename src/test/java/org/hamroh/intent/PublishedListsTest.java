package org.hamroh.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamroh.csv.CsvTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The lists that come with the product, in three scripts. They were written before any word of
/// `intents.yaml` was; the rows marked `held` were not looked at while it was made.
final class PublishedListsTest {

  private static final int IN_HUNDRED = 100;

  private final IntentReader reader = IntentReader.load();

  @Test
  void theListsAreAsLongAndAsMixedAsWeSay() throws IOException {
    for (String list : List.of("opt-outs", "ordinary")) {
      CsvTable table = table(list);

      assertThat(table.rows()).hasSize(300);
      assertThat(table.rows().stream().map(row -> row.cells().get(2)).distinct()).hasSize(300);
      assertThat(
              table.rows().stream()
                  .collect(Collectors.groupingBy(row -> row.cells().get(1), Collectors.counting()))
                  .values())
          .containsExactly(100L, 100L, 100L);
    }
  }

  @ParameterizedTest
  @CsvSource({"tune", "held"})
  void ninetyNineOfAHundredWishesForSilenceAreUnderstood(String part) throws IOException {
    List<String> texts = texts("opt-outs", part);

    List<String> missed = texts.stream().filter(text -> !isStop(text)).toList();

    assertThat(missed.size() * IN_HUNDRED)
        .as("missed: " + missed)
        .isLessThanOrEqualTo(texts.size());
  }

  @ParameterizedTest
  @CsvSource({"tune", "held"})
  void noOrdinaryTextIsTakenForAStop(String part) throws IOException {
    List<String> wrong = texts("ordinary", part).stream().filter(this::isStop).toList();

    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"tune", "held"})
  void noOrdinaryTextWakesAnybody(String part) throws IOException {
    assertThat(texts("ordinary", part)).noneMatch(text -> reader.read(text).urgent());
  }

  @Test
  void everyCryForHelpWithAStopWordReachesAPerson() throws IOException {
    List<String> cries = table("cries").rows().stream().map(row -> row.cells().get(0)).toList();

    assertThat(cries).hasSizeGreaterThan(30);
    assertThat(cries).allMatch(text -> reader.read(text).urgent());
    assertThat(cries).noneMatch(this::isStop);
  }

  @Test
  void onlyExplicitWordsBringSomebodyBack() throws IOException {
    Set<String> back =
        Set.of(
            "ОҒОЗ",
            "ҲАМРОҲ",
            "HAMROH",
            "Хамрох",
            "Старт",
            "START",
            "OGHOZ",
            "Хочу подписаться",
            "Подпишите меня",
            "Обуна шудан мехоҳам",
            "Обуна кунед маро",
            "Obuna shudan mekhoham",
            "Obuna kuned maro");

    List<String> texts = texts("ordinary", "tune");
    List<String> held = texts("ordinary", "held");

    assertThat(texts.stream().filter(this::isStart)).isSubsetOf(back);
    assertThat(held.stream().filter(this::isStart)).isSubsetOf(back);
    assertThat(back).allMatch(this::isStart);
    assertThat(texts("opt-outs", "tune")).noneMatch(this::isStart);
  }

  private boolean isStop(String text) {
    return reader.read(text).intent().equals(Intent.STOP);
  }

  private boolean isStart(String text) {
    return reader.read(text).intent().equals(Intent.START);
  }

  private static List<String> texts(String list, String part) throws IOException {
    return table(list).rows().stream()
        .filter(row -> row.cells().get(0).equals(part))
        .map(row -> row.cells().get(2))
        .toList();
  }

  private static CsvTable table(String list) throws IOException {
    try (InputStream in = IntentReader.class.getResourceAsStream(list + ".csv")) {
      return CsvTable.read(list, Objects.requireNonNull(in).readAllBytes());
    }
  }
}
