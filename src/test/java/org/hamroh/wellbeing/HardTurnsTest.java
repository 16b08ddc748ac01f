package org.hamroh.wellbeing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.hamroh.queue.Penalties;
import org.junit.jupiter.api.Test;

final class HardTurnsTest {

  private static final Set<String> ALL = Set.of("op1", "op2", "op3");
  private final HardTurns turns = new HardTurns(Set.of("queue-danger", "queue-high"));

  @Test
  void asLongAsAllAreAlikeAllRingAtOnce() {
    turns.settle(ALL, Set.of(), Set.of());
    assertThat(ALL).allMatch(operator -> turns.inDanger(operator) == Penalties.NOT_FIRST);

    turns.settle(ALL, ALL, ALL);

    assertThat(ALL).allMatch(operator -> turns.inDanger(operator) == Penalties.NOT_FIRST);
  }

  @Test
  void whoHadAHardCallLatelyComesAfterTheOthers() {
    assertThat(turns.settle(ALL, Set.of(), Set.of("op2"))).isTrue();

    assertThat(turns.inDanger("op1")).isLessThan(turns.inDanger("op2"));
    assertThat(turns.behind("queue-high", "op2")).isBetween(1, 9);
    assertThat(turns.isSpared("queue-high", "op2")).isTrue();
    assertThat(turns.isSpared("queue-high", "op1")).isFalse();
    assertThat(turns.behind("queue-wages", "op2")).as("other calls are for everybody").isZero();
    assertThat(turns.settle(ALL, Set.of(), Set.of("op2"))).as("nothing new").isFalse();
  }

  @Test
  void whoMayTakeThemComesFirstEvenWhenTired() {
    turns.settle(ALL, Set.of("op1"), Set.of("op1", "op3"));

    assertThat(turns.inDanger("op1")).isLessThan(turns.inDanger("op2"));
    assertThat(turns.inDanger("op2")).isLessThan(turns.inDanger("op3"));
    assertThat(turns.inDanger("op3")).isLessThan(Penalties.NOT_FIRST);
  }

  @Test
  void permissionOfSomebodyWithoutATelephoneHereSparesNobody() {
    turns.settle(ALL, Set.of("op9"), Set.of());

    assertThat(ALL).allMatch(operator -> turns.inDanger(operator) == Penalties.NOT_FIRST);
  }
}
