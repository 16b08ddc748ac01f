package org.hamroh.modem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.Smsc;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.sms.IncomingText;
import org.hamroh.sms.SmsConfig;
import org.hamroh.sms.SmsHouse;
import org.hamroh.sms.SmsState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole gateway over the real daemon of SMS Server Tools and a pretended modem.
final class SmsToolsIT {

  private static final PhoneNumber PERSON = new PhoneNumber("+992900000001");
  private static final PhoneNumber OTHER = new PhoneNumber("+992900000066");

  @TempDir private Path folder;
  private PretendedModem modem;
  private SmsTools daemon;
  private SimulatedSmsc nobody;
  private SmsHouse house;

  @BeforeEach
  void start() throws Exception {
    modem = new PretendedModem();
    Path spool = Files.createDirectory(folder.resolve("spool"));
    daemon = SmsTools.start(spool, modem.port());
    nobody = Smsc.start(SmscBehaviour.polite());
    house =
        SmsHouse.open(
            folder,
            nobody,
            new SmsConfig(
                "HAMROH",
                List.of(
                    new SmsConfig.Route(
                        "modem",
                        List.of("+992"),
                        null,
                        null,
                        null,
                        new ModemConfig(spool.toString(), 10, 10),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))));
    house.gateway.start();
  }

  @AfterEach
  void stop() throws Exception {
    house.close();
    nobody.close();
    daemon.close();
    modem.close();
  }

  @Test
  void aTextLeavesAndCountsAsDeliveredOnlyByTheNetworksReport() throws Exception {
    long id = house.gateway.send(PERSON, "tg", "@ Salom [hamroh] 5 € @");

    await().until(() -> modem.sent().size() == 1);
    PretendedModem.Sent sent = modem.sent().getFirst();
    assertThat(sent.number()).isEqualTo("992900000001");
    assertThat(sent.reporting()).isTrue();
    assertThat(sent.dataCoding()).isZero();
    assertThat(sent.text()).isEqualTo("@ Salom [hamroh] 5 € @");
    await().until(() -> Files.exists(folder.resolve("spool/sent/hamroh-" + id + "-1")));
    assertThat(house.state(id)).isEqualTo(SmsState.ACCEPTED);

    modem.report(sent, 0);

    await().until(() -> house.state(id) == SmsState.DELIVERED);
    assertThat(folder.resolve("spool/sent")).isEmptyDirectory();
  }

  @Test
  void partsKeepTheirHeaderAndEachHasAReportOfItsOwn() throws Exception {
    String text = "Ҳуқуқи шумо — ҳамроҳи мо! ".repeat(6).strip();
    long id = house.gateway.send(PERSON, "tg", text);

    await().until(() -> modem.sent().size() == 3);
    assertThat(modem.sent())
        .allSatisfy(
            part -> {
              assertThat(part.joined()).isTrue();
              assertThat(part.octets()).startsWith(5, 0, 3).hasSizeLessThanOrEqualTo(140);
              assertThat(part.octets()[3]).isEqualTo((byte) id);
            });
    assertThat(
            modem.sent().stream()
                .sorted(Comparator.comparingInt(part -> part.octets()[5]))
                .map(PretendedModem.Sent::text)
                .reduce("", String::concat))
        .isEqualTo(text);

    modem.report(modem.sent().get(0), 0);
    modem.report(modem.sent().get(1), 0x30);
    modem.report(modem.sent().get(2), 0);
    await()
        .until(() -> house.partStates(id).stream().filter(SmsState.DELIVERED::equals).count() == 2);
    assertThat(house.state(id)).isEqualTo(SmsState.ACCEPTED);
    modem.report(modem.sent().get(1), 0x46);

    await().until(() -> house.state(id) == SmsState.EXPIRED);
  }

  @Test
  void aTextThatTheNetworkRefusesIsUndeliveredAndTheNextOneLeaves() {
    modem.refuse(OTHER.e164().substring(1)::equals);

    long refused = house.gateway.send(OTHER, "tg", "Салом");
    await().until(() -> house.state(refused) == SmsState.UNDELIVERED);
    long next = house.gateway.send(PERSON, "tg", "Салом");

    await().until(() -> !modem.sent().isEmpty());
    assertThat(house.state(next)).isIn(SmsState.SENDING, SmsState.ACCEPTED);
    assertThat(modem.sent()).extracting(PretendedModem.Sent::number).doesNotContain("992900000066");
  }

  @Test
  void whatPeopleWriteToTheCardComesInWhole() {
    modem.receive("992900000007", "Қатъ. Раҳмат");
    modem.receive("992900000008", 5, 2, 2, "лозим аст");
    modem.receive("992900000008", 5, 2, 1, "Ба ман кӯмак ");

    await().until(() -> house.received.size() == 2);
    assertThat(house.received)
        .extracting(IncomingText::text)
        .containsExactlyInAnyOrder("Қатъ. Раҳмат", "Ба ман кӯмак лозим аст");
    assertThat(List.copyOf(house.received).getFirst().route()).isEqualTo("modem");
  }

  private ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(200));
  }
}
