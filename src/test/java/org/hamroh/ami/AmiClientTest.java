package org.hamroh.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.hamroh.ami.AmiEvent.Hangup;
import org.hamroh.ami.AmiEvent.Lost;
import org.hamroh.ami.AmiEvent.QueueCallerJoin;
import org.hamroh.ami.AmiEvent.Resynced;
import org.hamroh.yaml.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AmiClientTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private static final AmiTimes QUICK =
      new AmiTimes(
          Duration.ofSeconds(4),
          Duration.ofMillis(500),
          Duration.ofMillis(200),
          Duration.ofSeconds(30),
          Duration.ofMillis(50),
          Duration.ofMillis(300),
          Duration.ofMillis(800));

  private static final String JOIN =
      """
      Event: QueueCallerJoin
      Privilege: agent,all
      Channel: PJSIP/demo-00000002
      ChannelState: 6
      CallerIDNum: +992900000001
      Language: ru
      Priority: 4
      Uniqueid: hamroh-1795309691.2
      Linkedid: hamroh-1795309691.2
      Queue: queue-danger
      Position: 1
      Count: 1

      """;

  private final FakeAmi pbx = new FakeAmi();
  private final List<AmiEvent> told = new CopyOnWriteArrayList<>();
  private AmiClient client = new AmiClient(pbx.config(), Clock.systemUTC(), QUICK);

  @AfterEach
  void stop() {
    client.close();
    pbx.close();
  }

  private void start() {
    client.listen(told::add);
    client.start();
  }

  private void startConnected() {
    start();
    await().atMost(SOON).until(() -> count(Resynced.class) > 0);
  }

  private long count(Class<? extends AmiEvent> kind) {
    return told.stream().filter(kind::isInstance).count();
  }

  @Test
  void eventIsToldWithItsFieldsAndWithoutTheNumber() {
    startConnected();

    pbx.say(JOIN);

    await().atMost(SOON).until(() -> count(QueueCallerJoin.class) == 1);
    QueueCallerJoin join =
        told.stream()
            .filter(QueueCallerJoin.class::isInstance)
            .map(QueueCallerJoin.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(join.queue()).isEqualTo("queue-danger");
    assertThat(join.position()).isEqualTo(1);
    assertThat(join.caller())
        .isEqualTo(
            new AmiEvent.Leg(
                "PJSIP/demo-00000002", "hamroh-1795309691.2", "hamroh-1795309691.2", "ru"));
    assertThat(join.toString()).doesNotContain("99290");
  }

  @Test
  void afterEachConnectionOnePictureIsToldFirst() {
    pbx.stands(
        """
        Event: CoreShowChannel
        Channel: PJSIP/demo-00000000
        Language: tg
        Uniqueid: hamroh-1.0
        Linkedid: hamroh-1.0
        Application: Queue
        ApplicationData: queue-general,,,,60
        Duration: 00:01:05
        BridgeId:
        """,
        """
        Event: QueueMember
        Queue: queue-general
        Name: op1
        Location: PJSIP/op1
        LastPause: 1795309687
        InCall: 0
        Status: 6
        Paused: 1
        PausedReason: lunch

        Event: QueueEntry
        Queue: queue-general
        Position: 1
        Channel: PJSIP/demo-00000000
        Uniqueid: hamroh-1.0
        Wait: 61
        Priority: 7
        """);

    startConnected();

    Resynced picture = (Resynced) told.getFirst();
    assertThat(picture.channels())
        .singleElement()
        .satisfies(
            channel -> {
              assertThat(channel.age()).isEqualTo(Duration.ofSeconds(65));
              assertThat(channel.data()).isEqualTo("queue-general,,,,60");
              assertThat(channel.leg().language()).isEqualTo("tg");
            });
    assertThat(picture.members())
        .singleElement()
        .satisfies(
            member -> {
              assertThat(member.device()).isEqualTo("PJSIP/op1");
              assertThat(member.status()).isEqualTo(AmiEvent.Device.RINGING);
              assertThat(member.paused()).isTrue();
              assertThat(member.pausedReason()).isEqualTo("lunch");
              assertThat(Objects.requireNonNull(member.pausedAt()).getEpochSecond())
                  .isEqualTo(1795309687);
            });
    assertThat(picture.waiting())
        .singleElement()
        .satisfies(
            waiting -> {
              assertThat(waiting.priority()).isEqualTo(7);
              assertThat(waiting.waited()).isEqualTo(Duration.ofSeconds(61));
            });
  }

  @Test
  void wrongSecretIsSaidInOneSentenceAndTriedAgainWithoutEnd() {
    client = new AmiClient(pbx.configWithWrongSecret(), Clock.systemUTC(), QUICK);

    start();

    await().atMost(SOON).until(() -> client.state().trouble() != null);
    assertThat(String.valueOf(client.state().trouble()))
        .contains("AMI refuses user hamroh")
        .contains("ami.secret")
        .doesNotContain("sesame");
    await().atMost(SOON).until(() -> pbx.heard("Login") >= 3);
    assertThat(client.state().connected()).isFalse();
    assertThat(count(Lost.class)).isZero();
  }

  @Test
  void nobodyListeningIsSaidInOneSentence() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }

    Optional<?> trouble =
        AmiProbe.ask(new AmiConfig("127.0.0.1", free, "hamroh", new Secret("opensesame")));

    assertThat(trouble.orElseThrow().toString())
        .isEqualTo(
            "127.0.0.1:"
                + free
                + ": nobody listens there; start the PBX with ./hamroh pbx start, or correct"
                + " ami.host and ami.port");
  }

  @Test
  void anotherProgramOnThePortIsSaidInOneSentence() {
    pbx.fallSilent(true);

    Optional<?> trouble = AmiProbe.ask(pbx.config());

    assertThat(trouble.orElseThrow().toString()).contains("does not answer as an Asterisk");
  }

  @Test
  void probeFindsNothingWrongWithAHealthyPbx() {
    assertThat(AmiProbe.ask(pbx.config())).isEmpty();
  }

  @Test
  void restartInMidSentenceIsFollowedByANewPicture() {
    startConnected();

    pbx.say("Event: QueueCallerJoin\nQueue: queue-ge");
    pbx.die();
    await().atMost(SOON).until(() -> count(Lost.class) == 1);
    assertThat(client.state().connected()).isFalse();
    assertThat(client.state().trouble()).isNotNull();
    pbx.rise();

    await().atMost(SOON).until(() -> told.getLast() instanceof Resynced);
    assertThat(client.state().connected()).isTrue();
    assertThat(client.state().reconnects()).isEqualTo(1);
    assertThat(pbx.heard("Login")).isEqualTo(2); // the library's own attempts have ended
    assertThat(count(QueueCallerJoin.class)).isZero();
    pbx.say(JOIN);
    await().atMost(SOON).until(() -> count(QueueCallerJoin.class) == 1);
  }

  @Test
  void peerThatFallsSilentIsLeftAfterTwoUnansweredPings() {
    startConnected();

    pbx.fallSilent(true);

    await().atMost(SOON).until(() -> count(Lost.class) == 1);
    assertThat(((Lost) told.getLast()).why().message()).isEqualTo("the PBX does not answer");
    pbx.fallSilent(false);
    await().atMost(SOON).until(() -> told.getLast() instanceof Resynced);
  }

  @Test
  void burstOfEventsIsToldWholeAndInOrder() {
    startConnected();
    int size = 5_000;
    StringBuilder burst = new StringBuilder();
    for (int i = 0; i < size; i++) {
      burst.append("Event: Hangup\nChannel: PJSIP/demo-").append(i);
      burst.append("\nUniqueid: h-").append(i).append("\nLinkedid: h-").append(i).append("\n\n");
    }

    pbx.say(burst.toString());

    await().atMost(SOON).until(() -> count(Hangup.class) == size);
    assertThat(
            told.stream().filter(Hangup.class::isInstance).map(e -> ((Hangup) e).leg().uniqueId()))
        .startsWith("h-0", "h-1", "h-2")
        .endsWith("h-" + (size - 1));
    assertThat(client.state().eventsDropped()).isZero();
  }

  @Test
  void eventsThatDoNotFitAreCountedAndHealedByANewPicture() {
    CountDownLatch slow = new CountDownLatch(1);
    client.listen(
        event -> {
          if (event instanceof Hangup) {
            try {
              slow.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        });
    startConnected();
    String hangup = "Event: Hangup\nChannel: PJSIP/demo-1\nUniqueid: h-1\nLinkedid: h-1\n\n";

    await()
        .atMost(SOON.multipliedBy(2))
        .until(
            () -> {
              pbx.say(hangup.repeat(5_000));
              return client.state().eventsDropped() > 0;
            });
    long pictures = count(Resynced.class);
    slow.countDown();

    await().atMost(SOON).until(() -> count(Resynced.class) > pictures);
    assertThat(client.state().connected()).isTrue();
  }

  @Test
  void lineOverAThousandBytesDoesNotDisturbTheNextEvent() {
    startConnected();

    pbx.say("Event: ContactStatus\nURI: sip:op1@" + "x".repeat(20_000) + "\n\n" + JOIN);

    await().atMost(SOON).until(() -> count(QueueCallerJoin.class) == 1);
  }

  @Test
  void headersThatACallerSmuggledInDoNotStopTheTelling() {
    startConnected();

    pbx.say(
        "Event: QueueCallerJoin\nQueue: queue-general\nCallerIDName: x\nQueue: queue-danger\n"
            + "ActionID: a\nActionID: b\nPosition: many\nUniqueid: h-1\nLinkedid: h-1\n\n"
            + JOIN);

    await()
        .atMost(SOON)
        .until(
            () ->
                told.stream()
                    .anyMatch(
                        event ->
                            event instanceof QueueCallerJoin join
                                && join.caller().uniqueId().equals("hamroh-1795309691.2")));
  }

  @Test
  void missingRightIsSaidAndTheConnectionStays() {
    pbx.mayAskForChannels(false);

    start();

    await().atMost(SOON).until(() -> client.state().trouble() != null);
    assertThat(client.state().connected()).isTrue();
    assertThat(String.valueOf(client.state().trouble()))
        .contains("may not ask CoreShowChannels")
        .contains("reporting");
  }

  @Test
  void pbxThatHasNotLoadedItsQueuesYetIsAskedAgain() {
    pbx.queuesAreLoaded(false);
    start();
    await().atMost(SOON).until(() -> pbx.heard("QueueStatus") >= 2);

    assertThat(client.state().trouble()).isNull();
    pbx.queuesAreLoaded(true);

    await().atMost(SOON).until(() -> count(Resynced.class) > 0);
  }

  @Test
  void brokenListenerDoesNotCostTheOthersTheirEvents() {
    client.listen(
        event -> {
          throw new IllegalStateException("a bug in a room");
        });
    startConnected();

    pbx.say(JOIN);

    await().atMost(SOON).until(() -> count(QueueCallerJoin.class) == 1);
  }

  @Test
  void pauseIsGrowingUpToItsLimit() {
    List<Long> pauses =
        java.util.stream.IntStream.rangeClosed(1, 9)
            .mapToObj(attempt -> AmiTimes.USUAL.pauseBefore(attempt, false, 0).toMillis())
            .toList();

    assertThat(pauses).containsExactly(100L, 200L, 400L, 800L, 1600L, 3000L, 3000L, 3000L, 3000L);
    assertThat(AmiTimes.USUAL.pauseBefore(40, false, 1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(AmiTimes.USUAL.pauseBefore(9, true, 0)).isEqualTo(Duration.ofSeconds(15));
  }
}
