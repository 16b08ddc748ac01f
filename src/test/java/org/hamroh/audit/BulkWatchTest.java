package org.hamroh.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamroh.store.Database;
import org.hamroh.web.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who looks at more persons than their work needs is told of: thirty in ten minutes.
final class BulkWatchTest {

  private static final BulkWatch.Limit LIMIT = new BulkWatch.Limit(30, Duration.ofMinutes(10));

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final List<String> told = new ArrayList<>();
  private Database database;
  private AuditTrail trail;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("audit.db"));
    trail = watched();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private AuditTrail watched() {
    return new AuditTrail(clock, new BulkWatch(LIMIT, (handle, login, at) -> told.add(login)));
  }

  private void look(String who, Act act, String kind, int from, int until) {
    for (int i = from; i < until; i++) {
      Look look = new Look(who, act, kind, "id-" + i, "", "127.0.0.1");
      database.write(
          handle -> {
            trail.add(handle, look);
            return true;
          });
    }
  }

  private long rows() {
    return database.read(
        handle ->
            handle
                .createQuery("select count(*) from audit where act = 'bulk'")
                .mapTo(Long.class)
                .one());
  }

  @Test
  void thirtyDifferentPersonsAreTooMany() {
    look("malika", Act.OPEN, "case", 0, 29);
    assertThat(told).isEmpty();

    look("malika", Act.OPEN, "case", 29, 30);

    assertThat(told).containsExactly("malika");
    assertThat(rows()).isEqualTo(1);
    List<String> broken = database.read(h -> ChainCheck.run(h, Optional.empty()).findings());
    assertThat(broken).isEmpty();
  }

  @Test
  void theSamePersonAgainIsNobodyNew() {
    for (int i = 0; i < 40; i++) {
      look("malika", Act.OPEN, "case", 7, 8);
    }

    assertThat(told).isEmpty();
  }

  @Test
  void itIsToldOncePerWindowAndAgainInTheNext() {
    look("malika", Act.OPEN, "case", 0, 60);
    assertThat(told).hasSize(1);

    clock.pass(Duration.ofMinutes(11));
    look("malika", Act.OPEN, "case", 0, 30);

    assertThat(told).hasSize(2);
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void aRestartForgetsNothing() {
    look("malika", Act.OPEN, "case", 0, 29);

    trail = watched();
    look("malika", Act.OPEN, "case", 29, 30);
    trail = watched();
    look("malika", Act.OPEN, "case", 30, 45);

    assertThat(told).containsExactly("malika");
  }

  @Test
  void whoWalksAddressesAndIsRefusedIsToldOf() {
    look("zarina", Act.REFUSED, "case", 0, 30);

    assertThat(told).containsExactly("zarina");
  }

  @Test
  void aMixOfKindsCountsTogether() {
    look("zarina", Act.OPEN, "case", 0, 20);
    look("zarina", Act.OPEN, "record", 0, 20);
    assertThat(told).as("one person is several things").isEmpty();

    look("zarina", Act.OPEN, "caller", 0, 20);

    assertThat(told).containsExactly("zarina");
  }

  @Test
  void slowLookingAndOthersLooksAreNoAlarm() {
    for (int i = 0; i < 40; i++) {
      look("malika", Act.OPEN, "case", i, i + 1);
      clock.pass(Duration.ofSeconds(25));
    }
    look("zarina", Act.OPEN, "case", 0, 25);
    look("parvin", Act.OPEN, "case", 25, 50);
    look("rustam", Act.CHANGE, "user", 0, 50);

    assertThat(told).isEmpty();
  }

  @Test
  void whatIsTakenBackIsNotTold() {
    look("malika", Act.OPEN, "case", 0, 29);
    try {
      database.write(
          handle -> {
            trail.add(handle, new Look("malika", Act.OPEN, "case", "id-29", "", "127.0.0.1"));
            throw new IllegalStateException("the work failed");
          });
    } catch (RuntimeException e) {
      assertThat(e).hasStackTraceContaining("the work failed");
    }

    assertThat(rows()).isZero();
  }
}
