package org.hamroh.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.queue.PbxSays.NOON;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hamroh.call.CallId;
import org.hamroh.queue.Overflow.Why;
import org.hamroh.queue.QueueMember.State;

final class OverflowTest {

  private static final Overflow RULE = Overflow.STANDARD;

  private static QueueMember at(String operator, String device, State state) {
    return new QueueMember(
        operator, device + operator, state, "", Optional.empty(), NOON, Set.of("queue-general"));
  }

  private static QueueMember desk(String operator, State state) {
    return at(operator, "PJSIP/", state);
  }

  private static WaitingCaller waits(String hall, Set<String> ringing) {
    return new WaitingCaller(
        new CallId("call"), "leg", hall, 1, 7, NOON, "tg", ringing, hall, "PJSIP/demo-1");
  }

  private static QueuePicture picture(WaitingCaller caller, QueueMember... members) {
    Map<String, QueueMember> all = new HashMap<>();
    List.of(members).forEach(one -> all.put(one.device(), one));
    return new QueuePicture(true, NOON, Map.of(caller.call(), caller), Map.of(), all, Map.of());
  }

  private static List<Why> judge(QueuePicture picture, Set<String> onCall, long seconds) {
    Penalties.Distances man = (queue, operator) -> queue.woman() ? 200 : 0;
    return RULE.judge(picture, man, onCall, NOON.plusSeconds(seconds)).stream()
        .map(Overflow.Taken::why)
        .toList();
  }

  @Example
  void whereEverybodyRestsOrIsGoneNobodyWaitsForThem() {
    QueuePicture picture =
        picture(
            waits("queue-wages", Set.of()),
            desk("op1", State.PAUSED),
            desk("op2", State.UNREGISTERED));

    assertThat(judge(picture, Set.of(), 3)).isEmpty();
    assertThat(judge(picture, Set.of(), 4)).containsExactly(Why.NOBODY);
  }

  @Example
  void whoAsksForAWomanDoesNotWaitForAMan() {
    QueuePicture picture = picture(waits("queue-wages-woman", Set.of()), desk("op1", State.IDLE));

    assertThat(judge(picture, Set.of(), 4)).containsExactly(Why.NOBODY);
  }

  @Example
  void longWaitIsOfferedToThoseOnCallWhenThereAreAny() {
    QueuePicture picture = picture(waits("queue-wages", Set.of()), desk("op1", State.TALKING));

    assertThat(judge(picture, Set.of(), 100)).isEmpty();
    assertThat(judge(picture, Set.of("op3"), 44)).isEmpty();
    assertThat(judge(picture, Set.of("op3"), 45)).containsExactly(Why.BUSY);
  }

  @Example
  void mobileOnCallIsNobodyAtADesk() {
    QueuePicture picture =
        picture(waits("queue-wages", Set.of()), at("op3@on-call", "Local/", State.IDLE));

    assertThat(judge(picture, Set.of(), 4)).containsExactly(Why.NOBODY);
  }

  @Example
  void whoIsInDangerOrIsRungForStays() {
    assertThat(judge(picture(waits("queue-danger", Set.of())), Set.of("op3"), 300)).isEmpty();
    assertThat(judge(picture(waits("queue-wages", Set.of("op1"))), Set.of("op3"), 300)).isEmpty();
    assertThat(judge(picture(waits("queue-on-call", Set.of())), Set.of("op3"), 300)).isEmpty();
  }

  @Example
  void whatIsNotSeenIsNotJudged() {
    QueuePicture seen = picture(waits("queue-wages", Set.of()));
    QueuePicture lost =
        new QueuePicture(false, NOON, seen.waiting(), seen.talking(), seen.members(), Map.of());

    assertThat(judge(lost, Set.of("op3"), 300)).isEmpty();
  }

  /// Whatever the others do: who has somebody who could come soon is never told that nobody is
  /// there.
  @Property(tries = 200)
  void oneOperatorWhoWorksIsSomebody(
      @ForAll @IntRange(min = 0, max = 5) int gone,
      @ForAll @IntRange(min = 0, max = 3) int how,
      @ForAll @IntRange(min = 0, max = 600) int seconds) {
    List<QueueMember> members = new ArrayList<>();
    for (int i = 0; i < gone; i++) {
      members.add(desk("gone" + i, i % 2 == 0 ? State.UNREGISTERED : State.PAUSED));
    }
    State works = List.of(State.IDLE, State.RINGING, State.TALKING, State.WRAP_UP).get(how);
    members.add(desk("op1", works));
    Instant now = NOON.plusSeconds(seconds);

    List<Overflow.Taken> taken =
        RULE.judge(
            picture(waits("queue-jobs", Set.of()), members.toArray(QueueMember[]::new)),
            (queue, operator) -> 0,
            Set.of(),
            now);

    assertThat(taken).isEmpty();
  }
}
