package org.hamroh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.hamroh.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// A script played in the terminal.
final class PhoneCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int phone(String... arguments) {
    CommandLine line = new CommandLine(new Main());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    String[] all = new String[arguments.length + 1];
    all[0] = "phone";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return line.execute(all);
  }

  @Test
  void showsEachPromptInBothLanguagesAndWhereTheCallerEnds() {
    int exit = phone("--keys", "2 3 1 1 1");

    assertThat(exit).isZero();
    assertThat(out.toString())
        .contains("   > ru  Если вам сейчас угрожает опасность")
        .contains("     tg  Агар ҳозир ҷони шумо дар хатар бошад")
        .contains("ends: in queue-wages, priority 0, about wages-not-paid-abroad");
  }

  @Test
  void aChosenLanguageIsNotAskedForAgain() {
    phone("--lang", "ru", "--keys", "1");

    assertThat(out.toString())
        .doesNotContain("language-choice")
        .contains("ends: in queue-danger, priority 100, about urgent-danger");
  }

  @Test
  void showsAMessageAndAHangUp() {
    phone("--script", "message/record", "--keys", "say5 * x");

    assertThat(out.toString())
        .contains("(message kept, message, 5 s)")
        .contains("ends: the caller hung up, after a message about message");
  }

  @Test
  void theCallersNumberIsMasked() {
    phone("--from", "+992900000001", "--keys", "1 2");

    assertThat(out.toString()).contains("+992•••••••01").doesNotContain("+992900000001");
  }

  @Test
  void aCallAtNightHearsTheHoursInWords() {
    phone("--at", "2026-11-23T21:30", "--hours", "union", "--keys", "2 ~1");

    assertThat(out.toString())
        .contains("Операторы начинают в восемь часов и заканчивают в двадцать часов.")
        .contains("ends: in queue-danger, priority 100, about urgent-danger");
  }

  @Test
  void aBookingAndACaseArePretended() {
    phone("--lang", "ru", "--from", "+992900000001", "--keys", "4 2 1 2 1");
    phone("--lang", "tg", "--keys", "4 3 1 2 3 4 * 5 5 5 5");

    assertThat(out.toString())
        .contains("(books a call back to the number that calls, morning)")
        .contains("Номер вашего заказа: четыре семь один один.")
        .contains("(4 digits keyed)")
        .contains("(the case is found)")
        .contains("Парвандаи шумо дар кор аст. Санаи амали навбатӣ: ")
        .doesNotContain("5555");
  }

  @Test
  void aCallerOfAnEarlierCallIsNotAskedForTheLanguage() {
    phone(
        "--known-language", "ru", "--country", "RU", "--returning", "--open-case", "--keys", "8 1");

    assertThat(out.toString())
        .doesNotContain("language-choice")
        .contains("(tg is kept for the next call)")
        .contains("ends: in queue-danger");
  }

  @Test
  void wrongUsageSaysWhatWouldBeRight() {
    assertThat(phone("--hours", "mine", "--keys", "1")).isEqualTo(2);
    assertThat(phone("--at", "tonight", "--keys", "1")).isEqualTo(2);
    assertThat(phone("--script", "nix", "--keys", "1")).isEqualTo(2);
    assertThat(phone("--lang", "de", "--keys", "1")).isEqualTo(2);
    assertThat(phone("--keys", "1 q")).isEqualTo(2);
    assertThat(phone("--keys", "1", "--from", "12")).isEqualTo(2);

    assertThat(err.toString())
        .contains("there is no schedule mine; there are [operators, union]")
        .contains("there is no script nix; there are [announcement, callback, danger,")
        .contains("the hotline does not speak de; it speaks [tg, ru]")
        .contains("q is no move of a caller")
        .contains("--from 12 is no number");
  }

  @Test
  void scriptsThatAreNotThereAreTold(@TempDir Path empty) {
    assertThat(phone("--scripts", empty.toString())).isNotZero();
    assertThat(err.toString()).contains(empty.resolve("prompts/tg.yaml").toString());
  }
}
