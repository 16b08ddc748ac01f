package org.hamroh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.hamroh.SealedFields;
import org.hamroh.caller.NumberBook;
import org.hamroh.config.Secrets;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.seal.Resealer;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeysCommandTest {

  private static final String NAME = "HAMROH_RECORD_KEY";
  private static final CallerKey CALLER = new CallerKey("0123456789abcdef0123456789abcdef");
  private static final PhoneNumber NUMBER = new PhoneNumber("+992900000070");

  @TempDir private Path data;
  private Terminal terminal;

  @BeforeEach
  void open() throws IOException {
    terminal = new Terminal(data);
  }

  @AfterEach
  void close() {
    terminal.close();
  }

  private Database store() {
    return Database.open(data.resolve("hamroh.db"));
  }

  private NumberBook book(Database database) {
    return new NumberBook(database, Secrets.open(data).ensure(NAME), Clock.systemUTC());
  }

  @Test
  void oldKeyIsDroppedOnlyWhenNothingNeedsItAnyMore() {
    try (Database database = store()) {
      book(database).keep(CALLER, NUMBER);
    }

    assertThat(terminal.run("keys", "rotate", NAME)).isZero();
    assertThat(terminal.run("keys", "list")).isZero();
    assertThat(terminal.printed()).contains(NAME + ": 2 keys, 1 rows wait");
    assertThat(terminal.run("keys", "drop", NAME)).isEqualTo(1);
    try (Database database = store()) {
      assertThat(book(database).number(CALLER)).contains(NUMBER);
      new Resealer(database, SealedFields.ALL, Secrets.open(data)::ensure).reseal();
    }

    assertThat(terminal.run("keys", "drop", NAME)).isZero();
    assertThat(terminal.run("keys", "list")).isZero();
    assertThat(terminal.printed()).contains(NAME + ": 1 key, everything is sealed");
    try (Database database = store()) {
      assertThat(book(database).number(CALLER)).contains(NUMBER);
    }
  }

  @Test
  void keyOfAnotherKindIsNotTouched() {
    assertThat(terminal.run("keys", "rotate", "HAMROH_CALLER_KEY")).isEqualTo(1);
    assertThat(Secrets.open(data).get("HAMROH_CALLER_KEY")).isEmpty();
  }
}
