package org.hamroh.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.hamroh.smpp.FromSmsc.Incoming;
import org.hamroh.smpp.FromSmsc.Receipt;
import org.hamroh.smpp.SubmitOutcome.Accepted;
import org.hamroh.smpp.SubmitOutcome.Refused;
import org.hamroh.smpp.SubmitOutcome.Unknown;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.yaml.ProblemsException;
import org.hamroh.yaml.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The wire against a real SMPP server on loopback.
final class SmppSessionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private final List<FromSmsc> delivered = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  @Test
  void aSegmentIsAcceptedAndItsReceiptComesBack() throws Exception {
    SimulatedSmsc smsc = smsc(SmscBehaviour.polite());
    SmppSession session = linked(Smsc.account(smsc.port(), 10, 1000));

    SubmitOutcome outcome = session.submit(segment("+992900000001"));

    assertThat(outcome).isInstanceOf(Accepted.class);
    String id = ((Accepted) outcome).messageId();
    assertThat(smsc.taken())
        .singleElement()
        .satisfies(
            taken -> {
              assertThat(taken.destination()).isEqualTo("992900000001");
              assertThat(taken.source()).isEqualTo("HAMROH");
              assertThat(taken.dataCoding()).isEqualTo((byte) 8);
              assertThat(taken.octets()).containsExactly(4, 0x21);
            });
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(delivered)
                    .containsExactly(new Receipt(id, "992900000001", "DELIVRD", "000")));
  }

  @Test
  void aWrongPasswordIsSaidInASentenceWithTheRemedy() throws Exception {
    SimulatedSmsc smsc = smsc(SmscBehaviour.polite());
    SmppConfig right = Smsc.account(smsc.port(), 10, 100);
    SmppSession session =
        session(
            new SmppConfig(
                right.host(),
                right.port(),
                "hamroh",
                new Secret("wrong"),
                "transceiver",
                10,
                100,
                "auto"));

    session.start();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(session.state())
                    .isEqualTo(
                        new LinkState(
                            false,
                            "The SMSC at 127.0.0.1:"
                                + smsc.port()
                                + " refuses the password of system id hamroh (0x0E); check the route's password.",
                            LinkWord.WRONG_PASSWORD,
                            "127.0.0.1:" + smsc.port(),
                            "hamroh")));
    assertThat(session.submit(segment("+992900000001")))
        .isEqualTo(new Refused(Refusal.notLinked()));
  }

  @Test
  void aStrangersSystemIdIsSaid() throws Exception {
    SimulatedSmsc smsc = smsc(SmscBehaviour.polite());
    SmppSession session =
        session(
            new SmppConfig(
                "127.0.0.1",
                smsc.port(),
                "stranger",
                Smsc.PASSWORD,
                "transceiver",
                10,
                100,
                "auto"));

    session.start();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(session.state().sentence()).contains("knows no system id stranger"));
  }

  @Test
  void anSmscThatIsDownIsSaidAndLinkedToWhenItComes() throws Exception {
    int port = freePort();
    SmppSession session = session(Smsc.account(port, 10, 100));
    session.start();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(session.state().sentence()).contains("takes no connection"));

    open.add(Smsc.start(port, SmscBehaviour.polite()));

    assertThat(session.awaitLink(PATIENCE)).isTrue();
  }

  @Test
  void aLostLinkIsBuiltUpAgain() throws Exception {
    SimulatedSmsc smsc = smsc(SmscBehaviour.polite());
    SmppSession session = linked(Smsc.account(smsc.port(), 10, 100));

    smsc.cutOff();

    await().atMost(PATIENCE).until(() -> !session.state().up());
    assertThat(session.awaitLink(PATIENCE)).isTrue();
    assertThat(session.submit(segment("+992900000001"))).isInstanceOf(Accepted.class);
  }

  @Test
  void aSubmitThatIsNeverAnsweredIsUnknownAndNotFailed() throws Exception {
    SimulatedSmsc smsc = smsc(SmscBehaviour.polite().leavingUnanswered(1));
    SmppSession session = linked(Smsc.account(smsc.port(), 10, 100));

    SubmitOutcome outcome = session.submit(segment("+992900000001"));

    assertThat(outcome).isInstanceOf(Unknown.class);
    assertThat(smsc.taken()).hasSize(1);
  }

  @Test
  void aLinkThatBreaksInMidSubmitLeavesItUnknownAtOnce() throws Exception {
    SimulatedSmsc smsc = smsc(SmscBehaviour.polite().cuttingOff(1));
    SmppSession session = linked(Smsc.account(smsc.port(), 10, 100));
    Instant before = Instant.now();

    SubmitOutcome outcome = session.submit(segment("+992900000001"));

    assertThat(outcome).isInstanceOf(Unknown.class);
    assertThat(Duration.between(before, Instant.now())).isLessThan(Smsc.timers().answer());
  }

  @Test
  void tooFastIsARefusalThatHalvesThePaceAndThePaceComesBack() throws Exception {
    SimulatedSmsc smsc = smsc(SmscBehaviour.polite().throttling(1));
    SmppSession session = linked(Smsc.account(smsc.port(), 10, 100));

    SubmitOutcome outcome = session.submit(segment("+992900000001"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.refusal().retry()).isEqualTo(Refusal.Retry.SLOWER));
    assertThat(session.window().pace()).isEqualTo(50);
    await().atMost(PATIENCE).until(() -> session.window().pace() > 55);
  }

  @Test
  void theAgreedPaceAndWindowAreKept() throws Exception {
    SimulatedSmsc smsc = smsc(SmscBehaviour.polite().answering(Duration.ofMillis(20)));
    SmppSession session = linked(Smsc.account(smsc.port(), 8, 50));
    await().atMost(PATIENCE).until(() -> session.take(0) > 0);
    long began = System.nanoTime();
    int sent = 0;

    while (System.nanoTime() - began < Duration.ofSeconds(2).toNanos()) {
      int places = session.take(0);
      assertThat(session.window().inFlight()).isLessThanOrEqualTo(8);
      sent += places;
      session.window().settle(places, 0, 0);
      LockSupport.parkNanos(session.window().pause(8).toNanos());
    }

    assertThat(sent).isBetween(80, 103);
  }

  @Test
  void receiptFieldsAreReadBeforeTheText() throws Exception {
    SimulatedSmsc smsc =
        smsc(
            SmscBehaviour.polite()
                .withFields()
                .writing(SmscBehaviour.Ids.HEX_THEN_DECIMAL)
                .withFate(to -> "UNDELIV"));
    SmppSession session = linked(Smsc.account(smsc.port(), 10, 100));

    Accepted accepted = (Accepted) session.submit(segment("+992900000001"));

    await().atMost(PATIENCE).until(() -> !delivered.isEmpty());
    Receipt receipt = (Receipt) delivered.getFirst();
    assertThat(receipt.status()).isEqualTo("UNDELIV");
    assertThat(receipt.error()).isEqualTo("027");
    assertThat(receipt.messageId()).isNotEqualTo(accepted.messageId());
    assertThat(ReceiptIds.AUTO.candidates(receipt.messageId())).contains(accepted.messageId());
  }

  @Test
  void aTextThatSomebodyWroteIsHandedOver() throws Exception {
    SimulatedSmsc smsc = smsc(SmscBehaviour.polite());
    linked(Smsc.account(smsc.port(), 10, 100));

    smsc.writeToUs("+992900000007", "700", "ҚАТЪ");

    assertThat(delivered)
        .singleElement()
        .isInstanceOfSatisfying(
            Incoming.class,
            text -> {
              assertThat(text.from()).isEqualTo("992900000007");
              assertThat(text.to()).isEqualTo("700");
              assertThat(text.octets()).hasSize(8);
            });
  }

  @Test
  void aPortThatIsTakenIsNamedWithTheRemedy() {
    SimulatedSmsc smsc = smsc(SmscBehaviour.polite());

    assertThat(
            org.junit.jupiter.api.Assertions.assertThrows(
                ProblemsException.class, () -> Smsc.start(smsc.port(), SmscBehaviour.polite())))
        .hasMessageContaining("port " + smsc.port())
        .hasMessageContaining("HAMROH_SMSC_PORT");
  }

  private SimulatedSmsc smsc(SmscBehaviour behaviour) {
    SimulatedSmsc smsc = Smsc.start(behaviour);
    open.add(smsc);
    return smsc;
  }

  private SmppSession session(SmppConfig account) {
    SmppSession session = new SmppSession("test", account, Smsc.timers(), delivered::add);
    open.add(session);
    return session;
  }

  private SmppSession linked(SmppConfig account) throws InterruptedException {
    SmppSession session = session(account);
    session.start();
    assertThat(session.awaitLink(PATIENCE)).isTrue();
    return session;
  }

  private static SubmitSegment segment(String to) {
    return new SubmitSegment("HAMROH", to, (byte) 8, false, new byte[] {4, 0x21});
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
