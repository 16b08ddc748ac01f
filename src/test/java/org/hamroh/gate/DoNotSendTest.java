package org.hamroh.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.hamroh.contact.Subscriptions;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever was erased gets no broadcast, though no table holds the number.
final class DoNotSendTest {

  private static final PhoneNumber NUMBER = new PhoneNumber("+992900000051");
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T07:00:00Z"), java.time.ZoneId.of("Asia/Dushanbe"));

  @TempDir private Path folder;
  private Database database;
  private SiteGate gate;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
    gate = TestGate.at(database, NOON);
    database.write(
        handle ->
            handle.execute(
                "insert into do_not_send (caller_key, since) values (?, 1)",
                TestGate.key(NUMBER).hex()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Verdict broadcast() {
    return gate.ask(Errand.text(NUMBER, Purpose.BROADCAST));
  }

  @Test
  void erasedPersonGetsNoBroadcastWhateverListBringsTheNumberBack() {
    assertThat(broadcast())
        .isEqualTo(new Verdict.Closed(Reason.OPTED_OUT, java.util.Optional.empty()));
    assertThat(gate.ask(Errand.text(NUMBER, Purpose.SERVICE)))
        .as("what they ask for in a call")
        .isInstanceOf(Verdict.Open.class);
  }

  @Test
  void whoComesBackByTheirOwnWordIsWrittenToAgainUntilTheySayStop() {
    new Subscriptions(database, NOON).add(NUMBER, "tg", "TJ", "vacancies");
    assertThat(broadcast()).isInstanceOf(Verdict.Open.class);

    database.write(
        handle -> {
          OptOuts.add(handle, NUMBER, "sms", NOON.instant());
          return true;
        });

    assertThat(broadcast()).isInstanceOf(Verdict.Closed.class);
  }
}
