package org.hamroh.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.gate.OtherAnswers;
import org.hamroh.gate.SafetyBook;
import org.hamroh.gate.SafetyCard;
import org.hamroh.phone.CallerKey;
import org.hamroh.web.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What lies on an operator's desk while the telephone rings.
final class DeskPagesTest {

  private static final CallerKey CALLER = new CallerKey("0123456789abcdef0123456789abcdef");

  @TempDir private Path folder;
  private TestConsole console;
  private TestBrowser zarina;

  @BeforeEach
  void start() {
    console = new TestConsole(folder).start();
    console.pbxIsThere();
    zarina = console.browserOf("zarina");
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private String card() {
    return zarina.get("/panels/console/call").body();
  }

  private void wagesCallRings() {
    console.callerListensToWages("c.1", CALLER, Instant.now().minusSeconds(60));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> console.records.find("c.1").filter(one -> !one.queue().isEmpty()).isPresent());
    console.callerWaits("c.1", "queue-wages", "tg", 1);
    console.rings("c.1", "queue-wages", "tg", "op1");
  }

  @Test
  void emptyDeskSaysWhatWillCome() {
    assertThat(card()).contains("No call now", "data-seen=\"none\"");
  }

  @Test
  void ringingCallShowsLanguageCountryWayAndWhatWasHeard() {
    wagesCallRings();

    assertThat(card())
        .contains("data-phase=\"ringing\"", "data-call=\"c.1\"", "data-queue=\"queue-wages\"")
        .contains("Tajik", "Russia", "Wages not paid", "Main menu", "0:42")
        .contains("You have the right to be paid", "first call")
        .doesNotContain("+992", "+7");
  }

  @Test
  void callLiesOnTheDeskOfTheOperatorWhoseTelephoneRingsAndOnNoOther() {
    wagesCallRings();

    assertThat(console.browserOf("farhod").get("/panels/console/call").body())
        .contains("data-seen=\"none\"");
  }

  @Test
  void callThatIsTakenElsewhereLeavesTheDesk() {
    wagesCallRings();
    console.ringsNoMore("c.1", "queue-wages", "tg", "op1");

    assertThat(card()).contains("data-seen=\"none\"");
  }

  @Test
  void answeredCallStaysUntilItsWorkIsDone() {
    wagesCallRings();
    console.operatorAnswers("c.1", "queue-wages", "tg", "op1");
    String talking = card();
    console.talkIsOver("c.1", "queue-wages", "tg", "op1");

    assertThat(talking).contains("data-phase=\"talking\"");
    assertThat(card()).contains("data-phase=\"after\"", "data-call=\"c.1\"");
  }

  @Test
  void unchangedCardIsNotDrawnAgain() {
    wagesCallRings();
    String seen = card().replaceAll("(?s).*data-seen=\"([^\"]+)\".*", "$1");

    HttpResponse<String> same = zarina.get("/panels/console/call?seen=" + seen);
    console.operatorAnswers("c.1", "queue-wages", "tg", "op1");
    HttpResponse<String> other = zarina.get("/panels/console/call?seen=" + seen);

    assertThat(same.statusCode()).isEqualTo(204);
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @Test
  void earlierCallsAndOpenMattersOfTheCallerAreShown() {
    console.callerListensToWages("c.0", CALLER, Instant.now().minusSeconds(90_000));
    console.tell(
        new CallId("c.0"), Instant.now().minusSeconds(90_000), 90, new CallEvent.CallEnded());
    Instant left = Instant.now().minusSeconds(80_000);
    console.database.write(
        handle ->
            handle.execute(
                """
                insert into voice_message (id, call_id, state, kind, urgent, wordless, language,
                  caller_key, begun_at, left_at, due_at, length_millis, note, sound)
                values ('m1', 'c.0', 'new', 'message', 0, 0, 'tg', ?, ?, ?, ?, 9000, '', 'sealed')
                """,
                CALLER.hex(),
                left.toEpochMilli(),
                left.toEpochMilli(),
                left.toEpochMilli()));
    wagesCallRings();

    await().atMost(Duration.ofSeconds(20)).until(() -> card().contains("Gave up waiting"));
    assertThat(card())
        .contains("Voice message", "/voicemail/m1", "nobody has taken it", "Earlier calls")
        .contains("/calls/c.0");
  }

  @Test
  void dangerAndTheSafetyCardAreSeenAtOnce() {
    console.safety.keep(
        CALLER,
        new SafetyBook.Answers(
            SafetyCard.Calls.NO,
            SafetyCard.Texts.NEUTRAL,
            "",
            "",
            true,
            "",
            new OtherAnswers(OtherAnswers.Then.HANG_UP, "", "", "")),
        new SafetyBook.Asker("zarina", ""));
    CallId call = new CallId("c.9");
    Instant began = Instant.now();
    console.tell(call, began, 0, new CallEvent.CallStarted(CALLER, "RU", "700", "PJSIP/demo-1"));
    console.tell(call, began, 1, new CallEvent.CannotSpeak("danger"));
    console.tell(call, began, 1, new CallEvent.HandedToQueue("queue-danger", 100, "urgent-danger"));
    console.callerWaits("c.9", "queue-danger", "ru", 1);
    console.rings("c.9", "queue-danger", "ru", "op1");
    await().atMost(Duration.ofSeconds(20)).until(() -> card().contains("Cannot speak"));

    assertThat(card())
        .contains("Danger! The caller pressed the danger key", "Calls: no", "without our name")
        .contains("Others use the telephone too", "Immediate danger");
  }

  @Test
  void callThatTheStoreDoesNotKnowYetIsShownAsThePbxTellsIt() {
    console.callerWaits("c.7", "queue-documents", "ru", 1);
    console.rings("c.7", "queue-documents", "ru", "op1");

    assertThat(card()).contains("Russian", "Documents", "Country unknown");
  }

  @Test
  void answersOpenForTheTopicInTheCallersLanguage() {
    wagesCallRings();

    String answers = zarina.get("/panels/console/answers?call=c.1").body();

    assertThat(answers)
        .contains("value=\"wages\" selected", "value=\"tg\" selected")
        .contains("Номи корфармо чист?", "What is the employer’s name?")
        .contains("no lawyer has read it yet", "Until 31.05.2027");
  }

  @Test
  void answersAreFoundByTyping() {
    HttpResponse<String> found = zarina.get("/panels/console/topics?q=loan");

    assertThat(found.body()).contains("\"topic\":\"loans-budget\"");
    assertThat(zarina.get("/panels/console/topics?q=" + "x".repeat(81)).statusCode())
        .isEqualTo(422);
    assertThat(zarina.get("/panels/console/answers?topic=loans-budget").body())
        .contains("Loans and household budget");
  }

  @Test
  void cardOfAnyCallOpensAloneForThoseWhoCare() {
    wagesCallRings();

    assertThat(zarina.get("/panels/console/call?call=c.1").body()).contains("Wages not paid");
    assertThat(zarina.get("/panels/console/call?call=nothing").statusCode()).isEqualTo(404);
    assertThat(console.browserOf("sadriddin").get("/panels/console/call").statusCode())
        .isEqualTo(403);
    assertThat(List.of(console.browserOf("rustam").get("/panels/console/call").statusCode()))
        .containsExactly(403);
  }
}
