package org.hamroh.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.queue.PbxSays.GENERAL;
import static org.hamroh.queue.PbxSays.NOON;
import static org.hamroh.queue.PbxSays.member;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiEvent;
import org.hamroh.ami.AmiEvent.Device;
import org.hamroh.queue.OperatorDesk.Outcome;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OperatorDeskTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir private Path folder;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> rowsWhenAsked = new CopyOnWriteArrayList<>();
  private volatile AmiAnswer<String> answer = new AmiAnswer.Done<>("");
  private volatile Instant now = NOON;
  private volatile boolean storeIsUp = true;
  private final QueueBoard board = new QueueBoard(topic -> {}, () -> {}, NOON);
  private Database database;
  private OperatorDesk desk;

  @BeforeEach
  void open() {
    new PbxSays(board).everythingIsQuiet();
    database = Database.open(folder.resolve("hamroh.db"));
    desk = newDesk();
  }

  @AfterEach
  void close() {
    desk.close();
    database.close();
  }

  private OperatorDesk newDesk() {
    MemberStore store = new MemberStore(database);
    OperatorDesk fresh =
        new OperatorDesk(
            store,
            (device, paused, reason) -> {
              asked.add(device + (paused ? " rests: " + reason : " is ready"));
              if (storeIsUp) {
                store.all().forEach(row -> rowsWhenAsked.add(row.kind() + " done=" + row.done()));
              }
              return answer;
            },
            board,
            topic -> {},
            new Clock() {
              @Override
              public ZoneId getZone() {
                return ZoneOffset.UTC;
              }

              @Override
              public Clock withZone(ZoneId zone) {
                return this;
              }

              @Override
              public Instant instant() {
                return now;
              }
            });
    fresh.start();
    return fresh;
  }

  private void talkEnds(String operator) {
    desk.accept(
        new AmiEvent.AgentComplete(now, GENERAL, PbxSays.caller(1), "PJSIP/" + operator, "caller"));
  }

  private void pbxStands(String pausedFor) {
    List<AmiEvent.Member> members = new ArrayList<>();
    members.add(member("op1", GENERAL, Device.IDLE, pausedFor));
    members.add(member("op1", PbxSays.DANGER, Device.IDLE, pausedFor));
    desk.accept(new AmiEvent.Resynced(now, List.of(), members, List.of()));
  }

  private void settle() {
    // the desk does everything in turn: when this is done, all before it is
    assertThat(desk.endWrapUp("op2")).isEqualTo(new Outcome.Done());
    asked.remove("PJSIP/op2 is ready");
  }

  @Test
  void intentionIsWrittenBeforeThePbxIsAskedAndTheResultAfter() {
    assertThat(desk.pause("op1", "обед")).isEqualTo(new Outcome.Done());

    assertThat(asked).containsExactly("PJSIP/op1 rests: обед");
    assertThat(rowsWhenAsked).containsExactly("PAUSED done=false");
    assertThat(new MemberStore(database).all()).singleElement().matches(WantedState::done);
  }

  @Test
  void talkThatEndsIsFollowedByAWrapUpUntilTheOperatorEndsIt() {
    talkEnds("op1");

    await().atMost(SOON).until(() -> asked.contains("PJSIP/op1 rests: wrap-up"));
    assertThat(desk.state("op1").orElseThrow().until()).isEqualTo(NOON.plusSeconds(120));

    assertThat(desk.endWrapUp("op1")).isEqualTo(new Outcome.Done());

    assertThat(asked).containsExactly("PJSIP/op1 rests: wrap-up", "PJSIP/op1 is ready");
  }

  @Test
  void talkThatGoesOnBeyondItsQueueIsFollowedByAWrapUpAtItsOwnEnd() {
    desk.talkGoesOn("op1");
    talkEnds("op1");
    settle();
    assertThat(asked).isEmpty();

    desk.talkOver("op1");

    await().atMost(SOON).until(() -> asked.contains("PJSIP/op1 rests: wrap-up"));
    assertThat(desk.endWrapUp("op1")).isEqualTo(new Outcome.Done());
    talkEnds("op1");
    await().atMost(SOON).until(() -> asked.size() == 3);
    assertThat(asked.get(2))
        .as("the next talk ends as usual")
        .isEqualTo("PJSIP/op1 rests: wrap-up");
  }

  @Test
  void talkWhoseEndNobodyHeardIsOverWhenTheTelephoneIsIdle() {
    desk.talkGoesOn("op1");
    talkEnds("op1");

    pbxStands("");

    await().atMost(SOON).until(() -> asked.contains("PJSIP/op1 rests: wrap-up"));
  }

  @Test
  void talkThatStayedWithItsQueueEndsAsUsual() {
    desk.talkGoesOn("op1");
    desk.talkStaysWithQueue("op1");

    talkEnds("op1");

    await().atMost(SOON).until(() -> asked.contains("PJSIP/op1 rests: wrap-up"));
  }

  @Test
  void forgottenWrapUpEndsAtItsLimit() {
    talkEnds("op1");
    await().atMost(SOON).until(() -> asked.size() == 1);

    now = NOON.plusSeconds(119);
    settle();
    assertThat(asked).hasSize(1);
    now = NOON.plusSeconds(120);

    await().atMost(SOON).until(() -> asked.contains("PJSIP/op1 is ready"));
  }

  @Test
  void clockThatIsSetBackDoesNotLengthenAWrapUp() {
    talkEnds("op1");
    await().atMost(SOON).until(() -> asked.size() == 1);

    now = NOON.minusSeconds(7200);

    await().atMost(SOON).until(() -> asked.contains("PJSIP/op1 is ready"));
  }

  @Test
  void operatorWhoAskedForARestDuringTheTalkRests() {
    desk.pause("op1", "lunch");

    talkEnds("op1");
    settle();

    assertThat(asked).containsExactly("PJSIP/op1 rests: lunch");
    assertThat(desk.state("op1").orElseThrow().kind()).isEqualTo(WantedState.Kind.PAUSED);
  }

  @Test
  void endingAWrapUpDoesNotEndARest() {
    desk.pause("op1", "lunch");

    desk.endWrapUp("op1");

    assertThat(asked).containsExactly("PJSIP/op1 rests: lunch");
  }

  @Test
  void pauseThatARestartedPbxForgotIsAskedForAgain() {
    desk.pause("op1", "lunch");

    pbxStands("");
    settle();
    pbxStands("lunch");
    settle();

    assertThat(asked).containsExactly("PJSIP/op1 rests: lunch", "PJSIP/op1 rests: lunch");
  }

  @Test
  void wishesOutliveTheServer() {
    desk.pause("op1", "lunch");
    desk.close();

    desk = newDesk();
    pbxStands("");
    settle();

    assertThat(desk.state("op1").orElseThrow().reason()).isEqualTo("lunch");
    assertThat(asked).containsExactly("PJSIP/op1 rests: lunch", "PJSIP/op1 rests: lunch");
  }

  @Test
  void wrapUpThatRanOutWhileTheServerWasDownEndsWhenItIsBack() {
    talkEnds("op1");
    await().atMost(SOON).until(() -> asked.size() == 1);
    desk.close();
    now = NOON.plusSeconds(3600);

    desk = newDesk();

    await().atMost(SOON).until(() -> asked.contains("PJSIP/op1 is ready"));
  }

  @Test
  void wishWhileThePbxIsAwayIsNotedAndDoneWhenItIsBack() {
    answer = new AmiAnswer.NotSent<>("the PBX is not connected");
    assertThat(desk.ready("op1")).isInstanceOf(Outcome.Later.class);
    assertThat(desk.state("op1").orElseThrow().trouble()).isEqualTo("the PBX is not connected");

    answer = new AmiAnswer.Done<>("");
    pbxStands("lunch");
    settle();

    assertThat(asked).containsExactly("PJSIP/op1 is ready", "PJSIP/op1 is ready");
    assertThat(desk.state("op1").orElseThrow().done()).isTrue();
  }

  @Test
  void wishThatThePbxFulfilledByItselfIsInTroubleNoLonger() {
    answer = new AmiAnswer.NotSent<>("the PBX is not connected");
    desk.ready("op1");
    assertThat(desk.state("op1").orElseThrow().trouble()).isNotEmpty();

    pbxStands("");

    await().atMost(SOON).until(() -> desk.state("op1").orElseThrow().trouble().isEmpty());
    assertThat(desk.state("op1").orElseThrow().done()).isTrue();
  }

  @Test
  void pauseThatThePbxMadeItselfIsLeftAlone() {
    desk.ready("op1");

    pbxStands("Auto-Pause");
    settle();

    assertThat(asked).containsExactly("PJSIP/op1 is ready");
  }

  @Test
  void strangerIsRefusedAndNothingIsAsked() {
    assertThat(desk.ready("op7")).isEqualTo(new Outcome.Refused("op7 is no member of any queue."));
    assertThat(desk.ready("op1\r\nAction: Hangup")).isInstanceOf(Outcome.Refused.class);

    assertThat(asked).isEmpty();
  }

  @Test
  void reasonThatIsNoneIsRefused() {
    assertThat(desk.pause("op1", "")).isInstanceOf(Outcome.Refused.class);
    assertThat(desk.pause("op1", "a\r\nb")).isInstanceOf(Outcome.Refused.class);
    assertThat(desk.pause("op1", "x".repeat(61))).isInstanceOf(Outcome.Refused.class);
    assertThat(desk.pause("op1", "wrap-up")).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void storeThatIsDownDoesNotKeepCallsFromAnOperator() {
    storeIsUp = false;
    database.close();

    assertThat(desk.ready("op1")).isEqualTo(new Outcome.Done());

    assertThat(asked).containsExactly("PJSIP/op1 is ready");
  }
}
