package org.hamroh.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.queue.PbxSays.GENERAL;
import static org.hamroh.queue.PbxSays.NOON;
import static org.hamroh.queue.PbxSays.caller;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.hamroh.ami.AmiEvent;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MissedRingsTest {

  private static final MissedRule TWICE = new MissedRule(2, Duration.ofMinutes(10));
  private static final String OP1 = "PJSIP/op1";

  @TempDir private Path folder;
  private Database database;
  private MissedRings missed;
  private Instant now = NOON;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
    missed = anew();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private MissedRings anew() {
    MissedRings fresh = new MissedRings(new MemberStore(database), TWICE);
    fresh.load();
    return fresh;
  }

  /// @return whether a rest is due
  private boolean rings(int call, int seconds) {
    missed.rings(new AmiEvent.AgentCalled(now, GENERAL, caller(call), OP1, "PJSIP/op1-1"));
    now = now.plusSeconds(seconds);
    return missed.unanswered(new AmiEvent.AgentRingNoAnswer(now, GENERAL, caller(call), OP1));
  }

  private void answers(int call) {
    missed.rings(new AmiEvent.AgentCalled(now, GENERAL, caller(call), OP1, "PJSIP/op1-1"));
    missed.answered(new AmiEvent.AgentConnect(now, GENERAL, caller(call), OP1, "PJSIP/op1-1"));
  }

  @Test
  void secondMissInARowBringsARestAndAnAnswerForgives() {
    assertThat(rings(1, 20)).isFalse();
    answers(2);
    assertThat(rings(3, 20)).isFalse();

    assertThat(rings(4, 20)).isTrue();
  }

  @Test
  void shortRingIsNobodysMiss() {
    assertThat(rings(1, 9)).isFalse();
    assertThat(rings(2, 9)).isFalse();
    assertThat(rings(3, 9)).isFalse();

    assertThat(rings(4, 10)).isFalse();
    assertThat(rings(5, 10)).isTrue();
  }

  @Test
  void ringWhoseBeginningWasLostIsNotCounted() {
    AmiEvent.AgentRingNoAnswer end = new AmiEvent.AgentRingNoAnswer(now, GENERAL, caller(1), OP1);

    assertThat(missed.unanswered(end)).isFalse();
    assertThat(missed.unanswered(end)).isFalse();
  }

  @Test
  void restartForgivesNobody() {
    assertThat(rings(1, 20)).isFalse();

    missed = anew();

    assertThat(rings(2, 20)).isTrue();
  }

  @Test
  void whoseRestIsOverIsOneMissFromTheNextAndWhoSaysReadyIsNot() {
    missed.restIsOver("op1");
    assertThat(rings(1, 20)).isTrue();

    missed.forgive("op1");

    assertThat(rings(2, 20)).isFalse();
  }

  @Test
  void ruleOfZeroPausesNobody() {
    missed = new MissedRings(new MemberStore(database), new MissedRule(0, Duration.ofMinutes(1)));

    for (int call = 1; call < 9; call++) {
      assertThat(rings(call, 20)).isFalse();
    }
  }
}
