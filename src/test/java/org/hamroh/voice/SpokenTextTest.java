package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpokenTextTest {

  @TempDir private Path folder;

  @Test
  void quotationMarksAreNotSpoken() {
    assertThat(SpokenText.plain().of("Ин «Ҳамроҳ» аст.", false)).isEqualTo("Ин Ҳамроҳ аст.");
  }

  @Test
  void letterWrittenAsTwoSignsBecomesOne() {
    assertThat(SpokenText.plain().of("тоҷики\u0304", false)).isEqualTo("тоҷикӣ");
  }

  @Test
  void sentenceThatGoesOnKeepsTheVoiceUp() {
    assertThat(SpokenText.plain().of("Ваше место —", true)).isEqualTo("Ваше место,");
    assertThat(SpokenText.plain().of("Музд:", true)).isEqualTo("Музд,");
  }

  @Test
  void dashInsideASentenceStaysAPause() {
    assertThat(SpokenText.plain().of("Место — первое.", false)).isEqualTo("Место — первое.");
  }

  @Test
  void exceptionIsGivenInPhonemesWhateverItsCase() throws IOException {
    SpokenText text = withWords("# comment\n\nхамрох = xamr'ox\n");

    assertThat(text.of("Это «Хамрох», телефон.", false)).isEqualTo("Это [[xamr'ox]], телефон.");
  }

  @Test
  void exceptionIsAWholeWordOnly() throws IOException {
    SpokenText text = withWords("села = s;il'A\nдорогой соотечественник = X\n");

    assertThat(text.of("Присела у села.", false)).isEqualTo("Присела у [[s;il'A]].");
    assertThat(text.of("Перед дорогой", false)).isEqualTo("Перед дорогой");
    assertThat(text.of("Дорогой соотечественник!", false)).isEqualTo("[[X]]!");
  }

  @Test
  void brokenEntryIsNamedWithItsLine() {
    assertThatThrownBy(() -> withWords("села = s\nгорода\n"))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("words:2");
  }

  private SpokenText withWords(String words) throws IOException {
    return SpokenText.withExceptions(Files.writeString(folder.resolve("words"), words));
  }
}
