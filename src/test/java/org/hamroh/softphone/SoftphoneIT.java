package org.hamroh.softphone;

import static org.awaitility.Awaitility.await;
import static org.hamroh.softphone.SoftphoneHouse.SOON;
import static org.hamroh.softphone.SoftphoneHouse.awaitSound;
import static org.hamroh.softphone.SoftphoneHouse.awaitState;

import com.microsoft.playwright.Page;
import java.time.Duration;
import org.hamroh.operator.Chromium;
import org.hamroh.softphone.SoftphoneHouse.Caller;
import org.junit.jupiter.api.AfterAll;
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
  static void stop() {
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

  private static void away(Page page) {
    page.context().close();
    await().atMost(SOON).until(() -> !house.pbx.ask("pjsip show contacts").contains("op1-web"));
  }

  @Test
  void callerAndOperatorHearEachOther() throws Exception {
    try (Caller caller = new Caller(house)) {
      Page page = talking(caller);

      page.locator("[data-act=hangup]").click();

      caller.call.awaitHangup(SOON);
      awaitState(page, "registered");
      away(page);
    }
  }
}
