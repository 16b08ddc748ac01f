package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Callers in danger, with real telephones at both ends of the shipped hotline.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DangerIT {

  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String DUTY = "+992900000091";

  @TempDir static Path folder;
  private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private static TestHotline hotline;
  private static Telephone phone;
  private static int callers;

  @BeforeAll
  static void start() throws Exception {
    MAIL.start();
    hotline =
        TestHotline.start(
            folder,
            settings ->
                settings
                    + """
                    mail: {host: 127.0.0.1, port: %d, from: hotline@union.example}
                    alarms: {mail: [duty@union.example], numbers: ["%s"]}
                    """
                        .formatted(MAIL.getSmtp().getPort(), DUTY));
    phone = hotline.caller();
  }

  @AfterAll
  static void stop() throws Exception {
    if (phone != null) {
      phone.close();
    }
    if (hotline != null) {
      hotline.close();
    }
    MAIL.stop();
  }

  /// A caller who has chosen Tajik and hears the main menu.
  private static TelephoneCall atTheMainMenu() {
    callers++;
    TelephoneCall call = phone.call("700", Caller.of("+9929000002%02d".formatted(callers)));
    hear(call, "tg/welcome");
    call.press('1');
    hear(call, "tg/main-menu");
    return call;
  }

  private static TelephoneCall inDanger() {
    TelephoneCall call = atTheMainMenu();
    call.press('1');
    hear(call, "tg/danger-connect");
    return call;
  }

  private static void hear(TelephoneCall call, String prompt) {
    call.hear(Set.of(prompt), SOON);
  }

  private static List<JsonNode> waiting() {
    List<JsonNode> waiting = new ArrayList<>();
    hotline.api("/queue").path("waiting").forEach(waiting::add);
    return waiting;
  }

  private static List<String> alarms() {
    List<String> kinds = new ArrayList<>();
    hotline.api("/alarms").forEach(one -> kinds.add(one.path("kind").asString()));
    return kinds;
  }

  private static void ready(String operator) {
    hotline.post("/operators/" + operator + "/state", "{\"state\":\"ready\"}");
  }

  private static List<String> answers() {
    List<String> answers = new ArrayList<>();
    hotline
        .api("/queue")
        .path("talking")
        .forEach(
            talk ->
                talk.path("silentAnswers")
                    .forEach(one -> answers.add(one.path("answer").asString())));
    return answers;
  }

  private static List<String> events(String call) {
    List<String> types = new ArrayList<>();
    hotline.api("/calls/" + call).path("events").forEach(one -> types.add(one.toString()));
    return types;
  }

  @Test
  @Order(1)
  void callerInDangerOvertakesThoseWhoWaitedBefore() {
    try (Telephone op1 = hotline.operator(1);
        TelephoneCall first = atTheMainMenu()) {
      first.press('2');
      TelephoneCall talk = op1.awaitCall(SOON);
      talk.answer();
      try (TelephoneCall waitsBefore = atTheMainMenu()) {
        waitsBefore.press('2');
        await().atMost(SOON).until(() -> waiting().size() == 1);
        try (TelephoneCall danger = inDanger()) {
          await().atMost(SOON).until(() -> waiting().size() == 2);

          talk.hangUp();
          await()
              .atMost(SOON)
              .until(() -> hotline.api("/queue").path("operators").toString().contains("wrap-up"));
          ready("op1");

          TelephoneCall next = op1.awaitCall(SOON);
          assertThat(next.from()).contains("queue-danger");
          next.answer();
          danger.say(Duration.ofMillis(500));
          next.hearAnything(SOON);
          assertThat(waitsBefore.isUp()).isTrue();
        }
      }
    }
    assertThat(alarms()).isEmpty();
  }

  @Test
  @Order(2)
  void whoCannotSpeakAnswersByKeyAndTheOperatorSeesItWhileTheyTalk() {
    try (Telephone op2 = hotline.operator(2);
        TelephoneCall call = inDanger()) {
      call.press('1');
      hear(call, "tg/danger-silent");
      TelephoneCall desk = op2.awaitCall(SOON);
      desk.answer();
      await().atMost(SOON).until(() -> hotline.api("/queue").path("talking").size() == 1);

      for (char key : new char[] {'1', '2', '7', '1'}) { // 7 means nothing
        call.press(key);
        call.stay(Duration.ofMillis(300)); // a finger's time between two keys
      }

      await().atMost(SOON).until(() -> answers().equals(List.of("yes", "no", "yes")));
      String id = hotline.api("/queue").path("talking").get(0).path("call").asString();
      call.hangUp();
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(events(id))
                      .anyMatch(event -> event.contains("CannotSpeak"))
                      .filteredOn(event -> event.contains("SilentAnswer"))
                      .hasSize(3));
    }
  }

  @Test
  @Order(3)
  void keysOfWhoeverCanSpeakAreNobodysBusiness() {
    try (Telephone op3 = hotline.operator(3);
        TelephoneCall call = inDanger()) {
      TelephoneCall desk = op3.awaitCall(SOON);
      desk.answer();
      await().atMost(SOON).until(() -> hotline.api("/queue").path("talking").size() == 1);

      call.press("12");
      desk.say(Duration.ofMillis(500));
      call.hearAnything(SOON);

      assertThat(hotline.api("/queue").path("talking").get(0).path("silentAnswers").isNull())
          .isTrue();
      String id = hotline.api("/queue").path("talking").get(0).path("call").asString();
      call.hangUp();
      desk.awaitHangup(SOON);
      await()
          .atMost(SOON)
          .until(() -> events(id).stream().anyMatch(event -> event.contains("CallEnded")));
      assertThat(events(id)).noneMatch(event -> event.contains("SilentAnswer"));
    }
  }

  @Test
  @Order(4)
  void coverKeyInTheQueueBringsTheWeatherAndFiveAsksForHelpUnheard() {
    try (Telephone op4 = hotline.operator(4);
        TelephoneCall call = inDanger()) {
      TelephoneCall ringing = op4.awaitCall(SOON);
      ringing.ring();

      call.press('9');

      call.hear(
          Set.of("tg/cover-winter", "tg/cover-spring", "tg/cover-summer", "tg/cover-autumn"), SOON);
      ringing.awaitHangup(SOON);
      call.press("05"); // nobody comes for 0 any more, and 5 is heard by staff alone
      await().atMost(SOON).until(() -> alarms().contains("silent-emergency"));
      hear(call, "tg/cover-rates");
      hear(call, "tg/goodbye");
      call.awaitHangup(SOON);
    }
    JsonNode record =
        await()
            .atMost(SOON)
            .until(() -> hotline.calls().getFirst(), one -> one.path("interrupted").asBoolean());
    String id = record.path("id").asString();
    assertThat(events(id))
        .anyMatch(event -> event.contains("CoverKeyPressed"))
        .anyMatch(event -> event.contains("HelpWanted"));
    await().atMost(SOON).until(() -> alarms().contains("danger")); // nobody has answered it
  }

  @Test
  @Order(5)
  void unansweredDangerIsToldOnceByMailAndByTextAlsoWhenTheServerIsKilled() throws Exception {
    int mails = MAIL.getReceivedMessages().length;
    int texts = textsToDuty();
    int red = alarms().size();
    try (Telephone op4 = hotline.operator(4);
        TelephoneCall call = inDanger()) {
      op4.awaitCall(SOON).ring(); // and nobody lifts it
      long since = System.nanoTime();

      call.hear(Set.of("tg/danger-local-help"), SOON);
      await().atMost(SOON).until(() -> alarms().size() == red + 1);
      System.out.println("alarmed after " + (System.nanoTime() - since) / 1_000_000 + " ms");
      await().atMost(SOON).until(() -> MAIL.getReceivedMessages().length == mails + 1);
      await().atMost(SOON).until(() -> textsToDuty() == texts + 1);
    }

    hotline.killServer();
    hotline.startServer();

    try (TelephoneCall again = atTheMainMenu()) {
      assertThat(again.isUp()).isTrue();
    }
    assertThat(alarms()).hasSize(red + 1);
    assertThat(MAIL.getReceivedMessages()).hasSize(mails + 1);
    assertThat(textsToDuty()).isEqualTo(texts + 1);
    assertThat(MAIL.getReceivedMessages()[mails].getSubject()).contains("хатар");
  }

  private static int textsToDuty() {
    return (int)
        hotline.texts().stream()
            .filter(one -> one.destination().equals(DUTY.substring(1)))
            .filter(one -> new String(one.octets(), StandardCharsets.UTF_16BE).contains("хатар"))
            .count();
  }

  @Test
  @Order(6)
  void announcementOfTheDayHasANumberOfItsOwn() {
    try (TelephoneCall call = phone.call("704", "+992900000299")) {
      hear(call, "tg/announcement-intro");
      call.hear(
          Set.of(
              "tg/psa-legal-travel",
              "tg/psa-wages",
              "tg/psa-forced-labour",
              "tg/psa-women-families"),
          SOON);
      assertThat(call.isUp()).isTrue();
    }
  }
}
