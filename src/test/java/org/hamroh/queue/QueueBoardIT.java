package org.hamroh.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hamroh.ami.AmiClient;
import org.hamroh.ami.AmiConfig;
import org.hamroh.ami.AmiProbe;
import org.hamroh.pbx.TestPbx;
import org.hamroh.queue.QueueMember.State;
import org.hamroh.sip.Codec;
import org.hamroh.sip.PromptEar;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.store.Database;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The board and the desk against a real Asterisk with the product's own configuration. No script
/// answers here: the dialplan's safety net brings every caller into the queue.
@Timeout(120)
final class QueueBoardIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String CALLER = "+992900000001";

  private Path folder;
  private TestPbx pbx;
  private Database database;
  private PromptEar ear;
  private AmiClient client;
  private QueueBoard board;
  private OperatorDesk desk;

  @BeforeEach
  void start() throws Exception {
    folder = Files.createTempDirectory("ami"); // short: Asterisk makes a Unix socket in it
    pbx = TestPbx.in(folder).operators(2).start();
    database = Database.open(folder.resolve("board.db"));
    ear = PromptEar.deaf(Codec.ALAW);
    startTheServer();
  }

  @AfterEach
  void stop() throws Exception {
    stopTheServer();
    database.close();
    pbx.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void startTheServer() {
    AmiClient fresh = new AmiClient(pbx.ami(), Clock.systemUTC());
    client = fresh;
    board = new QueueBoard(topic -> {}, fresh::resyncSoon, Instant.now());
    desk =
        new OperatorDesk(
            new MemberStore(database),
            (device, paused, reason) ->
                fresh.actions().pauseMember(Optional.empty(), device, paused, reason),
            board,
            topic -> {},
            Clock.systemUTC());
    fresh.listen(board::accept);
    fresh.listen(desk::accept);
    desk.start();
    fresh.start();
    await().atMost(SOON).until(() -> !board.snapshot().members().isEmpty());
  }

  private void stopTheServer() {
    client.close();
    desk.close();
  }

  private InetSocketAddress sip() {
    return new InetSocketAddress("127.0.0.1", pbx.sipPort());
  }

  private Telephone operator(int number) {
    Telephone telephone =
        Telephone.register(sip(), "op" + number, pbx.operatorPassword(number), ear);
    await().atMost(SOON).until(() -> state("op" + number) != State.UNREGISTERED);
    return telephone;
  }

  private State state(String operator) {
    return board.snapshot().operator(operator).orElseThrow().state();
  }

  private boolean pbxSays(String words) {
    return pbx.ask("queue show queue-general").contains(words);
  }

  @Test
  void callerWaitsRingsTalksAndTheOperatorWrapsUp() {
    try (Telephone op1 = operator(1);
        Telephone caller = Telephone.open(sip(), ear);
        TelephoneCall call = caller.call("700", CALLER)) {
      TelephoneCall atOp1 = op1.awaitCall(SOON);
      atOp1.ring();

      await().atMost(SOON).until(() -> state("op1") == State.RINGING);
      WaitingCaller waiting = board.snapshot().waitingInOrder().getFirst();
      assertThat(waiting.queue()).isEqualTo("queue-general");
      assertThat(waiting.position()).isEqualTo(1);
      assertThat(waiting.ringing()).containsExactly("op1");
      assertThat(waiting.call().value()).isNotEmpty();

      atOp1.answer();

      await().atMost(SOON).until(() -> state("op1") == State.TALKING);
      assertThat(board.snapshot().waiting()).isEmpty();
      TalkingCaller talk = board.snapshot().talkingInOrder().getFirst();
      assertThat(talk.call()).isEqualTo(waiting.call());
      assertThat(talk.operator()).isEqualTo("op1");

      call.hangUp();

      await().atMost(SOON).until(() -> state("op1") == State.WRAP_UP);
      assertThat(board.snapshot().talking()).isEmpty();
      assertThat(pbxSays("paused:wrap-up")).isTrue();

      assertThat(desk.endWrapUp("op1")).isEqualTo(new OperatorDesk.Outcome.Done());

      await().atMost(SOON).until(() -> state("op1") == State.IDLE);
      assertThat(pbxSays("paused:wrap-up")).isFalse();
    }
  }

  @Test
  void callerWhoHangsUpWhileTheTelephoneRingsIsGoneFromTheBoard() {
    try (Telephone op1 = operator(1);
        Telephone caller = Telephone.open(sip(), ear);
        TelephoneCall call = caller.call("700", CALLER)) {
      op1.awaitCall(SOON).ring();
      await().atMost(SOON).until(() -> state("op1") == State.RINGING);

      call.hangUp();

      await().atMost(SOON).until(() -> state("op1") == State.IDLE);
      assertThat(board.snapshot().waiting()).isEmpty();
    }
  }

  @Test
  void serverThatStartsInTheMiddleSeesWhoWaitsAndWhoTalks() {
    try (Telephone op1 = operator(1);
        Telephone caller = Telephone.open(sip(), ear);
        TelephoneCall first = caller.call("700", CALLER)) {
      op1.awaitCall(SOON).answer();
      await().atMost(SOON).until(() -> board.snapshot().talking().size() == 1);
      QueuePicture before = board.snapshot();
      stopTheServer();
      try (TelephoneCall second = caller.call("700", "+992900000002")) {
        await().atMost(SOON).until(() -> pbxSays("has 1 calls"));

        startTheServer();

        await().atMost(SOON).until(() -> board.snapshot().waiting().size() == 1);
        TalkingCaller talk = board.snapshot().talkingInOrder().getFirst();
        assertThat(talk.call()).isEqualTo(before.talkingInOrder().getFirst().call());
        assertThat(talk.operator()).isEqualTo("op1");
        assertThat(talk.queue()).isEqualTo("queue-general");
        assertThat(state("op1")).isEqualTo(State.TALKING);
        assertThat(first.isUp()).isTrue();
        assertThat(second.isUp()).isTrue();
      }
    }
  }

  @Test
  void restartOfThePbxLeavesNoGhostAndKeepsThePause() {
    try (Telephone op1 = operator(1);
        Telephone op2 = operator(2);
        Telephone caller = Telephone.open(sip(), ear)) {
      assertThat(desk.pause("op2", "lunch")).isEqualTo(new OperatorDesk.Outcome.Done());
      await().atMost(SOON).until(() -> state("op2") == State.PAUSED);
      TelephoneCall call = caller.call("700", CALLER);
      op1.awaitCall(SOON).answer();
      await().atMost(SOON).until(() -> board.snapshot().talking().size() == 1);

      pbx.asterisk().stop(Duration.ZERO);
      await().atMost(SOON).until(() -> !board.snapshot().live());
      assertThat(client.state().trouble()).isNotNull();
      pbx.asterisk().start();
      long up = System.nanoTime();

      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> board.snapshot().live() && board.snapshot().talking().isEmpty());
      await().atMost(Duration.ofSeconds(5)).until(() -> pbxSays("paused:lunch"));
      System.out.println(
          "board true and pause kept after " + (System.nanoTime() - up) / 1_000_000 + " ms");
      assertThat(board.snapshot().waiting()).isEmpty();
      assertThat(client.state().reconnects()).isEqualTo(1);
      call.close();
    }
  }

  @Test
  void wrongSecretHasItsSentence() {
    AmiConfig wrong =
        new AmiConfig(pbx.ami().host(), pbx.ami().port(), "hamroh", new Secret("guessed"));

    Optional<Problem> trouble = AmiProbe.ask(wrong);

    assertThat(trouble.map(Problem::message)).contains("AMI refuses user hamroh");
    assertThat(AmiProbe.ask(pbx.ami())).isEmpty();
  }
}
