package org.hamroh.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hamroh.call.CallEvent;
import org.hamroh.callback.Callback;
import org.hamroh.callback.CallbackState;
import org.hamroh.callback.CallbackStore;
import org.hamroh.day.DayBoard.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The day's lists: one person for each thing, and each lost caller once.
final class DayBoardTest {

  private static final String ZARINA = "zarina";
  private static final String FARHOD = "farhod";

  @TempDir private Path folder;
  private DayHouse house;

  @BeforeEach
  void open() {
    house = new DayHouse(folder);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private void claimedOnceByTwo(DayList list, List<String> ids) throws Exception {
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String id : ids) {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Outcome>> both = new ArrayList<>();
        for (String who : List.of(ZARINA, FARHOD)) {
          both.add(
              people.submit(
                  () -> {
                    go.await();
                    return house.board.claim(list, id, who);
                  }));
        }
        go.countDown();

        assertThat(List.of(both.getFirst().get(), both.getLast().get()))
            .containsExactlyInAnyOrder(Outcome.DONE, Outcome.TOO_LATE);
      }
    }
  }

  @Test
  void ofTwoWhoReachForTheSameThingOneGetsIt() throws Exception {
    List<String> messages = new ArrayList<>();
    List<String> callbacks = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      house.speaks(i, "m-" + i);
      messages.add("m-" + i);
      callbacks.add(Long.toString(house.owed(i + 5).id()));
    }
    for (int i = 0; i < 5; i++) {
      house.givesUp(i + 10);
      lost.add(DayHouse.id(i + 10));
    }

    claimedOnceByTwo(DayList.MESSAGES, messages);
    claimedOnceByTwo(DayList.CALLBACKS, callbacks);
    claimedOnceByTwo(DayList.LOST, lost);
  }

  @Test
  void whatSomebodyTookAndLeftIsFreeAgainAfterAQuarterOfAnHour() {
    house.speaks(1, "m-1");
    house.givesUp(2);
    String call = Long.toString(house.owed(3).id());
    assertThat(house.board.claim(DayList.MESSAGES, "m-1", ZARINA)).isEqualTo(Outcome.DONE);
    assertThat(house.board.claim(DayList.LOST, DayHouse.id(2), ZARINA)).isEqualTo(Outcome.DONE);
    assertThat(house.board.claim(DayList.CALLBACKS, call, ZARINA)).isEqualTo(Outcome.DONE);

    house.clock.pass(DayBoard.CLAIM_LASTS.minusSeconds(1));
    assertThat(house.board.claim(DayList.MESSAGES, "m-1", FARHOD)).isEqualTo(Outcome.TOO_LATE);
    assertThat(house.items(DayList.LOST, FARHOD).getFirst().claim()).isPresent();
    house.clock.pass(Duration.ofSeconds(1));

    assertThat(house.items(DayList.LOST, FARHOD).getFirst().claim()).isEmpty();
    assertThat(house.items(DayList.MESSAGES, FARHOD).getFirst().claim()).isEmpty();
    assertThat(house.board.claim(DayList.MESSAGES, "m-1", FARHOD)).isEqualTo(Outcome.DONE);
    assertThat(house.board.claim(DayList.LOST, DayHouse.id(2), FARHOD)).isEqualTo(Outcome.DONE);
    assertThat(house.board.claim(DayList.CALLBACKS, call, FARHOD)).isEqualTo(Outcome.DONE);
  }

  @Test
  void whatIsGivenBackIsEverybodysAndOnlyMineCanBeGivenBack() {
    house.speaks(1, "m-1");
    house.board.claim(DayList.MESSAGES, "m-1", ZARINA);

    assertThat(house.board.release(DayList.MESSAGES, "m-1", FARHOD)).isEqualTo(Outcome.TOO_LATE);
    assertThat(house.board.release(DayList.MESSAGES, "m-1", ZARINA)).isEqualTo(Outcome.DONE);
    assertThat(house.board.claim(DayList.MESSAGES, "m-1", FARHOD)).isEqualTo(Outcome.DONE);
    assertThat(house.board.claim(DayList.MESSAGES, "m-9", FARHOD)).isEqualTo(Outcome.UNKNOWN);
    assertThat(house.told).contains("day");
  }

  @Test
  void callThatAPersonHasInHandIsNotDialledBesides() {
    Callback owed = house.owed(1);
    String id = Long.toString(owed.id());
    assertThat(house.dueForTheDialer()).hasSize(1);

    house.board.claim(DayList.CALLBACKS, id, ZARINA);
    assertThat(house.dueForTheDialer()).isEmpty();
    assertThat(house.ids(DayList.CALLBACKS)).containsExactly(id);
    house.board.release(DayList.CALLBACKS, id, ZARINA);
    assertThat(house.dueForTheDialer()).hasSize(1);
    house.board.claim(DayList.CALLBACKS, id, ZARINA);
    house.clock.pass(DayBoard.CLAIM_LASTS);
    assertThat(house.dueForTheDialer()).hasSize(1);

    assertThat(house.board.reached(id, FARHOD)).isEqualTo(Outcome.TOO_LATE);
    house.board.claim(DayList.CALLBACKS, id, FARHOD);
    assertThat(house.board.reached(id, FARHOD)).isEqualTo(Outcome.DONE);

    assertThat(house.ids(DayList.CALLBACKS)).isEmpty();
    assertThat(house.dueForTheDialer()).isEmpty();
  }

  @Test
  void callThatRingsAlreadyIsNobodysToTake() {
    Callback owed = house.owed(1);
    house.database.write(handle -> CallbackStore.mark(handle, owed.id(), house.clock.instant()));

    assertThat(house.board.claim(DayList.CALLBACKS, Long.toString(owed.id()), ZARINA))
        .isEqualTo(Outcome.TOO_LATE);
  }

  @Test
  void whoGaveUpStandsOnceAndIsGoneWhenReached() {
    house.givesUp(1);
    house.givesUp(2);
    house.givesUp(1);
    assertThat(house.ids(DayList.LOST)).containsExactly(DayHouse.id(2), DayHouse.id(1));

    house.talks(1);
    assertThat(house.ids(DayList.LOST)).containsExactly(DayHouse.id(2));
    Callback owed = house.owed(2);
    assertThat(house.ids(DayList.LOST)).isEmpty();
    house.database.write(
        handle ->
            CallbackStore.settle(
                handle, owed.id(), CallbackState.FAILED, "no-answer", house.clock.instant()));
    assertThat(house.ids(DayList.LOST)).containsExactly(DayHouse.id(2));
    Callback again = house.owed(2);
    house.database.write(
        handle ->
            CallbackStore.settle(
                handle, again.id(), CallbackState.DONE, "confirmed", house.clock.instant()));

    assertThat(house.ids(DayList.LOST)).isEmpty();
  }

  @Test
  void whoGaveUpInAMenuIsLostAndWhoHeardTheAnswerOrIsOnTheLineIsNot() {
    house.rings(1, new CallEvent.StepEntered("hotline", "main"), new CallEvent.CallEnded());
    house.rings(
        2,
        new CallEvent.StepEntered("hotline", "main"),
        new CallEvent.ScriptEnded("end"),
        new CallEvent.CallEnded());
    house.givesUp(3);
    house.rings(3, new CallEvent.StepEntered("hotline", "main"));

    assertThat(house.ids(DayList.LOST)).containsExactly(DayHouse.id(1));
    assertThat(house.items(DayList.LOST, ZARINA).getFirst().what()).isEqualTo("menu");
  }

  @Test
  void whoPressedTheCoverKeyLeavesNothingToRedial() {
    house.givesUp(1);
    house.rings(
        1,
        new CallEvent.HandedToQueue("queue-general", 0, ""),
        new CallEvent.CoverKeyPressed("main"),
        new CallEvent.CallEnded());

    assertThat(house.ids(DayList.LOST)).isEmpty();
    assertThat(house.board.recall(DayHouse.id(1), ZARINA)).isEqualTo(Outcome.TOO_LATE);
  }

  @Test
  void whoIsLostForThreeDaysIsLeftInPeace() {
    house.givesUp(1);
    house.clock.pass(LostCallers.RECALLED_FOR);

    assertThat(house.ids(DayList.LOST)).isEmpty();
  }

  @Test
  void whoseNumberIsNotKeptIsShownAndCannotBeRungFromHere() {
    house.givesUp(1);
    house.kept.clear();

    assertThat(house.items(DayList.LOST, ZARINA).getFirst().callable()).isFalse();
    assertThat(house.board.recall(DayHouse.id(1), ZARINA)).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void lostCallerIsRungOnceHoweverManyAsk() {
    house.givesUp(1);

    assertThat(house.board.recall(DayHouse.id(1), ZARINA)).isEqualTo(Outcome.DONE);
    assertThat(house.board.recall(DayHouse.id(1), FARHOD)).isEqualTo(Outcome.TOO_LATE);

    assertThat(house.ids(DayList.LOST)).isEmpty();
    assertThat(house.dueForTheDialer())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.number()).contains(DayHouse.number(1));
              assertThat(one.queue()).isEqualTo("queue-wages");
              assertThat(one.language()).isEqualTo("tg");
              assertThat(one.safe()).isTrue();
            });
  }

  @Test
  void lostCallerWhomSomebodyHasInHandIsNotRecalledByAnother() {
    house.givesUp(1);
    house.board.claim(DayList.LOST, DayHouse.id(1), ZARINA);

    assertThat(house.board.recall(DayHouse.id(1), FARHOD)).isEqualTo(Outcome.TOO_LATE);
    assertThat(house.board.recall(DayHouse.id(1), ZARINA)).isEqualTo(Outcome.DONE);
  }

  @Test
  void followUpsAreMineAloneAndWaitingCallersAreThePbxs() {
    house.followUps.add(
        new FollowUps.FollowUp(
            "7",
            "ask for the contract",
            house.clock.instant(),
            house.clock.instant(),
            Optional.empty(),
            "/records/7"));
    house.waits(1);

    assertThat(house.items(DayList.FOLLOW_UPS, ZARINA)).hasSize(1);
    assertThat(house.items(DayList.FOLLOW_UPS, FARHOD)).isEmpty();
    String call = house.items(DayList.WAITING, FARHOD).getFirst().id();
    assertThat(house.board.claim(DayList.WAITING, call, FARHOD)).isEqualTo(Outcome.UNKNOWN);
  }
}
