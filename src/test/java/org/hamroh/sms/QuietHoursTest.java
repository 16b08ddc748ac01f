package org.hamroh.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.hamroh.gate.GateConfig;
import org.hamroh.gate.OptOuts;
import org.hamroh.gate.SiteGate;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.Smsc;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A broadcast that runs into the night, over a real socket and the standard rules.
@Timeout(60)
final class QuietHoursTest {

  private static final ZoneId DUSHANBE = ZoneId.of("Asia/Dushanbe");
  private static final Instant EVENING = Instant.parse("2026-11-22T16:30:00Z"); // half past nine
  private static final Instant MORNING = Instant.parse("2026-11-23T03:00:01Z");
  private static final String LONG = "Ҳамроҳ: ".repeat(20); // three segments

  @TempDir private Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(EVENING);

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return DUSHANBE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException("there is one zone here");
        }

        @Override
        public Instant instant() {
          return now.get();
        }
      };

  private final Broadcasts running =
      new Broadcasts() {
        @Override
        public List<Long> running(Handle handle) {
          return List.of(1L);
        }

        @Override
        public void changed(long campaignId) {
          // no pages to tell
        }
      };

  private static List<Long> queue(Database database, int people) {
    List<MessageStore.Draft> drafts =
        java.util.stream.IntStream.range(0, people)
            .mapToObj(SmsHouse::number)
            .map(number -> new MessageStore.Draft(number, "tg", SmsText.of(LONG), "main"))
            .toList();
    return database.write(handle -> MessageStore.queue(handle, 1, drafts, EVENING));
  }

  private static SmsMessage message(Database database, long id) {
    return database.read(handle -> MessageStore.find(handle, id)).orElseThrow();
  }

  private static long waitingUntil(Database database, Instant until) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select count(*) from segment where state = 'queued' and lane = 1"
                        + " and not_before = :until")
                .bind("until", until.toEpochMilli())
                .mapTo(Long.class)
                .one());
  }

  @Test
  void nothingLeavesAtNightAndEverythingInTheMorning() {
    SimulatedSmsc smsc = Smsc.start(SmscBehaviour.polite());
    SmsConfig config = SmsHouse.config(Smsc.account(smsc.port(), 10, 1_000));
    try (smsc;
        Database database = Database.open(folder.resolve("hamroh.db"))) {
      List<Long> messages = queue(database, 20);
      SiteGate gate =
          new SiteGate(
              database,
              GateConfig.STANDARD.rules(List.of("+992")),
              GateConfig.STANDARD.whereabouts(DUSHANBE),
              number -> CallerKey.of(number, new byte[16]),
              clock);
      try (SmsGateway gateway =
          new SmsGateway(config, Smsc.timers(), database, gate, running, clock)) {
        gateway.start();
        SmsHouse.await()
            .until(() -> waitingUntil(database, Instant.parse("2026-11-23T03:00:00Z")) == 60);
        assertThat(smsc.taken()).isEmpty();
        assertThat(message(database, messages.getFirst()).state()).isEqualTo(SmsState.QUEUED);
        PhoneNumber regrets = SmsHouse.number(7);
        database.write(
            handle -> {
              OptOuts.add(handle, regrets, "sms", EVENING);
              return 1;
            });

        now.set(MORNING);
        SmsHouse.await().until(() -> smsc.taken().size() == 57);

        assertThat(smsc.taken()).noneMatch(one -> regrets.e164().endsWith(one.destination()));
        SmsHouse.await()
            .until(() -> message(database, messages.get(7)).state() == SmsState.REFUSED);
      }
    }
  }
}
