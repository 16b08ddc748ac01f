package org.hamroh.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.pbx.PbxCalls.CALLER;
import static org.hamroh.pbx.PbxCalls.SOON;
import static org.hamroh.pbx.PbxCalls.caller;
import static org.hamroh.pbx.PbxCalls.operator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hamroh.sip.Heard;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the server's last act into a queue, and out of it.
final class QueueDialplanIT {

  /// After this a leg without a packet is taken for gone.
  private static final Duration NO_SOUND_FOR = Duration.ofSeconds(15);

  @TempDir private Path folder;

  /// Takes the call, and gives it to a queue; asked again in mid-call, says goodbye.
  private static TinyAgi serverThatHandsTo(String queue, String language) throws IOException {
    return new TinyAgi(
        session -> {
          if (session.said("agi_network_script").equals("call")) {
            session.command("SET VARIABLE CHANNEL(language) " + language);
            session.command("SET VARIABLE HAMROH_QUEUE " + queue);
            session.command("SET VARIABLE HAMROH_PRIORITY 5");
            session.handOver("queue");
          } else {
            session.play("goodbye");
            session.handOver("end");
          }
        });
  }

  @Test
  void callerWhoStaysAfterTheTalkIsGivenBackToTheServer() throws IOException {
    try (TinyAgi server = serverThatHandsTo("queue-wages", "tg");
        TestPbx pbx = TestPbx.in(folder).agiPort(server.port()).start();
        Telephone op1 = operator(pbx, 1);
        Telephone phone = caller(pbx);
        TelephoneCall call = phone.call("700", CALLER)) {
      TelephoneCall answered = op1.awaitCall(SOON);
      answered.answer();
      call.say(Duration.ofMillis(300));
      answered.hearAnything(SOON);

      answered.hangUp();

      call.hear(Set.of("tg/goodbye"), SOON);
      call.awaitHangup(SOON);
      assertThat(server.sessions().getLast().said("agi_network_script"))
          .isEqualTo("talked?queue=queue-wages&number=700");
    }
  }

