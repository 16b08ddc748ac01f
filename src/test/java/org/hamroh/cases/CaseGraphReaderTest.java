package org.hamroh.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import org.junit.jupiter.api.Test;

/// The file that says how a case goes, and its mistakes.
final class CaseGraphReaderTest {

  private static List<String> problems(String text) {
    Problems problems = new Problems();
    Optional<CaseGraph> graph =
        YamlFile.parse("cases.yaml", text, UnaryOperator.identity(), problems)
            .flatMap(file -> CaseGraphReader.graph(file, problems));
    assertThat(graph.isPresent()).isEqualTo(problems.isEmpty());
    return problems.list().stream().map(Problem::toString).toList();
  }

  private static String shipped() throws IOException {
    return Files.readString(CaseGraphReader.FILE);
  }

  @Test
  void theShippedOneIsGood() throws IOException {
    assertThat(problems(shipped())).isEmpty();
  }

  @Test
  void aMoveToNowhereIsNamedWithItsLine() throws IOException {
    assertThat(problems(shipped().replace("moves: [working]", "moves: [wroking]")))
        .singleElement()
        .asString()
        .matches("cases.yaml:\\d+: closed: moves to wroking; name one of the statuses");
  }

  @Test
  void onlyPeopleCloseCases() throws IOException {
    assertThat(problems(shipped().replace("{days: 7, to: overdue}", "{days: 7, to: closed}")))
        .singleElement()
        .asString()
        .contains("moves by itself to closed");
  }

  @Test
  void aStatusThatNoCaseGetsToAndAWrongStartAreMistakes() throws IOException {
    String lonely =
        shipped()
            .replace("to: overdue", "to: working")
            .replace(
                "[awaiting-person, awaiting-partner, closed]\n    after: {days: 14",
                "[closed]\n    after: {days: 14");

    assertThat(problems(lonely)).anyMatch(one -> one.contains("overdue: is never reached"));
    assertThat(problems(shipped().replace("start: new", "start: closed")))
        .anyMatch(one -> one.contains("is no open status"));
  }

  @Test
  void aClosedCaseTellsThatItIsClosed() throws IOException {
    assertThat(problems(shipped().replace("tells: closed", "tells: open")))
        .anyMatch(one -> one.contains("tells callers what is not so"));
  }
}
