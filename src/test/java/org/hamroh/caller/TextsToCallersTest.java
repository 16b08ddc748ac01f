package org.hamroh.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.call.Callers;
import org.hamroh.contact.Contact;
import org.hamroh.contact.ContactFilter;
import org.hamroh.contact.ContactStore;
import org.hamroh.contact.Subscriptions;
import org.hamroh.gate.OptOuts;
import org.hamroh.gate.SiteGate;
import org.hamroh.gate.TestGate;
import org.hamroh.ivr.outside.TextSender.Outcome;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.Smsc;
import org.hamroh.sms.Broadcasts;
import org.hamroh.sms.MessageStore;
import org.hamroh.sms.SmsConfig;
import org.hamroh.sms.SmsGateway;
import org.hamroh.sms.SmsMessage;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Texts that callers ask for, up to the table from which the gateway sends.
final class TextsToCallersTest {

  private static final PhoneNumber NUMBER = new PhoneNumber("+992900000001");
  private static final PhoneNumber ABROAD = new PhoneNumber("+442079460000");
  private static final CallId CALL = new CallId("hamroh-1.1");
  private static final CallId FROM_ABROAD = new CallId("hamroh-2.2");
  private static final CallId WITHHELD = new CallId("hamroh-3.3");

  @TempDir private Path folder;
  private final Clock clock = Clock.systemUTC();
  private final CallersOnLine onLine = new CallersOnLine(Optional.empty(), Optional.empty());
  private Database database;
  private SmsGateway gateway;
  private TextsToCallers texts;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
    SmsConfig config =
        new SmsConfig(
            "HAMROH",
            List.of(new SmsConfig.Route("main", List.of("+992"), Smsc.account(1, 10, 1_000))));
    SiteGate gate = TestGate.open(database, List.of("+992"));
    gateway = new SmsGateway(config, Smsc.timers(), database, gate, nobodySends(), clock);
    texts =
        new TextsToCallers(
            onLine,
            gate,
            gateway,
            database,
            new Subscriptions(database, clock),
            Map.of("TEL", "700"),
            clock);
    Callers callers = new Callers(shown -> Optional.empty(), new byte[16]);
    onLine.arrived(CALL, NUMBER, callers.of(NUMBER));
    onLine.arrived(FROM_ABROAD, ABROAD, callers.of(ABROAD));
  }

  private static Broadcasts nobodySends() {
    return new Broadcasts() {
      @Override
      public List<Long> running(Handle handle) {
        return List.of();
      }

      @Override
      public void changed(long campaignId) {
        // no pages to tell
      }
    };
  }

  @AfterEach
  void close() {
    gateway.close();
    database.close();
  }

  private List<SmsMessage> queued() {
    return database.read(handle -> MessageStore.page(handle, 0, Optional.empty(), 0, 50));
  }

  private List<Contact> contacts() {
    return database.read(handle -> ContactStore.page(handle, ContactFilter.EVERYBODY, 0, 10));
  }

  @Test
  void theTextIsQueuedToTheNumberThatCallsInTheCallersLanguage() {
    assertThat(texts.canSend(CALL)).isTrue();

    assertThat(texts.send(CALL, "sms-10", "ru", Map.of())).isEqualTo(Outcome.ACCEPTED);

    assertThat(queued())
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.number()).isEqualTo(NUMBER);
              assertThat(message.language()).isEqualTo("ru");
              assertThat(message.text()).startsWith("Хамрох: Каждый день").endsWith("700");
            });
  }

  @Test
  void answersOfTheCallFillTheTextAndATextThatLacksOneIsNotSent() {
    Map<String, String> vacancy =
        Map.of("profession", "ошпаз", "place", "Бохтар", "salary", "2500 сомонӣ");

    assertThat(texts.send(CALL, "job-contact", "tg", vacancy)).isEqualTo(Outcome.UNAVAILABLE);
    assertThat(queued()).isEmpty();

    Map<String, String> whole = new java.util.HashMap<>(vacancy);
    whole.put("contact", "Ошхона, +992 90 000 0104");
    whole.put("jobs-list/at", "1");
    assertThat(texts.send(CALL, "job-contact", "tg", whole)).isEqualTo(Outcome.ACCEPTED);
    assertThat(queued().getFirst().text())
        .contains("ошпаз, Бохтар, 2500 сомонӣ. Ошхона, +992 90 000 0104");
  }

  @Test
  void whoseNumberIsWithheldOrFarAwayGetsNone() {
    assertThat(texts.canSend(WITHHELD)).isFalse();
    assertThat(texts.canSend(FROM_ABROAD)).isFalse();
    assertThat(texts.send(WITHHELD, "sms-10", "ru", Map.of())).isEqualTo(Outcome.NO_NUMBER);
    assertThat(texts.send(FROM_ABROAD, "sms-10", "ru", Map.of())).isEqualTo(Outcome.NO_NUMBER);
    assertThat(queued()).isEmpty();
  }

  @Test
  void aTextThatIsNotThereIsToldAsUnavailable() {
    assertThat(texts.send(CALL, "sms-99", "ru", Map.of())).isEqualTo(Outcome.UNAVAILABLE);
    assertThat(texts.send(CALL, "sms-10", "uz", Map.of())).isEqualTo(Outcome.UNAVAILABLE);
  }

  @Test
  void nobodyGetsMoreThanSixADay() {
    for (int i = 0; i < TextsToCallers.MOST_A_DAY; i++) {
      assertThat(texts.send(CALL, "sms-10", "ru", Map.of())).isEqualTo(Outcome.ACCEPTED);
    }

    assertThat(texts.send(CALL, "sms-13", "ru", Map.of())).isEqualTo(Outcome.REFUSED);
    assertThat(queued()).hasSize(TextsToCallers.MOST_A_DAY);
  }

  @Test
  void whoAgreesByKeyIsAContactWithConsentAndWhoHadSaidStopHasComeBack() {
    database.write(
        handle -> {
          OptOuts.add(handle, NUMBER, "sms", clock.instant());
          return true;
        });

    assertThat(texts.subscribe(CALL, "vacancies", "ru")).isEqualTo(Outcome.ACCEPTED);

    assertThat(contacts())
        .singleElement()
        .satisfies(
            contact -> {
              assertThat(contact.number()).isEqualTo(NUMBER);
              assertThat(contact.language()).isEqualTo("ru");
              assertThat(contact.country()).isEqualTo("TJ");
              assertThat(contact.tags()).containsExactly("vacancies");
              assertThat(contact.consent()).isPresent();
            });
    boolean optedOut = database.read(handle -> OptOuts.since(handle, NUMBER).isPresent());
    assertThat(optedOut).isFalse();
    assertThat(texts.subscribe(WITHHELD, "vacancies", "ru")).isEqualTo(Outcome.NO_NUMBER);
  }

  @Test
  void aContactThatIsKnownKeepsItsLanguage() {
    texts.subscribe(CALL, "vacancies", "tg");

    texts.subscribe(CALL, "courses", "ru");

    assertThat(contacts().getFirst().language()).isEqualTo("tg");
    assertThat(contacts().getFirst().tags()).containsExactlyInAnyOrder("vacancies", "courses");
  }
}
