package org.hamroh;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import tools.jackson.databind.JsonNode;

/// The whole product with people at desks and on call, for the tests of who is given to whom. One
/// hotline lives through all tests of a class; what a test has begun it ends.
final class RosterRig implements AutoCloseable {

  static final String MOBILE = "+992900000033";
  static final Duration SOON = Duration.ofSeconds(45);

  private static final List<String> DAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  final TestHotline hotline;

  /// @param settings changes the text of `deploy/hamroh.yaml`
  RosterRig(Path folder, UnaryOperator<String> settings) throws Exception {
    hotline = TestHotline.start(folder, settings);
  }

  TelephoneCall inTheMenu(Telephone phone, String number, char language) {
    TelephoneCall call = phone.call("700", Caller.of(number));
    call.hear(Set.of("welcome", "language-choice"), SOON);
    call.press(language);
    call.hear(Set.of("main-menu", "closed-menu"), SOON);
    return call;
  }

  /// Who presses 0 again need not listen to the words about privacy.
  TelephoneCall toTheQueue(Telephone phone, String number, char language) {
    TelephoneCall call = inTheMenu(phone, number, language);
    aPerson(call);
    return call;
  }

  void aPerson(TelephoneCall call) {
    call.press('0');
    call.hear(Set.of("privacy"), SOON);
    call.press('0');
  }

  JsonNode state(String operator) {
    return StreamSupport.stream(hotline.api("/operators").spliterator(), false)
        .filter(one -> one.path("id").asString().equals(operator))
        .findFirst()
        .orElseThrow();
  }

  /// The operator is in that state.
  void become(String operator, String state) {
    await().atMost(SOON).until(() -> state(operator).path("state").asString(), state::equals);
  }

  void pause(String operator, String reason) {
    hotline.post(
        "/operators/" + operator + "/state",
        "{\"state\": \"paused\", \"reason\": \"" + reason + "\"}");
  }

  void ready(String operator) {
    hotline.post("/operators/" + operator + "/state", "{\"state\": \"ready\"}");
    become(operator, "idle");
  }

  /// So many talk.
  JsonNode talking(int count) {
    return await()
        .atMost(SOON)
        .until(() -> hotline.api("/queue").path("talking"), all -> all.size() == count);
  }

  /// The end of a talk, and of what is to be written down after it.
  void hangUp(String operator, TelephoneCall talk) {
    talk.hangUp();
    become(operator, "wrap-up");
    hotline.post("/operators/" + operator + "/state", "{\"state\": \"wrap-up-done\"}");
    become(operator, "idle");
  }

  /// On call around the clock: nobody sits at that telephone, what is ready is the mobile.
  void onCall(String operator) {
    hotline.post("/roster/people/" + operator, "{\"mobile\": \"" + MOBILE + "\"}");
    for (String day : DAYS) {
      hotline.post(
          "/roster/shifts",
          "{\"operator\": \""
              + operator
              + "\", \"duty\": \"on-call\", \"day\": \""
              + day
              + "\", \"hours\": \"00:00-24:00\"}");
    }
    become(operator, "idle");
  }

  /// The mobile of who is on call is answered, with the key that says that it is no mailbox.
  static void answersWithKey(TelephoneCall mobile) {
    mobile.ring();
    mobile.answer();
    mobile.hear(Set.of("on-call-offer"), SOON);
    mobile.press('1');
  }

  /// Who had the calls that are over, the last one first.
  List<String> operators() {
    List<String> operators = new ArrayList<>();
    hotline.calls().forEach(call -> operators.add(call.path("operator").asString()));
    return operators;
  }

  @Override
  public void close() throws InterruptedException {
    hotline.close();
  }
}
