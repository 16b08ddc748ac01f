package org.hamroh.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiClient;
import org.hamroh.ami.AmiEvent;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.gate.Errand;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Verdict;
import org.hamroh.pbx.TestPbx;
import org.hamroh.pbx.TinyAgi;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.queue.QueueBoard;
import org.hamroh.queue.TalkingCaller;
import org.hamroh.sip.Codec;
import org.hamroh.sip.PromptEar;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.store.Database;
import org.hamroh.talk.TalkPicture.Place;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// An operator and a caller who talk, through a real Asterisk with telephones at every end, for the
/// tests of what the operator does then.
abstract class TalkTable {

  static final Duration SOON = Duration.ofSeconds(20);
  static final PhoneNumber SHELTER = new PhoneNumber("+992900000055");

  static Path folder;
  private static TinyAgi server;
  private static TestPbx pbx;
  static AmiClient ami;
  private static Database database;
  static Telephone partnerPhone;
  static volatile Verdict verdict = new Verdict.Open();

  final List<String> told = new CopyOnWriteArrayList<>();

  /// What the desk that gives out calls was told.
  final List<String> toldDesk = new CopyOnWriteArrayList<>();

  /// What the desk of a server was told that came up in mid-talk.
  final List<String> toldAgain = new CopyOnWriteArrayList<>();

  private static QueueBoard board;
  private @Nullable Talks talksAgain;
  Talks talks;
  private Telephone callers;
  Telephone op1;
  Telephone op2;
  TelephoneCall caller;
  TelephoneCall desk;
  CallId call;

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
    board = new QueueBoard(topic -> {}, ami::resyncSoon, Instant.now());
    ami.listen(board::accept);
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
    talks = talks(ami, toldDesk);
    talks.accept(nobodyTalks()); // the server is up before the call
    Talks listening = talks;
    ami.listen(listening::accept);
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

  private static AmiEvent nobodyTalks() {
    return new AmiEvent.Resynced(Instant.now(), List.of(), List.of(), List.of());
  }

  private Talks talks(AmiClient ami, List<String> desk) {
    PartnerLine partners =
        new PartnerLine(
            ami,
            database,
            GATE,
            List.of(new PartnerLine.Out("demo", List.of("+992"), "+992900000700")));
    return new Talks(
        ami,
        partners,
        deskThatNotes(desk),
        (id, at, event) -> {
          if (event instanceof CallEvent.TalkChanged changed) {
            told.add(changed.what() + " " + changed.whom());
          }
        },
        topic -> {},
        Clock.systemUTC());
  }

  /// A server that knows nothing but what the PBX tells.
  AmiClient restartedServer() {
    AmiClient again = new AmiClient(pbx.ami(), Clock.systemUTC());
    talksAgain = talks(again, toldAgain);
    again.listen(talksAgain::accept);
    again.start();
    return again;
  }

  /// Operators whose talk with the caller the screens show.
  List<String> onBoard() {
    return board.snapshot().talkingInOrder().stream()
        .filter(one -> one.call().equals(call))
        .map(TalkingCaller::operator)
        .toList();
  }

  void awaitOnBoard(String... operators) {
    await().atMost(SOON).untilAsserted(() -> assertThat(onBoard()).containsExactly(operators));
  }

  private static Talks.Desk deskThatNotes(List<String> toldDesk) {
    return new Talks.Desk() {
      @Override
      public void goesOn(String operator) {
        toldDesk.add(operator + " goes on");
      }

      @Override
      public void staysWithQueue(String operator) {
        toldDesk.add(operator + " stays");
      }

      @Override
      public void over(String operator) {
        toldDesk.add(operator + " over");
      }
    };
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
    if (talksAgain != null) {
      talksAgain.close();
    }
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
  static void hearsWhatIsSaid(TelephoneCall listener, TelephoneCall speaker) {
    speaker.say(Duration.ofMillis(600));
    listener.hearAnything(SOON);
  }

  /// No queue rings this operator.
  static void rests(int number) {
    ami.actions().pauseMember(Optional.empty(), "PJSIP/op" + number, true, "");
  }

  Place place() {
    return talks.picture(call).caller().map(TalkPicture.Leg::place).orElse(Place.ELSEWHERE);
  }

  void awaitPlace(Place wanted) {
    await().atMost(SOON).until(() -> place() == wanted);
  }
}
