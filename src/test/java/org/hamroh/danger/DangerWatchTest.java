package org.hamroh.danger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.alarm.Alarm;
import org.hamroh.alarm.AlarmConfig;
import org.hamroh.alarm.AlarmWords;
import org.hamroh.alarm.Alarms;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallEventStore;
import org.hamroh.call.CallId;
import org.hamroh.call.CallRecords;
import org.hamroh.call.ToldEvent;
import org.hamroh.ivr.VirtualClock;
import org.hamroh.store.Database;
import org.hamroh.web.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Only a person's answer stops the clock of a call in danger.
final class DangerWatchTest {

  private static final Instant BEGIN = Instant.parse("2026-11-22T07:00:00.400Z");
  private static final CallId CALL = new CallId("hamroh-1795330800.1");
  private static final CallEvent TO_DANGER =
      new CallEvent.HandedToQueue("queue-danger", 100, "urgent-danger");

  @TempDir Path folder;
  private final VirtualClock clock = new VirtualClock(BEGIN, ZoneId.of("Asia/Dushanbe"));
  private final Set<CallId> talking = new HashSet<>();
  private final List<ToldEvent> told = new ArrayList<>();
  private Database database;
  private CallRecords calls;
  private Alarms alarms;
  private DangerWatch watch;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("danger.db"));
    calls = new CallRecords(database, topic -> {});
    alarms =
        new Alarms(
            AlarmConfig.NOBODY,
            database,
            Optional.empty(),
            (handle, number, text) -> Optional.empty(),
            new AlarmWords("Hamroh", Texts.load(clock.getZone(), List.of("alarm")).in("en")),
            topic -> {},
            clock);
    watch = new DangerWatch(database, calls, talking::contains, alarms, clock);
  }

  @AfterEach
  void close() {
    watch.close();
    alarms.close();
    calls.close();
    database.close();
  }

  private void tell(Duration after, ToldEvent.Source source, CallEvent event) {
    ToldEvent one = new ToldEvent(CALL, BEGIN.plus(after), source, told.size(), event);
    told.add(one);
    database.write(handle -> new CallEventStore().append(handle, List.of(one)));
  }

  private void ivr(int seconds, CallEvent event) {
    tell(Duration.ofSeconds(seconds), ToldEvent.Source.IVR, event);
  }

  /// The queue log knows whole seconds only.
  private void queueLog(int seconds, CallEvent event) {
    tell(Duration.ofSeconds(seconds).minusMillis(400), ToldEvent.Source.PBX, event);
  }

  private List<String> alarmed(int seconds) {
    clock.pass(Duration.between(clock.instant(), BEGIN.plusSeconds(seconds)));
    watch.look();
    return alarms.red().stream().map(Alarm::about).toList();
  }

  @Test
  void callThatNobodyAnswersAlarmsAfterThirtySecondsAndOnce() {
    ivr(0, TO_DANGER);
    queueLog(0, new CallEvent.QueueEntered("queue-danger", 1));

    assertThat(alarmed(29)).isEmpty();
    assertThat(alarmed(30)).containsExactly(CALL.value());
    assertThat(alarmed(31)).hasSize(1);
    assertThat(alarms.red().getFirst().since()).isEqualTo(BEGIN.minusMillis(400));
  }

  @Test
  void callThatIsAnsweredAlarmsNobody() {
    ivr(0, TO_DANGER);
    queueLog(12, new CallEvent.OperatorAnswered("queue-danger", "op1", Duration.ofSeconds(12)));

    assertThat(alarmed(3_600)).isEmpty();
  }

  @Test
  void talkThatOnlyTheLivePictureKnowsOfIsAnAnswerToo() {
    ivr(0, TO_DANGER);
    talking.add(CALL);

    assertThat(alarmed(31)).isEmpty();
  }

  @Test
  void callerWhoHangsUpUnansweredHasNotBeenHelped() {
    ivr(0, TO_DANGER);
    queueLog(8, new CallEvent.QueueLeft("queue-danger", "abandoned", Duration.ofSeconds(8)));
    ivr(8, new CallEvent.CallEnded());

    assertThat(alarmed(29)).isEmpty();
    assertThat(alarmed(30)).hasSize(1);
  }

  @Test
  void queueWithoutAnybodyAlarmsAtOnce() {
    ivr(0, TO_DANGER);
    ivr(1, new CallEvent.StepEntered("danger", "no-operator"));

    assertThat(alarmed(1)).hasSize(1);
  }

  @Test
  void operatorWhoTalkedBeforeTheDangerIsNoAnswerToIt() {
    queueLog(-60, new CallEvent.OperatorAnswered("queue-rights", "op1", Duration.ofSeconds(3)));
    ivr(0, TO_DANGER);

    assertThat(alarmed(30)).hasSize(1);
  }

  @Test
  void serverThatWasAwayAlarmsWhenItIsBackAndNotTwice() {
    ivr(0, TO_DANGER);

    assertThat(alarmed(600)).hasSize(1);

    alarms.take(1, "zarina");
    try (DangerWatch next = new DangerWatch(database, calls, talking::contains, alarms, clock)) {
      next.look();
    }
    assertThat(alarms.red()).isEmpty();
  }

  @Test
  void otherQueuesAlarmNobody() {
    ivr(0, new CallEvent.HandedToQueue("queue-general", 0, "general"));

    assertThat(alarmed(600)).isEmpty();
  }
}
