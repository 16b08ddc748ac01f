package org.hamroh.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hamroh.phone.CallerKey;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CallLogTest {

  private static final CallId CALL = new CallId("hamroh-1763769600.12");
  private static final Instant START = Instant.parse("2026-11-22T08:00:00.250Z");

  @TempDir private Path folder;
  private Database database;
  private CallRecords records;

  @BeforeEach
  void openTheStore() {
    database = Database.open(folder.resolve("hamroh.db"));
    records = new CallRecords(database, topic -> {});
  }

  @AfterEach
  void closeTheStore() {
    database.close();
  }

  @Test
  void everyKindOfEventComesBackAsItWasTold() {
    List<CallEvent> events = everyKindOfEvent();

    try (CallLog log = new CallLog(database)) {
      events.forEach(event -> log.tell(CALL, START, event));
    }

    assertThat(records.events(CALL)).extracting(ToldEvent::event).containsExactlyElementsOf(events);
    assertThat(events)
        .extracting(event -> (Object) event.getClass())
        .containsExactlyInAnyOrder((Object[]) CallEvent.class.getPermittedSubclasses());
  }

  @Test
  void recordFollowsItsEvents() {
    try (CallLog log = new CallLog(database)) {
      log.tell(CALL, START, started());
      log.tell(CALL, START.plusSeconds(1), new CallEvent.StepEntered("hotline", "main"));
    }

    records.refresh();

    CallRecord record = records.find(CALL.value()).orElseThrow();
    assertThat(record.path()).containsExactly("main");
    assertThat(records.rebuild(CALL)).contains(record);
    assertThat(records.open(START.plusSeconds(1))).containsExactly(CALL);
    assertThat(records.open(START)).isEmpty();
  }

  @Test
  void eventThatIsAddedTwiceCountsOnce() {
    CallEventStore store = new CallEventStore();
    ToldEvent told =
        new ToldEvent(
            CALL, START, ToldEvent.Source.PBX, 17, new CallEvent.QueueEntered("queue-wages", 1));

    int first = database.write(handle -> store.append(handle, List.of(told, told)));
    records.refresh();
    int second = database.write(handle -> store.append(handle, List.of(told)));

    assertThat(first).isEqualTo(1);
    assertThat(second).isZero();
    assertThat(records.events(CALL)).containsExactly(told);
    assertThat(staleRecords()).isZero();
  }

  @Test
  void tellingNeverWaitsForAStoreThatIsDown() {
    breakTheStore();
    CallLog log = new CallLog(database, 5);

    for (int i = 0; i < 20; i++) {
      log.tell(CALL, START.plusSeconds(i), new CallEvent.StepEntered("hotline", "step-" + i));
    }

    assertThat(log.dropped()).isBetween(9L, 15L);

    mendTheStore();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> records.events(CALL).size() == 20 - log.dropped());
    log.close();
    assertThat(records.events(CALL).getFirst().event())
        .isEqualTo(new CallEvent.StepEntered("hotline", "step-0"));
  }

  private int staleRecords() {
    return database.read(
        handle ->
            handle
                .createQuery("select count(*) from call_record where folded < told")
                .mapTo(Integer.class)
                .one());
  }

  /// A store that refuses every event.
  private void breakTheStore() {
    database.write(handle -> handle.execute("alter table call_event rename to away"));
  }

  private void mendTheStore() {
    database.write(handle -> handle.execute("alter table away rename to call_event"));
  }

  private static CallEvent started() {
    return new CallEvent.CallStarted(
        new CallerKey("0123456789abcdef0123456789abcdef"), "TJ", "700", "PJSIP/demo-00000001");
  }

  private static List<CallEvent> everyKindOfEvent() {
    return List.of(
        started(),
        new CallEvent.ScriptStarted("hotline", "0123456789ab"),
        new CallEvent.LanguageChosen("tg", true),
        new CallEvent.StepEntered("hotline", "main"),
        new CallEvent.PromptHeard(List.of("main-menu"), "tg", Duration.ofMillis(2_345), true),
        new CallEvent.KeyPressed("main", "1"),
        new CallEvent.WrongKeyPressed("main", "8"),
        new CallEvent.SilenceHeard("main"),
        new CallEvent.NoKeyPressed("main"),
        new CallEvent.MissedCall(null, ""),
        new CallEvent.CalledBack(null, "TJ", 7, "PJSIP/demo-1"),
        new CallEvent.CalledOut(
            new CallerKey("0123456789abcdef0123456789abcdef"), "TJ", "op1", "r-1"),
        new CallEvent.CoverKeyPressed("main"),
        new CallEvent.HelpWanted(),
        new CallEvent.CannotSpeak("help-in-silence"),
        new CallEvent.SilentAnswer("yes"),
        new CallEvent.WaitTold(2, 5),
        new CallEvent.MessageLeft("m-1", "message", Duration.ofSeconds(3)),
        new CallEvent.DigitsKeyed("number", 12),
        new CallEvent.SurveyAnswered("helped", "partly"),
        new CallEvent.CallbackBooked("4711", "evening", true),
        new CallEvent.TextSent("sms-14", "accepted"),
        new CallEvent.Subscribed("vacancies", "accepted"),
        new CallEvent.LookedUp("permit", true),
        new CallEvent.HandedToQueue("queue-wages", 2, "chosen"),
        new CallEvent.StepFailed("main", "MissingSound"),
        new CallEvent.ScriptEnded("queue"),
        new CallEvent.LegStarted("PJSIP/demo-00000001", true, "700"),
        new CallEvent.LegAnswered("PJSIP/demo-00000001", true),
        new CallEvent.LegEnded("PJSIP/demo-00000001", true, 16),
        new CallEvent.SafetyNetEntered("server-died"),
        new CallEvent.QueueEntered("queue-wages", 1),
        new CallEvent.OperatorRang("op1", Duration.ofSeconds(20)),
        new CallEvent.OperatorAnswered("queue-wages", "op2", Duration.ofSeconds(31)),
        new CallEvent.OperatorLost("queue-general"),
        new CallEvent.TalkChanged("op2", "asked", "op1"),
        new CallEvent.TalkEnded("op2", Duration.ofSeconds(62), false),
        new CallEvent.QueueLeft("queue-wages", "timeout", Duration.ofSeconds(300)),
        new CallEvent.CallEnded());
  }
}
