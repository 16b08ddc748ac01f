package org.hamroh.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.pbx.PbxCalls.CALLER;
import static org.hamroh.pbx.PbxCalls.SOON;
import static org.hamroh.pbx.PbxCalls.caller;
import static org.hamroh.pbx.PbxCalls.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hamroh.sip.Heard;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What callers hear when the server is not there, dies, or stands still: always a prompt within
/// the promised time, and a person.
final class SafetyNetIT {

  @TempDir private Path folder;

  @Test
  void callerReachesAPersonThoughNoServerHasEverRun() {
    try (TestPbx pbx = TestPbx.in(folder).start();
        Telephone op1 = operator(pbx, 1);
        Telephone phone = caller(pbx);
        TelephoneCall call = phone.call("700", CALLER)) {

      Heard prompt = call.hear(Set.of("tg/too-many-errors"), SOON);
      call.hear(Set.of("ru/too-many-errors"), SOON);
      TelephoneCall answered = op1.awaitCall(SOON);
      answered.answer();
      call.say(Duration.ofMillis(200));

      assertThat(prompt.delay()).isLessThan(Duration.ofSeconds(1));
      answered.hearAnything(SOON);
      assertThat(pbx.channelEvents()).contains("\"SafetyNetEntered\"").contains("no-server");
      assertThat(pbx.queueLog()).contains("|queue-general|op1|CONNECT|");
    }
  }

  @Test
  void killedServerCostsNoCallerThePerson() throws IOException {
    try (TinyAgi server = new TinyAgi(session -> session.playOnAndOn("main-menu"));
        TestPbx pbx = TestPbx.in(folder).agiPort(server.port()).start();
        Telephone phone = caller(pbx)) {
      List<TelephoneCall> calls = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        TelephoneCall call = phone.call("700", CALLER);
        call.hear(Set.of("main-menu"), SOON);
        calls.add(call);
      }

      server.die();

      for (TelephoneCall call : calls) {
        call.hear(Set.of("tg/too-many-errors"), SOON);
      }
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(pbx.channelEvents().lines().filter(l -> l.contains("server-died")))
                      .hasSize(10));
    }
  }

  @Test
  void frozenServerLosesItsCallersWhenTheHandleRunsOut() throws IOException {
    try (TinyAgi server =
            new TinyAgi(
                session -> {
                  session.play("main-menu");
                  session.freeze();
                });
        TestPbx pbx = TestPbx.in(folder).agiPort(server.port()).start();
        Telephone phone = caller(pbx);
        TelephoneCall call = phone.call("700", CALLER)) {
      call.hear(Set.of("main-menu"), SOON);

      call.hear(Set.of("tg/too-many-errors"), Duration.ofSeconds(8));

      assertThat(pbx.channelEvents()).contains("server-frozen");
    }
  }

  @Test
  void serverThatTakesTheCallAndSaysNothingLosesItToo() throws IOException {
    try (TinyAgi server = new TinyAgi(TinyAgi.Session::freeze);
        TestPbx pbx = TestPbx.in(folder).agiPort(server.port()).start();
        Telephone phone = caller(pbx);
        TelephoneCall call = phone.call("700", CALLER)) {

      call.hear(Set.of("tg/too-many-errors"), Duration.ofSeconds(6));

      assertThat(pbx.channelEvents()).contains("server-frozen");
    }
  }

  @Test
  void serverThatSaysEndEndsTheCall() throws IOException {
    try (TinyAgi server =
            new TinyAgi(
                session -> {
                  session.play("welcome");
                  session.handOver("end");
                });
        TestPbx pbx = TestPbx.in(folder).agiPort(server.port()).start();
        Telephone phone = caller(pbx);
        TelephoneCall call = phone.call("700", CALLER)) {
      call.hear(Set.of("welcome"), SOON);

      call.awaitHangup(SOON);

      assertThat(pbx.channelEvents()).doesNotContain("SafetyNetEntered");
    }
  }

  @Test
  void messageIsTakenWhenNobodyIsThere() throws IOException {
    try (TestPbx pbx = TestPbx.in(folder).start();
        Telephone phone = caller(pbx);
        TelephoneCall call = phone.call("700", CALLER)) {
      call.hear(Set.of("ru/message-record"), Duration.ofSeconds(20));
      call.sendContinuously();
      call.awaitSilence(Duration.ofMillis(500), SOON);

      call.say(Duration.ofSeconds(2));
      call.press('*');

      call.hear(Set.of("message-saved"), SOON);
      call.hear(Set.of("goodbye"), SOON);
      call.awaitHangup(SOON);
      try (Stream<Path> messages = Files.list(pbx.folders().messages())) {
        Path message = messages.findFirst().orElseThrow();
        assertThat(message.getFileName().toString()).matches("hamroh-\\d+\\.\\d+-net\\.wav");
        assertThat(Files.size(message)).isGreaterThan(2 * 8000);
      }
      assertThat(pbx.channelEvents()).contains("SafetyNetMessage").contains(CALLER);
    }
  }

  @Test
  void hangUpInTheMiddleKeepsTheMessage() {
    try (TestPbx pbx = TestPbx.in(folder).start();
        Telephone phone = caller(pbx);
        TelephoneCall call = phone.call("700", CALLER)) {
      call.hear(Set.of("ru/message-record"), Duration.ofSeconds(20));
      call.sendContinuously();
      call.awaitSilence(Duration.ofMillis(500), SOON);
      call.say(Duration.ofSeconds(1));

      call.hangUp();

      await()
          .atMost(SOON)
          .until(
              () -> {
                try (Stream<Path> messages = Files.list(pbx.folders().messages())) {
                  return messages.anyMatch(message -> message.toFile().length() > 8000);
                }
              });
    }
  }
}
