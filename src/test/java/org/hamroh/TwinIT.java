package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.TwinLine.SOON;
import static org.hamroh.TwinLine.number;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.sip.TelephoneException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Texts that are heard: by who rings, by a missed call, and by whom a campaign rings; on a real
/// Asterisk, and through the death of the server.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(180)
final class TwinIT {

  private static final String READER = number(1);

  @TempDir static Path folder;
  private static TwinLine line;
  private static RungPeople people;

  @BeforeAll
  static void start() throws Exception {
    line = new TwinLine(folder);
    line.campaign(1, false, List.of(READER));
    people = new RungPeople(line.carrier());
  }

  @AfterAll
  static void stop() throws Exception {
    if (people != null) {
      people.close();
    }
    if (line != null) {
      line.close();
    }
  }

  @Test
  @Order(1)
  void whoRingsHearsTheTextInBothLanguagesAndTheSecondsAreCounted() {
    try (Telephone phone = line.caller();
        TelephoneCall call = phone.dial("705", Caller.of(READER))) {
      call.awaitAnswer(SOON);
      call.hear(Set.of("language-choice"), SOON);
      call.press('1');
      call.hear(Set.of(line.text("tg")), SOON);
      call.stay(Duration.ofSeconds(2));
      call.press('2');
      call.hear(Set.of(line.text("ru")), SOON);
      call.stay(Duration.ofSeconds(1));
      call.hangUp();
    }

    List<String> heard =
        await()
            .atMost(SOON)
            .until(
                () ->
                    line.ask(
                        """
                        select way || ' ' || language || ' ' || heard_ms from campaign_heard
                        where number = '%s' order by id
                        """
                            .formatted(READER)),
                rows -> rows.size() == 2);
    assertThat(heard.getFirst()).startsWith("rang tg ");
    assertThat(millis(heard.getFirst())).isBetween(1_500L, 3_500L);
    assertThat(heard.getLast()).startsWith("rang ru ");
    assertThat(millis(heard.getLast())).isBetween(700L, 2_500L);
  }

  private static long millis(String row) {
    return Long.parseLong(row.substring(row.lastIndexOf(' ') + 1));
  }

  @Test
  @Order(2)
  void aMissedCallBringsTheTextForNothing() throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    AtomicReference<String> wrong = new AtomicReference<>("nobody was rung");
    people.when(
        READER,
        (who, call) -> {
          call.ring();
          call.answer();
          try {
            call.hear(Set.of("callback-hello-twin"), SOON);
            call.press('1');
            call.hear(Set.of(line.text("ru")), SOON); // the language that was chosen last
            heard.countDown();
          } catch (TelephoneException e) {
            wrong.set(e.getMessage());
          }
          call.hangUp();
        });

    try (Telephone phone = line.caller()) {
      TelephoneCall call = phone.dial("706", Caller.of(READER));
      call.awaitRinging(SOON);
      call.hangUp();
      call.awaitHangup(SOON);
    }

    boolean done = heard.await(SOON.toSeconds(), TimeUnit.SECONDS);
    assertThat(done).as(wrong.get()).isTrue();
    await()
        .atMost(SOON)
        .until(() -> line.ask("select distinct way from campaign_heard").contains("missed-call"));
  }

  @Test
  @Order(3)
  void aCampaignRingsEverybodyAndEachAnswerIsToldAsItWas() throws Exception {
    String busy = number(11);
    String away = number(12);
    String stops = number(13);
    people.when(busy, (who, call) -> call.reject(486));
    people.when(
        away,
        (who, call) -> {
          call.ring();
          call.awaitHangup(SOON);
        });
    people.when(
        stops,
        (who, call) -> {
          call.ring();
          call.answer();
          call.hear(Set.of("campaign-hello"), SOON);
          call.press('1');
          call.hear(Set.of(line.text("tg")), SOON);
          call.stay(Duration.ofSeconds(4));
          call.press('7');
          call.hear(Set.of("stop-ask"), SOON);
          call.press('1');
          call.hear(Set.of("stop-done"), SOON);
          call.hangUp();
        });

    line.campaign(2, true, List.of(busy, away, stops));

    await().atMost(SOON).until(() -> line.person(busy), "waiting busy"::equals);
    await().atMost(SOON).until(() -> line.person(away), "waiting no-answer"::equals);
    await().atMost(SOON).until(() -> line.person(stops), state -> state.startsWith("heard "));
    assertThat(line.ask("select number || ' ' || way from opt_out"))
        .containsExactly(stops + " call");
    assertThat(line.ask("select state from message where campaign_id = 2 and state = 'sending'"))
        .isEmpty();
    assertThat(line.hotline.texts()).isEmpty();
    assertThat(people.times(busy)).isEqualTo(1);
  }

  @Test
  @Order(4)
  void aServerThatDiesWhileItRingsRingsNobodyTwice() throws Exception {
    String person = number(21);
    CountDownLatch rings = new CountDownLatch(1);
    people.when(
        person,
        (who, call) -> {
          call.ring();
          rings.countDown();
          call.awaitHangup(SOON);
        });

    line.campaign(3, true, List.of(person));
    assertThat(rings.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    line.hotline.killServer();
    line.hotline.startServer();

    await().atMost(SOON).until(() -> line.person(person), "waiting no-answer"::equals);
    assertThat(people.times(person)).isEqualTo(1);
    assertThat(
            line.ask(
                "select result from campaign_call_attempt where call_id like '%' "
                    + "and campaign_call_id in (select id from campaign_call where campaign_id = 3)"))
        .containsExactly("no-answer");
  }
}
