package org.hamroh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.Main;
import org.hamroh.config.Secrets;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class PeopleCommandTest {

  @TempDir private Path data;
  private final PrintStream realOut = System.out;
  private final InputStream realIn = System.in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void prepare() throws IOException {
    Path secrets = data.resolve("secrets.properties");
    Files.createFile(
        secrets,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secrets, "HAMROH_SMSC_PASSWORD=secret\n");
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(realOut);
    System.setIn(realIn);
  }

  private int run(String... arguments) {
    CommandLine line = new CommandLine(new Main());
    line.setErr(new PrintWriter(err, true));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          command.getErr().println(failure.getMessage());
          return 1;
        });
    List<String> all = new ArrayList<>(List.of("--data", data.toString()));
    all.addAll(List.of(arguments));
    return line.execute(all.toArray(String[]::new));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void somebodyIsAddedAndGetsAPasswordOnce() {
    int code = run("user", "add", "zarina", "--role", "operator,supervisor", "--extension", "op1");
    String added = said();
    run("user", "list");

    assertThat(code).isZero();
    assertThat(added).containsPattern("password \\(shown only now\\): [a-z2-9-]{19}");
    assertThat(said().substring(added.length()))
        .contains("zarina", "operator,supervisor", "op1", "tg")
        .doesNotContain("password");
  }

  @Test
  void aPasswordFromStandardInputIsNotPrinted() {
    System.setIn(new ByteArrayInputStream("four words of mine\n".getBytes(StandardCharsets.UTF_8)));

    int code = run("user", "add", "zarina", "--role", "operator", "--password-stdin");

    assertThat(code).isZero();
    assertThat(said()).isEqualTo("user zarina added" + System.lineSeparator());
  }

  @Test
  void anEmptyListSaysHowToBegin() {
    run("user", "list");

    assertThat(said()).contains("./hamroh user add NAME --role admin");
  }

  @Test
  void mistakesAreToldWithTheirRemedy() {
    assertThat(run("user", "passwd", "nobody")).isEqualTo(1);
    assertThat(run("user", "add", "zarina", "--role", "boss")).isEqualTo(1);
    assertThat(run("user", "add", "zarina")).isEqualTo(2);

    assertThat(err.toString())
        .contains("user nobody: is not there; see ./hamroh user list")
        .contains("--role boss: is no role; give operator, case-worker, supervisor")
        .contains("Missing required option: '--role");
  }

  @Test
  void aCallerIsForgottenAndAnUnreadableNumberSaysWhy() {
    assertThat(run("forget", "90 000 00 01")).isZero();
    assertThat(run("forget", "12")).isEqualTo(1);
  }

  @Test
  void whatOperatorsWroteOfAForgottenCallerIsErased() {
    byte[] secret = Secrets.open(data).ensure("HAMROH_CALLER_KEY").getBytes(StandardCharsets.UTF_8);
    CallerKey key = CallerKey.of(new PhoneNumber("+992900000001"), secret);
    try (Database database = Database.open(data.resolve("hamroh.db"))) {
      database.write(
          handle ->
              handle.execute(
                  """
                  insert into contact_record (id, channel, caller_key, form_version, version, state,
                    call_type, disposition, next_action, choices, texts_sealed, created_at,
                    created_by, changed_at, changed_by)
                  values ('w-1', 'walk-in', ?, 1, 1, 'draft', '', '', '', '{}', 'sealed', 0,
                    'zarina', 0, 'zarina')
                  """,
                  key.hex()));
    }

    assertThat(run("forget", "90 000 00 01")).isZero();
    assertThat(said()).contains("records: 1").contains("nothing was erased");
    assertThat(run("forget", "90 000 00 01", "--confirm", "--by", "zarina")).isZero();
    assertThat(said()).contains("erased by zarina").contains("records: 1");
    assertThat(run("forget", "90 000 00 01")).isZero();
    assertThat(said()).contains("nothing is known of this person");
  }

  @Test
  void aTokenIsPrintedOnceAndItsNameIsTaken() {
    int first = run("token", "add", "reporting", "--role", "manager");
    int second = run("token", "add", "reporting", "--role", "manager");

    assertThat(first).isZero();
    assertThat(said()).containsPattern("token reporting \\(shown only now\\): hamroh_[\\w-]{32}");
    assertThat(second).isEqualTo(1);
    assertThat(err.toString()).contains("token reporting: is there already");
  }
}