  @Test
  void callerTalksWithAnOperatorAndTheCallEndsWithTheTalk() throws IOException {
    try (TinyAgi server = serverThatHandsTo("queue-high", "tg");
        TestPbx pbx = TestPbx.in(folder).agiPort(server.port()).start();
        Telephone op1 = operator(pbx, 1);
        Telephone phone = caller(pbx);
        TelephoneCall call = phone.call("700", CALLER)) {

      TelephoneCall answered = op1.awaitCall(SOON);
      answered.answer();
      call.say(Duration.ofMillis(300));
      answered.hearAnything(SOON);
      answered.hangUp();

      call.awaitHangup(SOON);
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(pbx.queueLog())
                      .contains("|queue-high|op1|CONNECT|", "|queue-high|op1|COMPLETEAGENT|"));
      assertThat(answered.from()).contains("queue-high").doesNotContain("992900000001");
      assertThat(pbx.queueLog()).doesNotContain("992900000001");
      assertThat(pbx.channelEvents()).doesNotContain("992900000001");
      assertThat(server.sessions()).hasSize(1);
    }
  }

  @Test
  void callerWhoPressesTwoInTheQueueIsGivenBackToTheServer() throws IOException {
    try (TinyAgi server = serverThatHandsTo("queue-rights", "ru");
        TestPbx pbx = TestPbx.in(folder).agiPort(server.port()).start();
        Telephone op1 = operator(pbx, 1);
        Telephone phone = caller(pbx);
        TelephoneCall call = phone.call("700", CALLER)) {
      op1.awaitCall(SOON); // it rings on, nobody answers

      call.press("0*");
      call.press('2');

      call.hear(Set.of("ru/goodbye"), SOON);
      call.awaitHangup(SOON);
      TinyAgi.Session asked = server.sessions().getLast();
      assertThat(asked.said("agi_network_script"))
          .isEqualTo("queue-key?key=2&queue=queue-rights&number=700");
      assertThat(asked.said("agi_callerid")).isEqualTo(CALLER);
      assertThat(pbx.queueLog()).contains("|EXITWITHKEY|2|");
    }
  }

  @Test
  void callerWhomNobodyAnswersIsGivenBackToTheServer() throws IOException {
    try (TinyAgi server = serverThatHandsTo("queue-danger", "tg");
        TestPbx pbx = TestPbx.in(folder).agiPort(server.port()).start();
        Telephone op1 = operator(pbx, 1);
        Telephone phone = caller(pbx);
        TelephoneCall call = phone.call("700", CALLER)) {
      TelephoneCall ringing = op1.awaitCall(SOON);

      call.press('2'); // no key leads out of danger

      call.hear(Set.of("tg/goodbye"), Duration.ofSeconds(8));
      assertThat(server.sessions().getLast().said("agi_network_script"))
          .isEqualTo("queue-left?status=TIMEOUT&queue=queue-danger&number=700");
      assertThat(names(call)).doesNotContain("tg/queue-offer");
      assertThat(ringing.isUp()).isFalse();
    }
  }

  @Test
  void callerWithoutAnyTelephoneRegisteredIsGivenBackAtOnce() throws IOException {
    try (TinyAgi server = serverThatHandsTo("queue-general", "tg");
        TestPbx pbx = TestPbx.in(folder).agiPort(server.port()).start();
        Telephone phone = caller(pbx);
        TelephoneCall call = phone.call("700", CALLER)) {

      call.hear(Set.of("tg/goodbye"), SOON);

      assertThat(server.sessions().getLast().said("agi_network_script"))
          .isEqualTo("queue-left?status=JOINEMPTY&queue=queue-general&number=700");
    }
  }

  @Test
  void serverThatDiesWhileACallerWaitsIsReplacedByTheAnsweringMachine() throws IOException {
    try (TinyAgi server = serverThatHandsTo("queue-general", "tg");
        TestPbx pbx = TestPbx.in(folder).agiPort(server.port()).start();
        Telephone op1 = operator(pbx, 1);
        Telephone phone = caller(pbx);
        TelephoneCall call = phone.call("700", CALLER)) {
      op1.awaitCall(SOON);

      server.die();

      call.hear(Set.of("tg/message-record"), Duration.ofSeconds(12));
    }
  }

  @Test
  void unknownQueueLeadsToTheGeneralOne() throws IOException {
    try (TinyAgi server = serverThatHandsTo("queue-of-nobody", "tg");
        TestPbx pbx = TestPbx.in(folder).agiPort(server.port()).start();
        Telephone op1 = operator(pbx, 1);
        Telephone phone = caller(pbx);
        TelephoneCall call = phone.call("700", CALLER)) {

      op1.awaitCall(SOON).answer();

      assertThat(call.isUp()).isTrue();
      await().atMost(SOON).until(() -> pbx.queueLog().contains("|queue-general|op1|CONNECT|"));
    }
  }

  @Test
  void operatorWhoseTelephoneVanishesLosesNoCaller() throws IOException {
    try (TinyAgi server = serverThatHandsTo("queue-wages", "ru");
        TestPbx pbx =
            TestPbx.in(folder)
                .agiPort(server.port())
                .operators(1)
                .timing(t -> TestPbx.patient(t, Duration.ofSeconds(60)))
                .start();
        Telephone op1 = operator(pbx, 1);
        Telephone phone = caller(pbx);
        TelephoneCall call = phone.call("700", CALLER)) {
      TelephoneCall vanishing = op1.awaitCall(SOON);
      vanishing.answer();
      call.sendContinuously();
      call.hearAnything(SOON);
      vanishing.say(Duration.ofMillis(300));
      vanishing.loseNetwork();

      call.hear(Set.of("ru/operator-lost"), NO_SOUND_FOR.plus(SOON));
      TelephoneCall again = op1.awaitCall(SOON);
      again.answer();
      assertThat(call.isUp()).isTrue();
      await()
          .atMost(SOON)
          .until(() -> pbx.channelEvents().lines().anyMatch(line -> line.contains("OperatorLost")));
    }
  }

  @Test
  void placeInTheQueueIsSaidWithOurOwnWordsInEachLanguage() throws IOException {
    for (String language : List.of("tg", "ru")) {
      Path place = folder.resolve(language);
      try (TinyAgi server = serverThatHandsTo("queue-general", language);
          TestPbx pbx =
              TestPbx.in(place)
                  .agiPort(server.port())
                  .operators(1)
                  .timing(t -> TestPbx.patient(t, Duration.ofSeconds(60)))
                  .start();
          Telephone op1 = operator(pbx, 1);
          Telephone phone = caller(pbx);
          TelephoneCall talking = phone.call("700", CALLER)) {
        op1.awaitCall(SOON).answer();
        assertThat(talking.isUp()).isTrue();

        List<TelephoneCall> waiting = new ArrayList<>();
        for (int n = 1; n <= 20; n++) {
          waiting.add(phone.call("700", CALLER));
          String entered = "|ENTERQUEUE|||" + n;
          await()
              .atMost(SOON)
              .until(() -> pbx.queueLog().lines().anyMatch(line -> line.endsWith(entered)));
        }

        for (int n = 1; n <= 20; n++) {
          String last = n == 1 ? "queue-first" : "queue-callswaiting";
          waiting.get(n - 1).hear(Set.of(language + "/" + last), SOON);
          List<String> sentence =
              n == 1 ? List.of(last) : List.of("queue-thereare", digits(n, language), last);
          assertThat(names(waiting.get(n - 1)))
              .containsSubsequence(sentence.stream().map(one -> language + "/" + one).toList());
        }
        assertThat(pbx.log()).doesNotContain("does not exist");
      }
    }
  }

  /// Asterisk asks for a neuter two where it knows the language.
  private static String digits(int number, String language) {
    return "digits/" + number + (number == 2 && language.equals("ru") ? "n" : "");
  }

  private static List<String> names(TelephoneCall call) {
    return call.heard().stream().map(Heard::name).toList();
  }
}
