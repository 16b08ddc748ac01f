package org.hamroh.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.store.Database;
import org.hamroh.web.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A clock that jumps must not erase years.
final class RetentionTest {

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final List<Instant> wiped = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private Database database;
  private Retention retention;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
    retention = started();
  }

  private Retention started() {
    Rule broken =
        new Rule(
            "broken",
            Period.ofDays(3),
            before -> {
              throw new IOException("disk");
            });
    Rule numbers =
        new Rule(
            "numbers",
            Period.ofDays(3),
            before -> {
              wiped.add(before);
              return 2;
            });
    return new Retention(
        database,
        List.of(broken, numbers),
        new Retention.Doubts() {
          @Override
          public void began(Instant since) {
            told.add("began");
          }

          @Override
          public void over() {
            told.add("over");
          }
        },
        clock);
  }

  @AfterEach
  void close() {
    retention.close();
    database.close();
  }

  @Test
  void oneClassThatFailsDoesNotKeepTheOthers() {
    assertThat(retention.round()).isTrue();

    assertThat(wiped).containsExactly(clock.instant().minus(Duration.ofDays(3)));
    assertThat(retention.done())
        .extracting(
            RetentionStore.Done::rule, RetentionStore.Done::gone, RetentionStore.Done::failed)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("broken", 0, true),
            org.assertj.core.groups.Tuple.tuple("numbers", 2, false));
  }

  @Test
  void aClockThatJumpsStopsEverythingUntilAPersonSaysThatItIsRight() {
    retention.round();
    wiped.clear();

    clock.pass(Duration.ofDays(30));
    assertThat(retention.round()).isFalse();
    assertThat(retention.round()).isFalse();
    assertThat(started().round()).isFalse(); // a restart believes it no more

    assertThat(wiped).isEmpty();
    assertThat(told).contains("began").doesNotContain("over");

    retention.close(); // so that what follows runs here and not in the background
    retention.believe("malika");

    assertThat(told).contains("over");
    assertThat(retention.round()).isTrue();
    assertThat(wiped).hasSize(1);
  }

  @Test
  void aClockThatIsSetBackIsDoubtedToo() {
    retention.round();

    clock.pass(Duration.ofDays(-400));

    assertThat(retention.round()).isFalse();
  }

  @Test
  void aWeekendWithoutPowerIsNoJump() {
    retention.round();

    clock.pass(Duration.ofHours(47));

    assertThat(retention.round()).isTrue();
  }

  @Test
  void callsBecomeCounts() {
    Instant old = clock.instant().minus(Duration.ofDays(91));
    Instant young = clock.instant().minus(Duration.ofDays(89));
    call("a", old);
    call("b", old);
    call("c", young);

    int gone =
        new OldRows(database, ZoneId.of("Asia/Dushanbe"))
            .calls(clock.instant().minus(Duration.ofDays(90)));

    assertThat(gone).isEqualTo(2);
    assertThat(texts("select call_id from call_record")).containsExactly("c");
    assertThat(texts("select call_id from call_event")).containsExactly("c");
    assertThat(texts("select language || ' ' || ending || ' ' || calls from call_count"))
        .containsExactly("tg ANSWERED 2");
  }

  @Test
  void wordsOfTextsGoWhenNothingIsOnItsWay() {
    message(1, "delivered");
    message(2, "queued");

    int gone = new OldRows(database, ZoneId.of("Asia/Dushanbe")).textsSent(clock.instant());

    assertThat(gone).isEqualTo(1);
    assertThat(texts("select text from message order by id")).containsExactly("", "Салом");
  }

  private void message(int id, String state) {
    database.write(
        handle ->
            handle.execute(
                "insert into message (id, campaign_id, number, language, text, parts, route,"
                    + " state, reason, created_at, changed_at)"
                    + " values (?, 0, '+992900000001', 'tg', 'Салом', 1, 'main', ?, '', 0, 0)",
                id,
                state));
    database.write(
        handle ->
            handle.execute(
                "insert into segment (message_id, part, lane, route, state, attempts, not_before,"
                    + " smsc_id, receipt, receipt_error) values (?, 1, 0, 'main', ?, 0, 0, '', '',"
                    + " '')",
                id,
                state));
  }

  private void call(String id, Instant at) {
    database.write(
        handle ->
            handle.execute(
                "insert into call_record (call_id, started_at, language, ending, told)"
                    + " values (?, ?, 'tg', 'ANSWERED', 1)",
                id,
                at.toEpochMilli()));
    database.write(
        handle ->
            handle.execute(
                "insert into call_event (call_id, at, source, ordinal, type, body)"
                    + " values (?, ?, 'ivr', 1, 'CallStarted', '{}')",
                id,
                at.toEpochMilli()));
  }

  private List<String> texts(String query) {
    return database.read(handle -> handle.createQuery(query).mapTo(String.class).list());
  }
}
