package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VoiceCheckTest {

  @TempDir private Path data;

  @Test
  void soundsThatWereNeverMadeAreOneProblemAFolderWithItsRemedy() {
    PromptBook book = PromptBook.read(Path.of("ivr-scripts"), List.of("tg", "ru"), new Problems());

    List<Problem> problems = new VoiceCheck(book, VoicePlaces.of(Path.of("."), data)).problems();

    assertThat(problems)
        .extracting(Problem::place)
        .containsExactly(
            data + "/sounds/tg", data + "/sounds/ru", data + "/sounds/moh", data + "/sounds/ring");
    assertThat(problems)
        .allSatisfy(problem -> assertThat(problem.remedy()).contains("./hamroh voice build"));
  }

  @Test
  void coverageShowsEveryPromptAsMissing() {
    PromptBook book = PromptBook.read(Path.of("ivr-scripts"), List.of("tg", "ru"), new Problems());

    String table = new VoiceCoverage(book, VoicePlaces.of(Path.of("."), data)).table();

    assertThat(table.lines()).hasSize(book.names().size() + 2);
    assertThat(table).contains("0 recorded, 0 synthesised");
  }
}
