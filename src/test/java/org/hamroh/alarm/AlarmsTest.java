package org.hamroh.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hamroh.mail.MailConfig;
import org.hamroh.mail.Post;
import org.hamroh.mail.SmtpPost;
import org.hamroh.store.Database;
import org.hamroh.web.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Staff are told of each trouble, once, and until they have been.
final class AlarmsTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Instant SINCE = Instant.parse("2026-11-22T07:00:00Z");
  private static final AlarmConfig STAFF =
      new AlarmConfig(
          List.of("duty@union.example"), List.of("+992900000091"), List.of("lawyer@union.example"));

  @TempDir Path folder;
  private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final List<String> topics = new CopyOnWriteArrayList<>();
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("alarms.db"));
    mail.start();
  }

  @AfterEach
  void close() {
    mail.stop();
    database.close();
  }

  private Alarms alarms(int mailPort, Alarms.StaffTexts staffTexts) {
    Post post = new SmtpPost(new MailConfig("127.0.0.1", mailPort, "hotline@union.example", null));
    AlarmWords words =
        new AlarmWords("Hamroh", Texts.load(ZoneId.of("Asia/Dushanbe"), List.of("alarm")).in("en"));
    return new Alarms(
        STAFF, database, Optional.of(post), staffTexts, words, topics::add, Clock.systemUTC());
  }

  private Alarms alarms() {
    return alarms(
        mail.getSmtp().getPort(),
        (handle, number, text) -> {
          texts.add(number.e164() + " " + text);
          return Optional.empty();
        });
  }

  private String state(String way) {
    return database.read(
        handle ->
            handle
                .createQuery("select state from alarm_telling where way = :way")
                .bind("way", way)
                .mapTo(String.class)
                .one());
  }

  @Test
  void sameTroubleIsToldOnceByMailAndByTextAndStandsOnTheConsole() throws Exception {
    try (Alarms alarms = alarms()) {
      alarms.start();

      boolean first = alarms.raise(AlarmKind.DANGER, "call-1", SINCE);
      boolean again = alarms.raise(AlarmKind.DANGER, "call-1", SINCE.plusSeconds(9));

      assertThat(first).isTrue();
      assertThat(again).isFalse();
      await().atMost(SOON).until(() -> state("mail").equals("sent") && state("sms").equals("sent"));
      assertThat(mail.getReceivedMessages()).hasSize(1);
      assertThat(mail.getReceivedMessages()[0].getSubject())
          .isEqualTo("Hamroh: danger call without an answer");
      assertThat(mail.getReceivedMessages()[0].getContent().toString()).contains("12:00:00");
      assertThat(texts)
          .containsExactly(
              "+992900000091 Hamroh: a danger call has had no answer for 30 s. Open the console.");
      assertThat(alarms.red()).extracting(Alarm::about).containsExactly("call-1");
      assertThat(topics).containsExactly("alarms");
    }
  }

  @Test
  void whatWasNotToldBeforeTheEndIsToldAfterTheNextStart() {
    try (Alarms dies = alarms()) {
      dies.raise(AlarmKind.DANGER, "call-1", SINCE); // it never gets to tell anybody
    }
    database.write(
        handle ->
            handle.execute(
                "update alarm_telling set state = 'leaving', attempts = 1 where way = 'mail'"));

    try (Alarms next = alarms()) {
      next.start();

      await().atMost(SOON).until(() -> state("mail").equals("sent") && state("sms").equals("sent"));
      assertThat(mail.getReceivedMessages()).hasSize(1);
      assertThat(texts).hasSize(1);
      assertThat(next.raise(AlarmKind.DANGER, "call-1", SINCE)).isFalse();
    }
  }

  @Test
  void whatDoesNotLeaveIsTriedAgain() {
    int port = mail.getSmtp().getPort();
    mail.stop(); // nobody listens there now
    List<String> refused = new CopyOnWriteArrayList<>();
    try (Alarms alarms =
        alarms(
            port,
            (handle, number, text) -> {
              refused.add(text);
              return refused.size() < 2 ? Optional.of("not now") : Optional.empty();
            })) {
      alarms.start();
      alarms.raise(AlarmKind.SILENT_EMERGENCY, "call-2", SINCE);

      await().atMost(SOON).until(() -> state("sms").equals("sent"));

      assertThat(refused).hasSize(2);
      assertThat(state("mail")).isIn("waiting", "leaving");
      assertThat(alarms.red()).hasSize(1);
    }
  }

  @Test
  void pausesGrowAndHaveAnEnd() {
    assertThat(Alarms.pause(1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(Alarms.pause(3)).isEqualTo(Duration.ofSeconds(20));
    assertThat(Alarms.pause(Alarms.MOST_ATTEMPTS)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void recoveryOfALineIsToldAndTheNextFailureIsAnotherAlarm() {
    try (Alarms alarms = alarms()) {
      alarms.start();
      alarms.raise(AlarmKind.LINE, "700", SINCE);

      alarms.over(AlarmKind.LINE, "700");
      alarms.over(AlarmKind.LINE, "700");

      await().atMost(SOON).until(() -> texts.size() == 2);
      assertThat(texts.get(1)).endsWith("Hamroh: 700 works again.");
      assertThat(alarms.red()).isEmpty();
      assertThat(alarms.raise(AlarmKind.LINE, "700", SINCE.plusSeconds(3_600))).isTrue();
      assertThat(alarms.take(2, "zarina")).as("it is over only when it works").isFalse();
    }
  }

  @Test
  void whatIsNoEmergencyIsToldToTheLawyerAloneAndStandsOnNoConsole() throws Exception {
    try (Alarms alarms = alarms()) {
      alarms.start();

      alarms.raise(AlarmKind.CLUSTER, "7", SINCE);

      await().atMost(SOON).until(() -> state("mail").equals("sent"));
      assertThat(mail.getReceivedMessages()).hasSize(1);
      assertThat(mail.getReceivedMessages()[0].getAllRecipients()[0])
          .hasToString("lawyer@union.example");
      assertThat(texts).isEmpty();
      assertThat(alarms.red()).isEmpty();
    }
  }

  @Test
  void whoeverIsFirstTakesADangerCallOn() {
    try (Alarms alarms = alarms()) {
      alarms.raise(AlarmKind.DANGER, "call-1", SINCE);
      long id = alarms.red().getFirst().id();

      assertThat(alarms.take(id, "zarina")).isTrue();
      assertThat(alarms.take(id, "farhod")).isFalse();
      assertThat(alarms.red()).isEmpty();
      assertThat(alarms.isRaised(AlarmKind.DANGER, "call-1")).isTrue();
    }
  }
}
