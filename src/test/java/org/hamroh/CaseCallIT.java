package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// "Where is my case?" on real calls: the number and PIN that an operator has told, and wrong ones.
@Timeout(240)
final class CaseCallIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static TestHotline hotline;
  private static Telephone phone;

  @BeforeAll
  static void start() throws Exception {
    hotline = TestHotline.start(folder);
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
  }

  private static void hear(TelephoneCall call, String prompt) {
    call.hear(Set.of(prompt), SOON);
  }

  private static TelephoneCall toMyCase(String caller) {
    TelephoneCall call = phone.call("700", Caller.of(caller));
    hear(call, "tg/language-choice");
    call.press('1');
    hear(call, "tg/main-menu");
    call.press('4');
    hear(call, "tg/message-menu");
    call.press('3');
    hear(call, "tg/case-enter");
    return call;
  }

  private static void asks(TelephoneCall call, String number, String pin) {
    call.press(number + "*");
    hear(call, "tg/case-pin");
    call.press(pin);
  }

  @Test
  void aCallerHearsHowTheCaseStandsAndNothingOfWhatItIsAbout() throws Exception {
    JsonNode opened =
        hotline.post(
            "/cases", "{\"once\":\"wish-0001\",\"topic\":\"passport-taken\",\"name\":\"Каримов\"}");
    String id = opened.path("id").asString();
    String pin = opened.path("pin").asString();
    String wrong = pin.equals("4711") ? "4712" : "4711";

    try (TelephoneCall call = toMyCase("+992900000311")) {
      asks(call, id, wrong);
      hear(call, "tg/case-not-found");
      hear(call, "tg/case-enter");
      asks(call, id, pin);
      hear(call, "tg/case-open-plain");
    }
    hotline.post("/cases/" + id + "/status", "{\"version\":1,\"status\":\"awaiting-partner\"}");
    try (TelephoneCall call = toMyCase("+992900000312")) {
      asks(call, id, pin);
      hear(call, "tg/case-referred");
    }

    assertThat(hotline.log()).doesNotContain(id).doesNotContain("Каримов");
    assertThat(hotline.api("/calls?limit=10").toString()).doesNotContain(id);
  }
}
