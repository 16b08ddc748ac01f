package org.hamroh.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hamroh.program.Program;
import org.hamroh.program.Ran;
import org.hamroh.smpp.FromSmsc.Incoming;
import org.hamroh.smpp.FromSmsc.Receipt;
import org.hamroh.smpp.SubmitOutcome.Accepted;
import org.hamroh.smpp.SubmitOutcome.Refused;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.yaml.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Links of every kind: over TLS, whose certificate must name the host, and bound for one way only.
final class SmppLinkTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Secret KEYS = new Secret("changeit");

  @TempDir private Path folder;
  private final List<FromSmsc> delivered = Collections.synchronizedList(new ArrayList<>());
  private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  @Test
  void aCertificateThatNamesTheHostIsTrustedAndTextsLeaveOverIt() throws Exception {
    Path keys = certificate("right", "ip:127.0.0.1");
    SimulatedSmsc smsc = secured(keys);
    SmppSession session =
        session(Smsc.account(smsc.port(), 5, 100).over(tls(authority("right", keys))));

    assertThat(session.awaitLink(PATIENCE)).isTrue();

    assertThat(session.submit(segment())).isInstanceOf(Accepted.class);
    await().atMost(PATIENCE).until(() -> delivered.size() == 1);
  }

  @Test
  void aCertificateForAnotherNameIsRefusedAndTheSentenceSaysSo() throws Exception {
    Path keys = certificate("other", "dns:smsc.example");
    SimulatedSmsc smsc = secured(keys);
    SmppSession session =
        session(Smsc.account(smsc.port(), 5, 100).over(tls(authority("other", keys))));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(session.state().sentence())
                    .contains("could not prove over TLS that it is 127.0.0.1")
                    .contains("subject alternative names")
                    .contains("check the route's host and tls.trust"));

    assertThat(session.state().up()).isFalse();
    assertThat(smsc.links()).isZero();
    assertThat(session.submit(segment())).isEqualTo(new Refused(Refusal.notLinked()));
  }

  @Test
  void aCertificateThatNobodyWeTrustHasSignedIsRefused() throws Exception {
    Path keys = certificate("right", "ip:127.0.0.1");
    Path strangers = certificate("stranger", "ip:127.0.0.1");
    SimulatedSmsc smsc = secured(keys);
    SmppSession session =
        session(Smsc.account(smsc.port(), 5, 100).over(tls(authority("stranger", strangers))));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(session.state().sentence())
                    .contains("could not prove over TLS that it is 127.0.0.1"));

    assertThat(smsc.links()).isZero();
  }

  @Test
  void aTrustFileThatIsNotThereIsNamed() {
    SimulatedSmsc smsc = Smsc.start(SmscBehaviour.polite());
    open.add(smsc);
    Path gone = folder.resolve("gone.pem");
    SmppSession session = session(Smsc.account(smsc.port(), 5, 100).over(tls(gone)));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(session.state().sentence())
                    .isEqualTo("There is no file " + gone + "; check the route's tls.trust."));
  }

  @Test
  void aTransmitterSendsAndReceiptsWaitForTheReceiver() throws Exception {
    SimulatedSmsc smsc = Smsc.start(SmscBehaviour.polite());
    open.add(smsc);
    SmppSession transmitter = session(Smsc.account(smsc.port(), 5, 100).bound("transmitter"));
    assertThat(transmitter.awaitLink(PATIENCE)).isTrue();

    assertThat(transmitter.submit(segment())).isInstanceOf(Accepted.class);
    await().atMost(PATIENCE).until(() -> smsc.receiptsWaiting() == 1);
    assertThat(delivered).isEmpty();
    session(Smsc.account(smsc.port(), 5, 100).bound("receiver"));

    await().atMost(PATIENCE).until(() -> delivered.size() == 1);
    assertThat(delivered.getFirst()).isInstanceOf(Receipt.class);
  }

  @Test
  void aReceiverTakesTextsAndSendsNothing() throws Exception {
    SimulatedSmsc smsc = Smsc.start(SmscBehaviour.polite());
    open.add(smsc);
    SmppSession receiver = session(Smsc.account(smsc.port(), 5, 100).bound("receiver"));
    assertThat(receiver.awaitLink(PATIENCE)).isTrue();

    smsc.writeToUs("+992900000007", "700", "Салом");

    assertThat(delivered).singleElement().isInstanceOf(Incoming.class);
    assertThat(receiver.submit(segment())).isEqualTo(new Refused(Refusal.notLinked()));
    assertThat(smsc.taken()).isEmpty();
  }

  @Test
  void bothAreTwoLinksOfOneRouteAndComeBackTogether() throws Exception {
    SimulatedSmsc smsc = Smsc.start(SmscBehaviour.polite());
    open.add(smsc);
    SmppPair pair =
        new SmppPair(
            "test", Smsc.account(smsc.port(), 5, 100).bound("both"), Smsc.timers(), delivered::add);
    open.add(pair::close);
    pair.start();
    await().atMost(PATIENCE).until(() -> smsc.links() == 2 && pair.state().up());

    assertThat(pair.submit(segment())).isInstanceOf(Accepted.class);
    await().atMost(PATIENCE).until(() -> delivered.size() == 1);
    smsc.writeToUs("+992900000007", "700", "Салом");
    assertThat(delivered).hasSize(2);
    smsc.cutOff();
    await().atMost(PATIENCE).until(() -> !pair.state().up());

    await().atMost(PATIENCE).until(() -> smsc.links() == 2 && pair.state().up());
    assertThat(pair.submit(segment())).isInstanceOf(Accepted.class);
    await().atMost(PATIENCE).until(() -> delivered.size() == 3);
  }

  private SimulatedSmsc secured(Path keys) {
    SimulatedSmsc smsc =
        SimulatedSmsc.startSecured(
            0,
            "hamroh",
            Smsc.PASSWORD,
            SmscBehaviour.polite(),
            42,
            taken -> {},
            new SimulatedSmsc.Keys(keys, KEYS));
    open.add(smsc);
    return smsc;
  }

  private SmppSession session(SmppConfig account) {
    SmppSession session = new SmppSession("test", account, Smsc.timers(), delivered::add);
    open.add(session);
    session.start();
    return session;
  }

  private static SmppConfig.Tls tls(Path trust) {
    return new SmppConfig.Tls(trust.toString());
  }

  private static SubmitSegment segment() {
    return new SubmitSegment("HAMROH", "+992900000001", (byte) 8, false, new byte[] {4, 0x21});
  }

  /// A key of its own with a certificate that it signed itself.
  ///
  /// @param host as certificates write it: `dns:smsc.example`, `ip:127.0.0.1`
  private Path certificate(String alias, String host) {
    Path keys = folder.resolve(alias + ".p12");
    keytool(
        keys,
        List.of(
            "-genkeypair",
            "-alias",
            alias,
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + alias,
            "-ext",
            "san=" + host));
    return keys;
  }

  private Path authority(String alias, Path keys) {
    Path pem = folder.resolve(alias + ".pem");
    keytool(keys, List.of("-exportcert", "-rfc", "-alias", alias, "-file", pem.toString()));
    return pem;
  }

  private static void keytool(Path keys, List<String> words) {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(words);
    command.addAll(List.of("-keystore", keys.toString(), "-storepass", KEYS.value()));
    Ran made = Program.run(command, Duration.ofMinutes(1));
    assertThat(made.succeeded()).as(made.tail(3)).isTrue();
  }
}
