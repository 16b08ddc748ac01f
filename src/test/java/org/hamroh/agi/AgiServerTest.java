package org.hamroh.agi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class AgiServerTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final AgiLimits QUICK = new AgiLimits(2, SECOND, SECOND);

  private final BlockingQueue<Object> came = new LinkedBlockingQueue<>();
  private volatile Function<AgiCall, Object> talk = AgiCall::request;
  private AgiServer server;
  private List<String> request;

  @BeforeEach
  void startTheServer() throws IOException {
    try (InputStream museum = AgiServerTest.class.getResourceAsStream("/agi/request.txt")) {
      request = new String(museum.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    server = new AgiServer(new AgiConfig("127.0.0.1", 0), this::serve, QUICK);
    server.start();
  }

  @AfterEach
  void stopTheServer() {
    server.close();
  }

  private void serve(AgiCall call) {
    try {
      came.add(talk.apply(call));
    } catch (RuntimeException e) {
      came.add(e);
      throw e;
    }
  }

  private Object came() throws InterruptedException {
    Object one = came.poll(10, TimeUnit.SECONDS);
    assertThat(one).as("the call came to its end").isNotNull();
    return one;
  }

  private FakeAsterisk bring() throws IOException {
    return FakeAsterisk.bring(server.port(), request);
  }

  private static AgiHeard play(AgiCall call) {
    return call.play("/sounds/tg/menu", "12", Duration.ofSeconds(4));
  }

  @Test
  void requestOfTwentyTwoWritesIsUnderstood() throws Exception {
    try (FakeAsterisk asterisk = bring()) {
      assertThat(came())
          .isEqualTo(
              new AgiRequest(
                  "queue-key",
                  Map.of("key", "1", "queue", "queue-wages", "number", "700"),
                  "PJSIP/demo-00000000",
                  "hamroh-1795309743.0",
                  "+992900000001",
                  "700",
                  "ru"));
    }
  }

  @Test
  void lineThatTheNetworkSmugglesInReplacesNothing() throws Exception {
    List<String> smuggled = new ArrayList<>(request);
    smuggled.add("agi_uniqueid: hamroh-1.1");
    smuggled.add("agi_callerid: +992900000099");

    try (FakeAsterisk asterisk = FakeAsterisk.bring(server.port(), smuggled)) {
      AgiRequest understood = (AgiRequest) came();

      assertThat(understood.uniqueId()).isEqualTo("hamroh-1795309743.0");
      assertThat(understood.callerNumber()).isEqualTo("+992900000001");
    }
  }

  @Test
  void strangeValuesCountAsAbsent() throws Exception {
    List<String> strange =
        request.stream()
            .map(line -> line.replace("+992900000001", "${SHELL(id)}"))
            .map(line -> line.replace("agi_language: ru", "agi_language: ../../etc"))
            .toList();

    try (FakeAsterisk asterisk = FakeAsterisk.bring(server.port(), strange)) {
      AgiRequest understood = (AgiRequest) came();

      assertThat(understood.callerNumber()).isEmpty();
      assertThat(understood.language()).isEmpty();
    }
  }

  @Test
  void whoeverBringsNoCallIsNotServed() throws Exception {
    try (FakeAsterisk asterisk =
        FakeAsterisk.bring(server.port(), List.of("GET / HTTP/1.1", "Host: here"))) {
      assertThat(asterisk.answerUntil("nothing")).isNull();
    }

    assertThat(came).isEmpty();
    assertThat(server.faults()).isEqualTo(1);
  }

  @Test
  void whoeverSaysNothingIsLetGo() throws Exception {
    try (FakeAsterisk asterisk = FakeAsterisk.connect(server.port())) {
      asterisk.say("agi_network: yes\nagi_chan");

      assertThat(asterisk.answerUntil("nothing")).isNull();
    }
  }

  @Test
  void handleIsHeldBeforeThePromptAndNotRenewedForTheNextKey() throws Exception {
    talk =
        call -> {
          play(call);
          return play(call);
        };

    try (FakeAsterisk asterisk = bring()) {
      assertThat(asterisk.command()).isEqualTo("SET AUTOHANGUP 16");
      asterisk.say("200 result=0\n");
      assertThat(asterisk.command()).isEqualTo("STREAM FILE \"/sounds/tg/menu\" \"12\"");
      asterisk.say("200 result=49 endpos=8160\n");
      assertThat(asterisk.command()).startsWith("STREAM FILE");
      asterisk.say("200 result=0 endpos=32000\n");
    }

    assertThat(came()).isEqualTo(new AgiHeard.Ended());
  }

  @Test
  void handleIsShortenedAfterALongWait() throws Exception {
    talk =
        call -> {
          call.record("/messages/m", "#", Duration.ofMinutes(2), Duration.ofSeconds(4));
          return play(call);
        };

    try (FakeAsterisk asterisk = bring()) {
      assertThat(asterisk.command()).isEqualTo("SET AUTOHANGUP 132");
      asterisk.say("200 result=0\n");
      assertThat(asterisk.command()).startsWith("RECORD FILE \"/messages/m\" \"wav\" \"#\" 120000");
      asterisk.say("200 result=35 (dtmf) endpos=10400\n");
      assertThat(asterisk.command()).isEqualTo("SET AUTOHANGUP 16");
    }
  }

  @Test
  void keyPressedDuringThePromptIsHeard() throws Exception {
    talk = AgiServerTest::play;

    try (FakeAsterisk asterisk = bring()) {
      asterisk.answerUntil("STREAM FILE");
      asterisk.say("200 result=50 endpos=8160\n");

      assertThat(came()).isEqualTo(new AgiHeard.Key('2'));
    }
  }

  @Test
  void minusOneOnALivingLegIsAMissingSound() throws Exception {
    talk = AgiServerTest::play;

    try (FakeAsterisk asterisk = bring()) {
      asterisk.answerUntil("STREAM FILE");
      asterisk.say("200 result=-1 endpos=0\n");
      assertThat(asterisk.command()).isEqualTo("CHANNEL STATUS");
      asterisk.say("200 result=6\n");

      assertThat(came()).isEqualTo(new AgiHeard.Missing());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HANGUP\n200 result=-1 endpos=6560\n", // the line before the reply
        "200 result=-1 endpos=6560\nHANGUP\n", // after it
        "200 result=-1 endpos=6560\nHANGUP\nHANGUP\n", // twice
        "200 result=0 endpos=6560\nHANG", // half of it: seen at the next command
        "HANGUP\n200 result=0 endpos=6560\n", // with a reply like silence
        "511 Command Not Permitted on a dead channel or intercept routine\n",
        "200 resu", // cut in half
        "",
      })
  void hangUpIsTheSameInAllItsForms(String lastWords) throws Exception {
    talk =
        call -> {
          play(call);
          return play(call);
        };

    try (FakeAsterisk asterisk = bring()) {
      asterisk.answerUntil("STREAM FILE");
      asterisk.say(lastWords);
    }

    assertThat(came()).isInstanceOf(AgiHangup.class);
    assertThat(server.faults()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "200 result=1 (one\ntwo)\n", // a value of two lines
        "no status\n",
        "200 result=0\n200 result=0\n", // a reply that nobody asked for
      })
  void sessionWhoseRepliesNoLongerMatchIsEnded(String reply) throws Exception {
    talk =
        call -> {
          call.variable("HAMROH_NUMBER");
          return play(call);
        };

    try (FakeAsterisk asterisk = bring()) {
      asterisk.answerUntil("GET VARIABLE");
      asterisk.say(reply);

      assertThat(asterisk.answerUntil("SET VARIABLE")).isNull();
    }

    assertThat(came()).isInstanceOf(AgiFault.class);
    assertThat(server.faults()).isEqualTo(1);
  }

  @Test
  void lineWithoutEndEndsTheSession() throws Exception {
    talk = call -> call.variable("HAMROH_NUMBER");

    try (FakeAsterisk asterisk = bring()) {
      asterisk.answerUntil("GET VARIABLE");
      asterisk.say("200 result=1 (" + "x".repeat(AgiSocket.MAX_LINE_BYTES));

      assertThat(asterisk.answerUntil("nothing")).isNull();
    }

    assertThat(came()).isInstanceOf(AgiFault.class);
  }

  @Test
  void commandThatAsteriskWouldCutIsNotSent() throws Exception {
    talk = call -> call.play("/" + "ш".repeat(4_000), "", SECOND);

    try (FakeAsterisk asterisk = bring()) {
      assertThat(asterisk.answerUntil("STREAM FILE")).isNull();
    }

    assertThat(came()).isInstanceOf(AgiFault.class);
  }

  @Test
  void replyThatDoesNotComeEndsTheSession() throws Exception {
    talk = call -> call.variable("HAMROH_NUMBER");

    try (FakeAsterisk asterisk = bring()) {
      asterisk.answerUntil("GET VARIABLE");

      assertThat(asterisk.answerUntil("nothing")).isNull();
    }

    assertThat(came()).isInstanceOf(AgiFault.class).asString().contains("no answer in time");
  }

  @Test
  void usageOfManyLinesIsOneReply() throws Exception {
    talk =
        call -> {
          assertThatThrownBy(() -> play(call)).isInstanceOf(AgiFault.class);
          return call.variable("HAMROH_NUMBER");
        };

    try (FakeAsterisk asterisk = bring()) {
      asterisk.answerUntil("STREAM FILE");
      asterisk.say(
          "520-Invalid command syntax.  Proper usage follows:\n"
              + " Usage: STREAM FILE <filename> <escape digits>\n\n"
              + "520 End of proper usage.\n");
      asterisk.answerUntil("GET VARIABLE");
      asterisk.say("200 result=1 (700)\n");

      assertThat(came()).isEqualTo(Optional.of("700"));
    }
  }

  @Test
  void onlyVariablesOfTheDialplanAreSet() throws Exception {
    talk =
        call -> {
          for (String name : List.of("SHELL(id)", "AGIEXITONHANGUP", "CHANNEL(hangup_handler)")) {
            assertThatThrownBy(() -> call.set(name, "1"))
                .isInstanceOf(IllegalArgumentException.class);
          }
          assertThatThrownBy(() -> call.set("HAMROH_QUEUE", "a,b"))
              .isInstanceOf(IllegalArgumentException.class);
          call.set("HAMROH_QUEUE", "queue-wages");
          return "set";
        };

    try (FakeAsterisk asterisk = bring()) {
      assertThat(asterisk.command()).isEqualTo("SET VARIABLE \"HAMROH_QUEUE\" \"queue-wages\"");
      asterisk.say("200 result=1\n");

      assertThat(came()).isEqualTo("set");
    }
  }

  @Test
  void callPastTheLimitIsLeftToTheDialplan() throws Exception {
    talk = AgiServerTest::play;

    try (FakeAsterisk first = bring();
        FakeAsterisk second = bring()) {
      first.answerUntil("STREAM FILE");
      second.answerUntil("STREAM FILE");
      assertThat(server.calls()).isEqualTo(2);

      try (FakeAsterisk third = bring()) {
        assertThat(third.command()).isNull();
      } catch (java.io.UncheckedIOException closedWhileItSpoke) {
        // the same: its request was not wanted
      }

      first.say("200 result=0 endpos=1\n");
      assertThat(came()).isEqualTo(new AgiHeard.Ended());
    }
    assertThat(server.refused()).isEqualTo(1);
  }

  @Test
  void bugInAnEntryEndsItsOwnCallOnly() throws Exception {
    talk =
        call -> {
          throw new IllegalStateException("a bug of ours");
        };
    bring().close();
    assertThat(came()).isInstanceOf(IllegalStateException.class);

    talk = AgiCall::request;
    bring().close();

    assertThat(came()).isInstanceOf(AgiRequest.class);
    await().until(() -> server.served() == 2);
  }

  @Test
  void stoppedServerLeavesItsCallersToTheDialplan() throws Exception {
    talk = AgiServerTest::play;

    try (FakeAsterisk asterisk = bring()) {
      asterisk.answerUntil("STREAM FILE");

      server.close();

      assertThat(asterisk.command()).isNull();
      assertThat(came()).isInstanceOf(AgiHangup.class);
    }
  }
}
