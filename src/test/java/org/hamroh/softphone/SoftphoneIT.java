package org.hamroh.softphone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamroh.softphone.SoftphoneHouse.SOON;
import static org.hamroh.softphone.SoftphoneHouse.awaitSound;
import static org.hamroh.softphone.SoftphoneHouse.awaitState;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hamroh.ami.AmiEvent;
import org.hamroh.operator.Chromium;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.sip.TelephoneException;
import org.hamroh.softphone.SoftphoneHouse.Caller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Calls as the operator takes them in the browser, with real sound through a real Asterisk.
final class SoftphoneIT {

  private static SoftphoneHouse house;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    house = new SoftphoneHouse();
    chromium = SoftphoneHouse.chromium();
  }

  @AfterAll
  static void stop() throws Exception {
    chromium.close();
    house.close();
  }

  private static Page talking(Caller caller) {
    Page page = house.ready(chromium, "zarina");
    awaitState(page, "ringing");
    page.locator("[data-act=answer]").click();
    awaitState(page, "talking");
    caller.ear.awaitBeepAfter(Duration.ZERO);
    awaitSound(page);
    return page;
  }

  private static String legOf(String operator) {
    return house
        .pbx
        .ask("core show channels concise")
        .lines()
        .map(line -> line.replaceFirst("!.*", ""))
        .filter(channel -> channel.startsWith("PJSIP/" + operator + "-"))
        .findFirst()
        .orElseThrow();
  }

  @AfterEach
  void hangUpEverything() {
    house.closePages();
  }

  @Test
  void callerAndOperatorHearEachOther() throws Exception {
    try (Caller caller = new Caller(house)) {
      Page page = talking(caller);

      page.locator("[data-act=hangup]").click();

      caller.call.awaitHangup(SOON);
      awaitState(page, "registered");
    }
  }

  @Test
  void pageLoadedAnewInMidTalkHasTheCallerBackAtOnce() throws Exception {
    try (Caller caller = new Caller(house)) {
      Page page = talking(caller);
      Duration before = caller.ear.now();
      long began = System.nanoTime();

      page.reload();

      awaitState(page, "talking");
      awaitSound(page);
      long pageHears = (System.nanoTime() - began) / 1_000_000;
      Duration callerHears = caller.ear.awaitBeepAfter(before.plusMillis(100));
      Duration gap = callerHears.minus(caller.ear.lastBeepBefore(callerHears.minusMillis(1)));
      System.out.printf(
          "event=reload page-hears-ms=%d caller-hears-ms=%d beep-gap-ms=%d%n",
          pageHears, callerHears.minus(before).toMillis(), gap.toMillis());
      assertThat(callerHears.minus(before)).isLessThan(Duration.ofSeconds(8));
      assertThat(caller.call.isUp()).isTrue();
      page.locator("[data-act=hangup]").click();
      caller.call.awaitHangup(SOON);
      assertThat(house.talksOver).contains("op1");
    }
  }

  @Test
  void callerOfAClosedPageIsWithAnotherOperatorSoon() throws Exception {
    try (Caller caller = new Caller(house)) {
      Page page = talking(caller);
      try (Telephone other = house.desk(2)) {
        long began = System.nanoTime();

        page.context().close();

        try (TelephoneCall taken = other.awaitCall(SOON)) {
          taken.answer();
          taken.hearAnything(SOON);
          long with = (System.nanoTime() - began) / 1_000_000;
          System.out.printf("event=page-closed with-another-ms=%d%n", with);
          assertThat(with).isLessThan(12_000);
        }
      }
    }
  }

  @Test
  void pageLoadedAnewWhileItRingsIsRungAgain() throws Exception {
    try (Caller caller = new Caller(house)) {
      Page page = house.ready(chromium, "zarina");
      awaitState(page, "ringing");
      long began = System.nanoTime();

      page.reload();

      awaitState(page, "ringing");
      System.out.printf(
          "event=reload-ringing again-ms=%d%n", (System.nanoTime() - began) / 1_000_000);
      page.locator("[data-act=answer]").click();
      awaitState(page, "talking");
      awaitSound(page);
      caller.ear.awaitBeepAfter(Duration.ZERO);
      caller.call.hangUp();
      awaitState(page, "registered");
    }
  }

  @Test
  void socketCutInMidTalkHurtsNobody() throws Exception {
    try (Caller caller = new Caller(house)) {
      Page page = talking(caller);

      page.evaluate(
          "() => document.querySelector('hamroh-phone').line.ua.transport.socket._ws.close()");

      await()
          .atMost(SOON)
          .pollInSameThread()
          .until(
              () ->
                  Boolean.FALSE.equals(
                      page.evaluate(
                          "() => document.querySelector('hamroh-phone').line.cut ?? null")));
      Duration now = caller.ear.now();
      caller.ear.awaitBeepAfter(now);
      awaitSound(page);
      assertThat(SoftphoneHouse.state(page)).isEqualTo("talking");
      caller.call.hangUp();
      awaitState(page, "registered");
    }
  }

  @Test
  void newestWindowHasTheTelephoneUnlessTheOtherTalks() throws Exception {
    Page first = house.ready(chromium, "zarina");
    Page second = house.window(first);
    SoftphoneHouse.switchOn(second);
    awaitState(first, "offline");

    try (Caller caller = new Caller(house)) {
      awaitState(second, "ringing");
      second.locator("[data-act=answer]").click();
      awaitState(second, "talking");
      awaitSound(second);
      first.locator("[data-act=online]").click();
      awaitState(first, "offline");

      assertThat(first.locator("hamroh-phone [role=alert]").textContent())
          .contains("another window");
      assertThat(SoftphoneHouse.state(second)).isEqualTo("talking");
      caller.ear.awaitBeepAfter(caller.ear.now());
    }
    awaitState(second, "registered");
  }

  @Test
  void mutedOperatorIsNotHeardAndHeldCallerHearsMusic() throws Exception {
    try (Caller caller = new Caller(house)) {
      Page page = talking(caller);

      page.locator("[data-act=mute]").click();
      caller.ear.awaitNoBeepFor(Duration.ofSeconds(2));
      page.locator("[data-act=unmute]").click();
      caller.ear.awaitBeepAfter(caller.ear.now());
      page.locator("[data-act=hold]").click();
      awaitState(page, "held");
      caller.call.hear(Set.of("moh/hold"), SOON);
      caller.ear.awaitNoBeepFor(Duration.ofSeconds(2));
      page.locator("[data-act=unhold]").click();
      awaitState(page, "talking");
      caller.ear.awaitBeepAfter(caller.ear.now());
    }
  }

  @Test
  void keysOfTheOperatorReachThePbx() throws Exception {
    Queue<String> keys = new ConcurrentLinkedQueue<>();
    house.ami.listen(
        event -> {
          if (event instanceof AmiEvent.KeyPressed key) {
            keys.add(key.digit());
          }
        });
    try (Caller caller = new Caller(house)) {
      Page page = talking(caller);
      house.pbx.ask("dialplan set chanvar " + legOf("op1") + " HAMROH_KEYS 1");

      page.locator("[data-act=keys]").click();
      page.locator("[data-act=key-5]").click();
      page.locator("[data-act='key-#']").click();

      await().atMost(SOON).untilAsserted(() -> assertThat(keys).containsExactly("5", "#"));
    }
  }

  @Test
  void telephoneOnTheDeskRingsWhenNoPageIsOpen() throws Exception {
    try (Caller caller = new Caller(house);
        Telephone desk = house.desk(1);
        TelephoneCall taken = desk.awaitCall(SOON)) {
      taken.answer();

      taken.hearAnything(SOON);
      assertThat(caller.call.isUp()).isTrue();
    }
  }

  @Test
  void pageRingsBeforeTheTelephoneOnTheDesk() throws Exception {
    try (Telephone desk = house.desk(1)) {
      Page page = house.ready(chromium, "zarina");
      try (Caller caller = new Caller(house)) {
        awaitState(page, "ringing");

        caller.call.hangUp();
        awaitState(page, "registered");
        assertThatThrownBy(() -> desk.awaitCall(Duration.ofMillis(200)))
            .isInstanceOf(TelephoneException.class);
      }
    }
  }
}
