package org.hamroh.softphone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.softphone.SoftphoneHouse.SOON;
import static org.hamroh.softphone.SoftphoneHouse.awaitSound;
import static org.hamroh.softphone.SoftphoneHouse.awaitState;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.hamroh.operator.Chromium;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.softphone.SoftphoneHouse.Caller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// An operator's network is gone for half a minute in the middle of a talk: pages, signalling and
/// sound.
final class SoftphoneCutIT {

  private static final Duration CUT = Duration.ofSeconds(30);

  /// The PBX ends a leg without sound after 15 s (`rtp_timeout`).
  private static final Duration NOTICED = Duration.ofSeconds(15).plus(SOON);

  private static SoftphoneHouse house;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws IOException {
    house = new SoftphoneHouse();
    chromium = SoftphoneHouse.chromium();
  }

  @AfterAll
  static void stop() throws Exception {
    chromium.close();
    house.close();
  }

  @AfterEach
  void hangUpEverything() {
    house.closePages();
  }

  private static Cable cable() throws IOException {
    return new Cable(URI.create(house.site.address()).getPort());
  }

  private static Page behind(Cable cable) {
    Page page = house.blank(chromium);
    cable.lay(page);
    SoftphoneHouse.logIn(page, cable.address(), "zarina");
    SoftphoneHouse.switchOn(page);
    return page;
  }

  private static void talk(Page page, Caller caller) {
    awaitState(page, "ringing");
    page.locator("[data-act=answer]").click();
    awaitState(page, "talking");
    caller.ear.awaitBeepAfter(caller.ear.now());
    awaitSound(page);
  }

  private static void awaitEndOf(long began) {
    await().atMost(CUT.plus(SOON)).until(() -> System.nanoTime() - began >= CUT.toNanos());
  }

  @Test
  void callerIsWithAnotherOperatorWhileTheNetworkIsGone() throws Exception {
    try (Cable cable = cable();
        Caller caller = new Caller(house)) {
      Page page = behind(cable);
      talk(page, caller);
      try (Telephone other = house.desk(2)) {
        long began = System.nanoTime();

        cable.cut();

        try (TelephoneCall taken = other.awaitCall(NOTICED)) {
          taken.answer();
          taken.hearAnything(SOON);
          System.out.printf(
              "event=network-cut with-another-ms=%d%n", (System.nanoTime() - began) / 1_000_000);
          awaitEndOf(began);
          cable.mend();
          awaitState(page, "registered", NOTICED);
          assertThat(caller.call.isUp()).isTrue();
          assertThat(taken.isUp()).isTrue();
          assertThat(house.pbx.ask("core show channels concise")).doesNotContain("PJSIP/op1-");
        }
      }
    }
  }

  @Test
  void callerIsBackWithTheSameOperatorWhenNobodyElseIsThere() throws Exception {
    try (Cable cable = cable();
        Caller caller = new Caller(house)) {
      Page page = behind(cable);
      talk(page, caller);
      long began = System.nanoTime();

      cable.cut();
      awaitEndOf(began);
      cable.mend();

      awaitState(page, "ringing", NOTICED.plus(SOON));
      System.out.printf(
          "event=network-back rings-after-ms=%d%n",
          (System.nanoTime() - began - CUT.toNanos()) / 1_000_000);
      talk(page, caller);
      caller.call.hangUp();
      awaitState(page, "registered");
    }
  }
}
