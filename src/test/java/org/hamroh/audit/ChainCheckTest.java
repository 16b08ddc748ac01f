package org.hamroh.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChainCheckTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T07:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;
  private Database database;
  private AuditHead head;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
    head = new AuditHead(database, folder);
    AuditTrail trail = new AuditTrail(NOON);
    for (int i = 1; i <= 9; i++) {
      Look look = new Look("zarina", Act.OPEN, "record", "r-" + i, "", "192.0.2.7");
      database.write(
          handle -> {
            trail.add(handle, look);
            return true;
          });
    }
    head.keep();
  }

  @AfterEach
  void close() {
    head.close();
    database.close();
  }

  private void forge(String... statements) {
    database.write(
        handle -> {
          for (String one : statements) {
            handle.execute(one);
          }
          return true;
        });
  }

  private List<String> findings() {
    return database.read(handle -> ChainCheck.run(handle, AuditHead.of(folder))).findings();
  }

  @Test
  void chainThatNobodyTouchedHolds() {
    assertThat(findings()).isEmpty();
  }

  @Test
  void everyColumnOfARowIsCovered() {
    List<String> columns =
        List.of(
            "who = 'rustam'",
            "act = 'search'",
            "kind = 'call'",
            "id = 'r-9'",
            "at = at + 1",
            "why = 'law'",
            "came_from = ''");
    for (String column : columns) {
      forge(
          "create table kept as select * from audit",
          "update audit set " + column + " where seq = 4");

      assertThat(findings()).as(column).containsExactly("row 4 was changed");

      forge("delete from audit", "insert into audit select * from kept", "drop table kept");
    }
  }

  @Test
  void rowsThatWereTakenOutAreNamed() {
    forge("delete from audit where seq in (3, 6, 7)");

    assertThat(findings()).containsExactly("row 3 was taken out", "rows 6 to 7 were taken out");
  }

  @Test
  void rowThatWasTakenOutIsMissedWhenTheRestIsNumberedAnew() {
    forge(
        "delete from audit where seq = 3",
        "update audit set seq = -seq where seq > 3",
        "update audit set seq = -seq - 1 where seq < 0");

    assertThat(findings())
        .containsExactly("a row was taken out before row 3", "row 9 was cut off at the end");
  }

  @Test
  void rowThatWasPutInIsNamed() {
    forge(
        "update audit set seq = -seq where seq > 4",
        "update audit set seq = -seq + 1 where seq < 0",
        "insert into audit select 5, at, who, act, kind, 'x', why, came_from, hash from audit"
            + " where seq = 4");

    assertThat(findings())
        .containsExactly(
            "row 5 was put in", "row 9 is not the one that was kept in mind outside the store");
  }

  @Test
  void endThatWasCutOffIsToldByTheHeadOutsideTheStore() {
    forge("delete from audit where seq > 7");

    assertThat(findings()).containsExactly("rows 8 to 9 were cut off at the end");
    assertThat(database.read(handle -> ChainCheck.run(handle, Optional.empty())).findings())
        .isEmpty();
  }

  @Test
  void headIsNotTakenBackAfterACut() {
    forge("delete from audit where seq > 7");

    head.keep();

    assertThat(AuditHead.of(folder).orElseThrow().seq()).isEqualTo(9);
  }

  @Test
  void chainGoesOnWhenItsOldestRowsAreLetGo() {
    int gone =
        database.write(
            handle ->
                AuditStore.deleteOld(handle, NOON.instant().plusMillis(1), NOON.instant(), 4));

    assertThat(gone).isEqualTo(4);
    assertThat(findings()).isEmpty();

    forge("delete from audit where seq = 5");

    assertThat(findings()).containsExactly("row 5 was taken out");
  }

  @Test
  void beginningThatIsMovedBackIsTold() {
    database.write(
        handle -> AuditStore.deleteOld(handle, NOON.instant().plusMillis(1), NOON.instant(), 4));
    head.keep();

    forge("delete from audit_start");

    assertThat(findings()).contains("the beginning of the chain was row 5 and is told to be row 1");
  }
}
