package org.hamroh.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiClient;
import org.hamroh.ami.AmiEvent;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.gate.Errand;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Reason;
import org.hamroh.gate.Verdict;
import org.hamroh.pbx.TestPbx;
import org.hamroh.pbx.TinyAgi;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.sip.Codec;
import org.hamroh.sip.PromptEar;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.sms.SmsHouse;
import org.hamroh.sms.SmsState;
import org.hamroh.store.Database;
import org.hamroh.talk.TalkPicture.Place;
import org.hamroh.talk.Talks.Target;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an operator does with a caller, through a real Asterisk with telephones at every end.
final class TalkIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final PhoneNumber SHELTER = new PhoneNumber("+992900000055");

  private static Path folder;
  private static TinyAgi server;
  private static TestPbx pbx;
  private static AmiClient ami;
  private static Database database;
  private static Telephone partnerPhone;
  private static volatile Verdict verdict = new Verdict.Open();

  private final List<String> told = new CopyOnWriteArrayList<>();
  private Talks talks;
  private Telephone callers;
  private Telephone op1;
  private Telephone op2;
  private TelephoneCall caller;
  private TelephoneCall desk;
  private CallId call;

  private static final OutgoingGate GATE =
      new OutgoingGate() {
        @Override
        public Verdict ask(Errand errand) {
          return verdict;
        }

        @Override
        public Verdict pass(Handle handle, Errand errand) {
          return verdict;
        }
      };

  @BeforeAll
  static void startPbx() throws IOException {
    folder = Files.createTempDirectory("talk");
    Files.createDirectories(folder.resolve("texts"));
    server =
        new TinyAgi(
            session -> {
              if (session.said("agi_network_script").equals("call")) {
                session.command("SET VARIABLE CHANNEL(language) tg");
                session.command("SET VARIABLE HAMROH_QUEUE queue-wages");
                session.command("SET VARIABLE HAMROH_PRIORITY 0");
                session.handOver("queue");
              } else {
                session.play("goodbye");
                session.handOver("end");
              }
            });
    int carrier = TestPbx.freeUdpPort();
    pbx = TestPbx.in(folder).agiPort(server.port()).carrierPort(carrier).start();
    partnerPhone = Telephone.listen(carrier, address(), ear());
    database = Database.open(folder.resolve("talk.db"));
    ami = new AmiClient(pbx.ami(), Clock.systemUTC());
    ami.start();
    await().atMost(SOON).until(() -> ami.state().connected());
  }

  private static InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", pbx.sipPort());
  }

  private static PromptEar ear() {
    return PromptEar.of(folder.resolve("sounds"), Codec.ALAW);
  }

  @AfterAll
  static void stopPbx() throws IOException {
    partnerPhone.close();
    ami.close();
    pbx.close();
    server.close();
    database.close();
  }

  @BeforeEach
  void aTalk() {
    verdict = new Verdict.Open();
    PartnerLine partners =
        new PartnerLine(
            ami,
            database,
            GATE,
            List.of(new PartnerLine.Out("demo", List.of("+992"), "+992900000700")));
    talks =
        new Talks(
            ami,
            partners,
            (id, at, event) -> {
              if (event instanceof CallEvent.TalkChanged changed) {
                told.add(changed.what() + " " + changed.whom());
              }
            },
            topic -> {},
            Clock.systemUTC());
    callers = Telephone.open(address(), ear());
    op1 = Telephone.register(address(), "op1", pbx.operatorPassword(1), ear());
    awaitOnlyFreeOperator("PJSIP/op1");
    caller = callers.call("700", "+992900000001");
    desk = op1.awaitCall(SOON);
    desk.answer();
    hearsWhatIsSaid(caller, desk);
    op2 = Telephone.register(address(), "op2", pbx.operatorPassword(2), ear());
    call = new CallId(channel(one -> one.leg().uniqueId().equals(one.leg().linkedId())));
  }

  /// The queues know of everything that the test before has left.
  private static void awaitOnlyFreeOperator(String device) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(ami.actions().queueStatus())
                    .isInstanceOfSatisfying(
                        AmiAnswer.Done.class,
                        done ->
                            assertThat((List<?>) done.value())
                                .isNotEmpty()
                                .allSatisfy(
                                    one -> {
                                      AmiEvent.Member member = (AmiEvent.Member) one;
                                      assertThat(member.paused()).isFalse();
                                      assertThat(member.status() == AmiEvent.Device.IDLE)
                                          .isEqualTo(member.device().equals(device));
                                    })));
  }

  private static String channel(Function<AmiEvent.Channel, Boolean> wanted) {
    return await()
        .atMost(SOON)
        .until(
            () ->
                ami.actions().coreShowChannels()
                        instanceof AmiAnswer.Done<List<AmiEvent.Channel>> done
                    ? done.value().stream()
                        .filter(wanted::apply)
                        .map(one -> one.leg().uniqueId())
                        .findFirst()
                    : Optional.<String>empty(),
            Optional::isPresent)
        .orElseThrow();
  }

  @AfterEach
  void everybodyHangsUp() {
    talks.close();
    caller.close();
    desk.close();
    op1.close();
    op2.close();
    callers.close();
    for (int number = 1; number <= 2; number++) {
      assertThat(
              ami.actions().pauseMember(Optional.empty(), "PJSIP/op" + number, false, "").isDone())
          .isTrue();
    }
    await()
        .atMost(SOON)
        .until(
            () ->
                ami.actions().coreShowChannels()
                        instanceof AmiAnswer.Done<List<AmiEvent.Channel>> done
                    && done.value().isEmpty());
  }

  /// Somebody speaks until the other one hears it.
  private static void hearsWhatIsSaid(TelephoneCall listener, TelephoneCall speaker) {
    speaker.say(Duration.ofMillis(600));
    listener.hearAnything(SOON);
  }

  /// No queue rings this operator.
  private static void rests(int number) {
    ami.actions().pauseMember(Optional.empty(), "PJSIP/op" + number, true, "");
  }

  private Place place() {
    return talks.picture(call).caller().map(TalkPicture.Leg::place).orElse(Place.ELSEWHERE);
  }

  private void awaitPlace(Place wanted) {
    await().atMost(SOON).until(() -> place() == wanted);
  }

  @Test
  void callerOnHoldHearsMusicAndThenTheOperatorAgain() {
    talks.hold(call, "op1");

    caller.hear(Set.of("moh/hold"), SOON);
    awaitPlace(Place.HELD);
    talks.resume(call, "op1");
    awaitPlace(Place.ROOM);
    hearsWhatIsSaid(caller, desk);
    hearsWhatIsSaid(desk, caller);

    assertThat(told).containsExactly("held ", "resumed ");
    desk.hangUp();
    caller.hear(Set.of("tg/goodbye"), SOON);
  }

  @Test
  void operatorWhoVanishesWhileTheCallerIsOnHoldSendsThemToTheHeadOfTheQueue() {
    talks.hold(call, "op1");
    awaitPlace(Place.HELD);

    rests(1);
    desk.hangUp();
    TelephoneCall second = op2.awaitCall(SOON);
    second.answer();

    hearsWhatIsSaid(caller, second);
    assertThat(told).containsExactly("held ", "returned queue-wages");
    second.hangUp();
  }

  @Test
  void coldTransferToAQueueFreesTheOperator() {
    rests(1);
    talks.toQueue(call, "op1", "queue-rights");

    await().atMost(SOON).until(() -> !desk.isUp());
    TelephoneCall second = op2.awaitCall(SOON);
    second.answer();
    hearsWhatIsSaid(caller, second);
    assertThat(told).containsExactly("handed-over queue-rights");
    second.hangUp();
  }

  @Test
  void coldTransferToAnOperatorBringsTheTwoTogether() {
    talks.toSomebody(call, "op1", new Target.Operator("op2"));

    TelephoneCall second = op2.awaitCall(SOON);
    await().atMost(SOON).until(() -> !desk.isUp());
    caller.hear(Set.of("moh/hold"), SOON);
    second.answer();
    awaitPlace(Place.ROOM);
    hearsWhatIsSaid(caller, second);

    second.hangUp();
    caller.hear(Set.of("tg/goodbye"), SOON);
    assertThat(told).containsExactly("asked op2", "held ", "handed-over op2");
  }

  @Test
  void whoIsNotAnsweredOnAColdTransferGoesToTheHeadOfTheQueue() {
    talks.toSomebody(call, "op1", new Target.Operator("op2"));
    rests(2);
    op2.awaitCall(SOON).reject(486);

    await().atMost(SOON).until(() -> told.contains("returned queue-wages"));
    TelephoneCall again = op1.awaitCall(SOON);
    again.answer();

    hearsWhatIsSaid(caller, again);
    again.hangUp();
  }

  @Test
  void warmTransferIsSpokenOfFirst() {
    talks.consult(call, "op1", new Target.Operator("op2"));
    TelephoneCall second = op2.awaitCall(SOON);
    second.answer();
    await().atMost(SOON).until(() -> told.contains("joined op2"));
    hearsWhatIsSaid(second, desk);
    assertThat(place()).isEqualTo(Place.HELD);

    talks.handOver(call, "op1");

    await().atMost(SOON).until(() -> !desk.isUp());
    awaitPlace(Place.ROOM);
    hearsWhatIsSaid(caller, second);
    second.hangUp();
    caller.hear(Set.of("tg/goodbye"), SOON);
  }

  @Test
  void whoIsAskedAndDoesNotAnswerLeavesTheCallerWithTheOperator() {
    talks.consult(call, "op1", new Target.Operator("op2"));
    op2.awaitCall(SOON).reject(486);

    await().atMost(SOON).until(() -> told.contains("resumed "));
    awaitPlace(Place.ROOM);

    hearsWhatIsSaid(caller, desk);
    assertThat(told).contains("not-reached op2");
    desk.hangUp();
  }

  @Test
  void interpreterJoinsAndTheOperatorMayLeave() {
    Target shelter = new Target.Outside(new Partner("shelter", "A shelter", SHELTER));
    talks.consult(call, "op1", shelter);
    TelephoneCall third = partnerPhone.awaitCall(SOON);
    assertThat(third.from()).contains("+992900000700");
    third.answer();
    await().atMost(SOON).until(() -> told.contains("joined shelter"));
    talks.resume(call, "op1");
    awaitPlace(Place.ROOM);
    hearsWhatIsSaid(caller, third);
    hearsWhatIsSaid(desk, caller);

    talks.leave(call, "op1");
    await().atMost(SOON).until(() -> !desk.isUp());
    hearsWhatIsSaid(third, caller);
    third.hangUp();

    caller.hear(Set.of("tg/goodbye"), SOON);
  }

  @Test
  void consultingOperatorWhoIsGoneLeavesTheCallerWithWhoWasAsked() {
    talks.consult(call, "op1", new Target.Operator("op2"));
    TelephoneCall second = op2.awaitCall(SOON);
    second.answer();
    await().atMost(SOON).until(() -> told.contains("joined op2"));

    desk.hangUp();

    awaitPlace(Place.ROOM);
    hearsWhatIsSaid(caller, second);
    second.hangUp();
  }

  @Test
  void textsWhileTalkingGoAheadOfABroadcast() {
    String channel = talks.picture(call).caller().orElseThrow().channel();
    try (SmsHouse house =
        SmsHouse.open(
            folder.resolve("texts"), SmscBehaviour.polite().answering(Duration.ofMillis(100)))) {
      TalkTexts texts =
          new TalkTexts(
              ami,
              house.gateway,
              (id, at, event) -> told.add(event.toString()),
              Map.of("TEL", "700"),
              Clock.systemUTC());
      TalkTexts.Ready ready = texts.ready().getFirst();
      house.queue(1, 2_000, "to many");
      house.run(1);
      house.gateway.start();
      await().atMost(SOON).until(() -> house.counts(1).containsKey(SmsState.DELIVERED));

      long template = texts.send(call, channel, "tg", ready.id(), "");
      long free = texts.send(call, channel, "tg", "", "Salom, in az hatti garm ast");

      await()
          .atMost(SOON)
          .until(
              () ->
                  house.state(template) == SmsState.DELIVERED
                      && house.state(free) == SmsState.DELIVERED);
      assertThat(house.counts(1).get(SmsState.QUEUED)).isPositive();
      assertThat(house.smsc.taken())
          .filteredOn(taken -> taken.destination().equals("992900000001"))
          .hasSizeGreaterThanOrEqualTo(2);
      assertThat(told)
          .containsExactly(
              new CallEvent.TextSent(ready.id(), "accepted").toString(),
              new CallEvent.TextSent("free", "accepted").toString());
    }
    desk.hangUp();
  }

  @Test
  void whatTheGateDoesNotLetOutIsRefusedWithItsReasonAndTheTalkGoesOn() {
    verdict = new Verdict.Closed(Reason.DAY_FULL, Optional.empty());
    Target shelter = new Target.Outside(new Partner("shelter", "A shelter", SHELTER));

    assertThatThrownBy(() -> talks.toSomebody(call, "op1", shelter))
        .hasMessageContaining("the site has sent enough for today");

    assertThat(place()).isEqualTo(Place.BRIDGED);
    hearsWhatIsSaid(caller, desk);
    desk.hangUp();
  }

  @Test
  void callerWhoHangsUpOnHoldLeavesNobodyRinging() {
    talks.consult(call, "op1", new Target.Operator("op2"));
    TelephoneCall second = op2.awaitCall(SOON);

    caller.hangUp();

    await().atMost(SOON).until(() -> !second.isUp());
    await().atMost(SOON).until(() -> !desk.isUp());
  }
}
