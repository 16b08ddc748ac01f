package org.hamroh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `./hamroh sms` says of a text before anybody pays for it.
final class SmsCommandTest {

  @TempDir private Path folder;
  private Path settings;

  @BeforeEach
  void settings() throws IOException {
    String shipped = Files.readString(Path.of("deploy", "hamroh.yaml"));
    settings =
        Files.writeString(
            folder.resolve("hamroh.yaml"),
            shipped
                + "\ngate:\n  prices: {\"+992\": {call: 0.05, text: 0.02}, \"+7\": {call: 1, text: 0.5}}\n");
  }

  private String say(String... words) throws IOException {
    Path data = Files.createTempDirectory(folder, "data");
    try (Terminal terminal = new Terminal(data)) {
      String[] all = new String[words.length + 2];
      all[0] = "--config";
      all[1] = settings.toString();
      System.arraycopy(words, 0, all, 2, words.length);
      assertThat(terminal.run(all)).as(terminal.printed()).isZero();
      return terminal.printed();
    }
  }

  @Test
  void theLetterThatForcesTheWideAlphabetIsNamedWithSegmentsAndPrices() throws IOException {
    String said = say("sms", "x".repeat(159) + "ҳ");

    assertThat(said)
        .contains("encoding: UCS-2")
        .contains("length:   160 units, room for 41 more")
        .contains("segments: 3")
        .contains("forced by: ҳ")
        .contains("price:    +7 1.5, +992 0.06");
  }

  @Test
  void theAudiencesPriceIsTheSumOfItsCountries() throws IOException {
    String said = say("sms", "--people", "+992=1200,+7=300", "Салом, ҳамроҳ! ".repeat(5));

    assertThat(said).contains("segments: 2").contains("audience: 1500 people, 348.00");
  }

  @Test
  void aShorterWordingIsOfferedWhereItSaves() throws IOException {
    String said = say("sms", "“Hamroh” helps –  " + "call us now ".repeat(11) + "…");

    assertThat(said).contains("segments: 3").contains("shorter:  1 segments, GSM-7: \"Hamroh\"");
  }

  @Test
  void twoLanguagesStandSideBySide() throws IOException {
    String said =
        say("sms", "--people", "+992=10", "Салом! Ба мо занг занед: 700", "Call us at 700");

    assertThat(said.lines().filter(line -> line.startsWith("encoding:")))
        .containsExactly("encoding:  UCS-2                   GSM-7");
    assertThat(said.lines().filter(line -> line.startsWith("segments:")))
        .containsExactly("segments:  1                       1");
    assertThat(said.lines().filter(line -> line.startsWith("audience:")))
        .containsExactly("audience:  10 people, 0.20         10 people, 0.20");
    assertThat(said).contains("forced by: С а л о м");
  }
}
