package org.hamroh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.hamroh.audit.AuditHead;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyCommandTest {

  @TempDir private Path data;
  private Terminal terminal;

  @BeforeEach
  void open() throws IOException {
    terminal = new Terminal(data);
    terminal.run("user", "add", "zarina", "--role", "operator");
    terminal.run("user", "add", "malika", "--role", "supervisor");
    terminal.run("token", "add", "reports", "--role", "manager");
    try (Database database = store();
        AuditHead head = new AuditHead(database, data)) {
      assertThat(head).isNotNull(); // closing it keeps the end in mind
    }
  }

  @AfterEach
  void close() {
    terminal.close();
  }

  private Database store() {
    return Database.open(data.resolve("hamroh.db"));
  }

  private void forge(String statement) {
    try (Database database = store()) {
      database.write(handle -> handle.execute(statement));
    }
  }

  @Test
  void rightsGivenAtTheTerminalAreInTheChainAndItHolds() {
    assertThat(terminal.run("verify")).isZero();

    assertThat(terminal.printed()).contains("store: whole", "audit: 3 rows, the chain holds");
  }

  @Test
  void rowThatWasChangedIsNamed() {
    forge("update audit set why = 'operator' where seq = 2");

    assertThat(terminal.run("verify")).isEqualTo(1);

    assertThat(terminal.printed()).contains("row 2 was changed", "remedy: keep a copy");
  }

  @Test
  void endThatWasCutOffIsTold() {
    forge("delete from audit where seq = 3");

    assertThat(terminal.run("verify")).isEqualTo(1);

    assertThat(terminal.printed()).contains("row 3 was cut off at the end");
  }

  /// A page of the file is overwritten, as a dying disk does.
  @Test
  void damagedStoreIsTold() throws IOException {
    long page = 4096;
    try (RandomAccessFile file = new RandomAccessFile(data.resolve("hamroh.db").toFile(), "rw")) {
      for (long at = 20 * page; at + page < Math.min(file.length(), 60 * page); at += page) {
        file.seek(at);
        file.write(new byte[64]);
      }
    }

    assertThat(terminal.run("verify")).isEqualTo(1);
  }
}
