package org.hamroh.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallEventStore;
import org.hamroh.call.CallId;
import org.hamroh.call.CallRecords;
import org.hamroh.call.ToldEvent;
import org.hamroh.ivr.outside.KnownCallers.Dropped;
import org.hamroh.phone.CallerKey;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a caller may go on with, read from the records of a real store.
final class DroppedCallsTest {

  private static final Instant BROKE = Instant.parse("2026-11-22T05:00:00Z");
  private static final CallerKey CALLER = new CallerKey("0123456789abcdef0123456789abcdef");
  private static final CallerKey ANOTHER = new CallerKey("fedcba9876543210fedcba9876543210");
  private static final CallId NOW = new CallId("hamroh-9.9");

  @TempDir private Path folder;
  private final Set<CallerKey> shared = new HashSet<>();
  private final AtomicLong number = new AtomicLong();
  private Database database;
  private CallRecords records;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
    records = new CallRecords(database, topic -> {});
  }

  @AfterEach
  void close() {
    records.close();
    database.close();
  }

  @Test
  void whoRingsAgainWithinHalfAnHourGoesOnWhereTheLineBroke() {
    callBreaksAt("wages-info-1", BROKE);

    assertThat(after(Duration.ofMinutes(29)).last(CALLER, NOW))
        .contains(new Dropped("work/wages-info-1", ""));
  }

  @Test
  void whoRingsLaterBeginsAnew() {
    callBreaksAt("wages-info-1", BROKE);

    assertThat(after(Duration.ofMinutes(31)).last(CALLER, NOW)).isEmpty();
  }

  @Test
  void onlyTheLastCallCounts() {
    callBreaksAt("wages-info-1", BROKE.minusSeconds(300));
    callEndsWell(BROKE);

    assertThat(after(Duration.ofMinutes(1)).last(CALLER, NOW)).isEmpty();
  }

  @Test
  void missedCallInBetweenTakesNothingAway() {
    callBreaksAt("wages-info-1", BROKE);
    tell(
        BROKE.plusSeconds(60),
        new CallEvent.LegStarted("PJSIP/demo-2", true, "701"),
        new CallEvent.MissedCall(CALLER, "TJ"),
        new CallEvent.CallEnded());

    assertThat(after(Duration.ofMinutes(2)).last(CALLER, NOW))
        .contains(new Dropped("work/wages-info-1", ""));
  }

  @Test
  void whereOthersUseTheTelephoneNothingIsSaidOfTheLastCall() {
    callBreaksAt("wages-info-1", BROKE);
    shared.add(CALLER);

    assertThat(after(Duration.ofMinutes(1)).last(CALLER, NOW)).isEmpty();
  }

  @Test
  void nobodyGoesOnWithSomebodyElsesCall() {
    callBreaksAt("wages-info-1", BROKE);

    assertThat(after(Duration.ofMinutes(1)).last(ANOTHER, NOW)).isEmpty();
  }

  private DroppedCalls after(Duration later) {
    return new DroppedCalls(
        records, shared::contains, Clock.fixed(BROKE.plus(later), ZoneOffset.UTC));
  }

  private void callBreaksAt(String step, Instant end) {
    tell(
        end,
        new CallEvent.CallStarted(CALLER, "TJ", "700", "PJSIP/demo-1"),
        new CallEvent.LanguageChosen("tg", true),
        new CallEvent.KeyPressed("main", "3"),
        new CallEvent.StepEntered("work", step),
        new CallEvent.ScriptEnded("hangup"),
        new CallEvent.CallEnded());
  }

  private void callEndsWell(Instant end) {
    tell(
        end,
        new CallEvent.CallStarted(CALLER, "TJ", "700", "PJSIP/demo-1"),
        new CallEvent.KeyPressed("main", "3"),
        new CallEvent.StepEntered("hotline", "goodbye"),
        new CallEvent.ScriptEnded("end"),
        new CallEvent.CallEnded());
  }

  private void tell(Instant end, CallEvent... events) {
    CallId call = new CallId("hamroh-1." + number.incrementAndGet());
    List<ToldEvent> told = new java.util.ArrayList<>();
    for (int i = 0; i < events.length; i++) {
      Instant at = end.minusSeconds(events.length - 1L - i);
      told.add(new ToldEvent(call, at, ToldEvent.Source.IVR, i, events[i]));
    }
    database.write(
        handle -> {
          new CallEventStore().append(handle, told);
          return true;
        });
    records.refresh();
  }
}
