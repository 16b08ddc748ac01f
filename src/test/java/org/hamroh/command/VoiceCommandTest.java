package org.hamroh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VoiceCommandTest {

  @TempDir private Path data;
  @AutoClose private Terminal terminal;

  @BeforeEach
  void sitDown() throws IOException {
    terminal = new Terminal(data);
  }

  @Test
  void missingSoundsMakeTheCommandFailWithTheRemedy() {
    int status = terminal.run("voice", "missing");

    assertThat(status).isEqualTo(1);
    assertThat(terminal.printed()).contains("sounds/tg: ").contains("run ./hamroh voice build");
  }

  @Test
  void sheetOfOneLanguageHoldsItsWordsOnly() {
    int status = terminal.run("voice", "sheet", "--lang", "ru");

    assertThat(status).isZero();
    assertThat(terminal.printed())
        .contains("`welcome.wav`", "Здравствуйте!")
        .doesNotContain("Ассалому");
  }

  @Test
  void sheetOfALanguageThatTheSiteDoesNotSpeakIsWrongUsage() {
    assertThat(terminal.run("voice", "sheet", "--lang", "fr")).isEqualTo(2);
    assertThat(terminal.printed()).contains("tg, ru");
  }
}
