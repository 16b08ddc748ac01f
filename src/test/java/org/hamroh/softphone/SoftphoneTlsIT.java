package org.hamroh.softphone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.softphone.SoftphoneHouse.awaitSound;
import static org.hamroh.softphone.SoftphoneHouse.awaitState;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.hamroh.operator.Chromium;
import org.hamroh.softphone.SoftphoneHouse.Caller;
import org.hamroh.web.TestCertificate;
import org.junit.jupiter.api.Test;

/// The telephone over https, as operators on other machines have it.
final class SoftphoneTlsIT {

  @Test
  void telephoneTalksOverASecureSocketWithOurOwnCertificate() throws Exception {
    Path folder = Files.createTempDirectory("phone");
    TestCertificate certificate = TestCertificate.in(folder);
    try (SoftphoneHouse house = new SoftphoneHouse(folder, certificate.pkcs12());
        Chromium chromium = SoftphoneHouse.chromium("--ignore-certificate-errors")) {
      Page page = house.blank(chromium);
      SoftphoneHouse.logIn(page, house.site.address(), "zarina");
      SoftphoneHouse.switchOn(page);

      try (Caller caller = new Caller(house)) {
        awaitState(page, "ringing");
        page.locator("[data-act=answer]").click();
        awaitState(page, "talking");

        caller.ear.awaitBeepAfter(Duration.ZERO);
        awaitSound(page);
        Object socket =
            page.evaluate(
                "() => document.querySelector('hamroh-phone').line.ua.transport.socket._ws.url");
        assertThat(socket.toString()).startsWith("wss://127.0.0.1:").contains("/sip?page=");
        assertThat(page.context().cookies())
            .isNotEmpty()
            .allMatch(cookie -> cookie.secure && cookie.httpOnly);
      }
      awaitState(page, "registered");
      house.closePages();
    }
  }
}
