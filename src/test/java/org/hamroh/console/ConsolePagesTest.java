package org.hamroh.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.web.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConsolePagesTest {

  private static final Instant BEGAN = Instant.parse("2026-03-04T20:30:00Z");

  @TempDir private Path folder;
  private TestConsole console;

  @BeforeEach
  void start() {
    console = new TestConsole(folder).start();
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private TestBrowser zarina() {
    TestBrowser browser = console.browserOf("zarina");
    browser.get("/");
    return browser;
  }

  @Test
  void emptyListsSayWhatToDo() {
    String page = zarina().get("/").body();

    assertThat(page).contains("Nobody is waiting", "Nobody is talking", "No calls yet. Dial");
  }

  @Test
  void aSiteWithoutOperatorsLearnsHowToAddOne() {
    console.users.close("zarina");
    console.users.close("farhod");

    assertThat(console.browserOf("rustam").get("/").body())
        .contains("./hamroh user add NAME --role OPERATOR");
  }

  @Test
  void operatorsWhoseTelephoneIsUnknownAreShownAsNotConnected() {
    assertThat(zarina().get("/console/operators").body())
        .contains("Zarina", "Farhod", "Not connected")
        .doesNotContain("data-age");
  }

  @Test
  void pageSaysWhenThePbxIsAway() {
    TestBrowser browser = zarina();
    assertThat(browser.get("/console/callers").body()).contains("exchange does not answer");

    console.pbxIsThere();

    assertThat(browser.get("/console/callers").body()).doesNotContain("exchange does not answer");
  }

  @Test
  void waitingAndTalkingCallersAreShown() {
    console.pbxIsThere();
    console.callerWaits("c.1", "queue-wages", "tg", 1);
    console.callerWaits("c.2", "queue-danger", "ru", 1);
    TestBrowser browser = zarina();
    String before = browser.get("/console/callers").body();

    console.operatorAnswers("c.1", "queue-wages", "tg", "op2");
    String after = browser.get("/console/callers").body();

    assertThat(before).contains("Wages", "Tajik", "Danger", "Russian");
    assertThat(after).contains("Danger", "Farhod", "Waiting <span class=\"number\">1<");
  }

  @Test
  void operatorPausesWithAReasonAndIsReadyAgain() {
    console.pbxIsThere();
    TestBrowser browser = zarina();

    HttpResponse<String> paused =
        browser.form("/console/state", Map.of("state", "paused", "reason", "meeting"));
    String board = browser.get("/console/operators").body();
    browser.form("/console/state", Map.of("state", "ready"));

    assertThat(paused.statusCode()).isEqualTo(200);
    assertThat(paused.body()).contains("value=\"ready\"");
    assertThat(board).contains("Zarina", "Pause: Meeting", "Farhod");
    assertThat(console.asked).containsExactly("PJSIP/op1 paused meeting", "PJSIP/op1 ready");
  }

  @Test
  void whatThePbxRefusesIsSaid() {
    console.pbxIsThere();
    console.pbxRefuses = true;

    HttpResponse<String> refused = zarina().form("/console/state", Map.of("state", "ready"));

    assertThat(refused.body()).contains("The telephone exchange did not do it");
  }

  @Test
  void inventedStatesAreRefused() {
    TestBrowser browser = zarina();

    assertThat(browser.form("/console/state", Map.of("state", "asleep")).statusCode())
        .isEqualTo(422);
    assertThat(
            browser
                .form("/console/state", Map.of("state", "paused", "reason", "<b>x</b>"))
                .statusCode())
        .isEqualTo(422);
    assertThat(console.asked).isEmpty();
  }

  @Test
  void whoHasNoTelephoneHasNoState() {
    TestBrowser browser = console.browserOf("rustam");

    String page = browser.get("/").body();
    HttpResponse<String> set = browser.form("/console/state", Map.of("state", "ready"));

    assertThat(page).doesNotContain("/console/state");
    assertThat(set.statusCode()).isEqualTo(403);
  }

  @Test
  void unchangedOwnStateIsNotDrawnAgain() {
    console.pbxIsThere();
    TestBrowser browser = zarina();

    HttpResponse<String> same = browser.get("/console/own?seen=idle...");
    HttpResponse<String> other = browser.get("/console/own?seen=paused.break..");

    assertThat(same.statusCode()).isEqualTo(204);
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @Test
  void aCallIsToldAsAStory() {
    console.callIsOver("hamroh-1.1", BEGAN);
    TestBrowser browser = zarina();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> browser.get("/console/calls").body().contains("Answered"));

    String list = browser.get("/console/calls").body();
    String story = browser.get("/calls/hamroh-1.1").body();

    assertThat(list).contains("05.03. 01:30", "Tajik", "main-menu → wages-menu", "0:31", "3:28");
    assertThat(story)
        .contains("Call to 700", "Chose Tajik", "Pressed 8 in “wages-menu”, which leads nowhere")
        .contains("op1 answered after 0:31 of waiting", "The caller hung up after 3:28 with op1")
        .contains("+4:21");
  }

  @Test
  void storyOfEveryKindOfEventHasItsSentence() {
    CallId call = new CallId("hamroh-2.1");
    console.tell(call, BEGAN, 0, new CallEvent.SafetyNetEntered("no server"));
    console.tell(call, BEGAN, 1, new CallEvent.CoverKeyPressed("main-menu"));
    console.tell(
        call, BEGAN, 2, new CallEvent.QueueLeft("queue-general", "timeout", Duration.ZERO));
    TestBrowser browser = zarina();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> browser.get("/calls/hamroh-2.1").body().contains("waited too long"));

    assertThat(browser.get("/calls/hamroh-2.1").body())
        .contains("The safety net took over", "Pressed the cover key", "Do not call back");
  }

  @Test
  void unknownCallIsAFriendlyPage() {
    HttpResponse<String> answer = zarina().get("/calls/nothing");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("There is no such page here", "To the start page");
  }

  @Test
  void auditorSeesTheBoardButNoCalls() {
    TestBrowser browser = console.browserOf("sadriddin");

    assertThat(browser.get("/").body()).doesNotContain("/console/calls");
    assertThat(browser.get("/console/calls").statusCode()).isEqualTo(403);
    assertThat(browser.get("/calls/hamroh-1.1").statusCode()).isEqualTo(403);
  }

  @Test
  void wordsFromOutsideAreShownAsText() {
    CallId call = new CallId("hamroh-3.1");
    String evil = "<img src=x onerror=alert(1)>";
    console.tell(call, BEGAN, 0, new CallEvent.CallStarted(null, "", evil, evil));
    console.tell(call, BEGAN, 1, new CallEvent.StepEntered("hotline", evil));
    TestBrowser browser = zarina();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> browser.get("/calls/hamroh-3.1").body().contains("onerror"));

    assertThat(browser.get("/calls/hamroh-3.1").body()).doesNotContain("<img src=x");
    assertThat(browser.get("/console/calls").body()).doesNotContain("<img src=x");
  }
}
