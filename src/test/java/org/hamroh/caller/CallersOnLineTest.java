package org.hamroh.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.call.Caller;
import org.hamroh.call.Callers;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom the hotline knows again, on a real store.
final class CallersOnLineTest {

  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
  private static final PhoneNumber NUMBER = new PhoneNumber("+992900000001");
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final CallId FIRST = new CallId("hamroh-1.1");
  private static final CallId SECOND = new CallId("hamroh-2.2");

  @TempDir private Path folder;
  private final Callers callers =
      new Callers(shown -> Optional.of(new PhoneNumber(shown)), "secret of the test".getBytes());
  private final Caller caller = callers.of(NUMBER);
  private Database database;
  private CallerMemory memory;
  private CallersOnLine onLine;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
    memory = at(NOW);
    onLine = new CallersOnLine(Optional.of(memory), Optional.empty());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private CallerMemory at(Instant now) {
    return new CallerMemory(database, Clock.fixed(now, ZoneOffset.UTC));
  }

  private void callsAndChooses(CallId call, String language) {
    onLine.arrived(call, NUMBER, caller);
    onLine.rememberLanguage(call, language);
    onLine.gone(call);
    await()
        .atMost(SOON)
        .until(
            () ->
                database.read(
                    handle ->
                        CallerMemoryStore.find(handle, caller.key())
                            .filter(kept -> kept.language().equals(Optional.of(language)))
                            .isPresent()));
  }

  /// Once it has been read: a machine that tests is busier than one that answers calls.
  private Optional<String> languageOf(CallId call) {
    await().atMost(SOON).until(() -> onLine.of(call).language().isPresent());
    return onLine.of(call).language();
  }

  private int rows() {
    return database.read(
        handle ->
            handle.createQuery("select count(*) from caller_memory").mapTo(Integer.class).one());
  }

  @Test
  void theLanguageOfOneCallIsKnownInTheNext() {
    callsAndChooses(FIRST, "ru");

    onLine.arrived(SECOND, NUMBER, caller);

    assertThat(languageOf(SECOND)).contains("ru");
    assertThat(onLine.of(SECOND).returning()).isTrue();
    assertThat(onLine.of(SECOND).country()).isEqualTo("TJ");
  }

  @Test
  void aFirstCallIsNotOneOfAReturningCallerEvenWhenItComesBackFromAQueue() {
    callsAndChooses(FIRST, "ru");

    onLine.arrived(FIRST, NUMBER, caller);

    assertThat(languageOf(FIRST)).contains("ru");
    assertThat(onLine.of(FIRST).returning()).isFalse();
  }

  @Test
  void aCallWithoutAChoiceKeepsTheLanguageOfTheOneBefore() {
    callsAndChooses(FIRST, "ru");
    onLine.arrived(SECOND, NUMBER, caller);
    onLine.gone(SECOND);

    onLine.arrived(new CallId("3"), NUMBER, caller);

    assertThat(languageOf(new CallId("3"))).contains("ru");
  }

  @Test
  void aWithheldNumberLeavesNoTrace() {
    onLine.rememberLanguage(FIRST, "ru");
    onLine.gone(FIRST);

    assertThat(onLine.of(FIRST).language()).isEmpty();
    assertThat(onLine.of(FIRST).country()).isEmpty();
    assertThat(onLine.number(FIRST)).isEmpty();
    assertThat(rows()).isZero();
  }

  @Test
  void theNumberIsKnownOnlyWhileTheScriptSpeaksAndIsNeverWrittenDown() {
    onLine.arrived(FIRST, NUMBER, caller);
    assertThat(onLine.number(FIRST)).contains(NUMBER);

    onLine.gone(FIRST);

    assertThat(onLine.number(FIRST)).isEmpty();
    await().atMost(SOON).until(() -> rows() == 1);
    String row =
        database.read(
            handle ->
                handle.createQuery("select * from caller_memory").mapToMap().one().toString());
    assertThat(row).doesNotContain("900000001");
  }

  @Test
  void aSiteThatRemembersNobodyWritesNothing() {
    CallersOnLine forgetful = new CallersOnLine(Optional.empty(), Optional.empty());
    forgetful.arrived(FIRST, NUMBER, caller);
    forgetful.rememberLanguage(FIRST, "ru");
    forgetful.gone(FIRST);

    forgetful.arrived(SECOND, NUMBER, caller);

    assertThat(forgetful.of(SECOND).language()).isEmpty();
    assertThat(forgetful.number(SECOND)).contains(NUMBER);
    assertThat(rows()).isZero();
  }

  @Test
  void whoIsErasedIsAStranger() {
    callsAndChooses(FIRST, "ru");

    assertThat(memory.forget(caller.key())).isTrue();

    onLine.arrived(SECOND, NUMBER, caller);
    assertThat(onLine.of(SECOND).language()).isEmpty();
    assertThat(onLine.of(SECOND).returning()).isFalse();
    assertThat(memory.forget(callers.of(new PhoneNumber("+992900000002")).key())).isFalse();
  }

  @Test
  void whoHasNotCalledForTwoYearsIsForgotten() {
    callsAndChooses(FIRST, "ru");

    memory.forgetUnseen(NOW.minus(Duration.ofDays(1)));
    assertThat(rows()).isEqualTo(1);

    memory.forgetUnseen(NOW.plus(Duration.ofDays(1)));
    assertThat(rows()).isZero();
  }

  @Test
  void aStoreThatIsGoneMakesEveryCallerAStranger() {
    database.close();

    onLine.arrived(FIRST, NUMBER, caller);

    assertThat(onLine.of(FIRST).language()).isEmpty();
    assertThat(onLine.of(FIRST).country()).isEqualTo("TJ");
  }
}
