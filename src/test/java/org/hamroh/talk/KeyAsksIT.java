package org.hamroh.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.web.Refusal;
import org.junit.jupiter.api.Test;

/// A caller answers a question with a key while both talk on.
final class KeyAsksIT extends TalkTable {

  @Test
  void keyOfTheCallerIsTheAnswerAndBeforeAndAfterItNoKeyIsTold() {
    List<String> answers = new CopyOnWriteArrayList<>();
    try (KeyAsks asks = new KeyAsks(ami, talks)) {
      ami.listen(asks::accept);
      assertThatThrownBy(() -> asks.ask(call, "op2", yes -> answers.add("op2's")))
          .isInstanceOf(Refusal.class);
      caller.press("1");
      hearsWhatIsSaid(caller, desk);

      asks.ask(call, "op1", yes -> answers.add("first " + yes));
      assertThatThrownBy(() -> asks.ask(call, "op1", yes -> answers.add("second")))
          .isInstanceOf(Refusal.class);
      assertThat(asks.isAsked(call)).isTrue();
      caller.press("7");
      caller.press("2");

      await().atMost(SOON).untilAsserted(() -> assertThat(answers).containsExactly("first false"));
      await().atMost(SOON).until(() -> keys().isEmpty());
      asks.ask(call, "op1", yes -> answers.add("then " + yes));
      caller.press("1");
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(answers).containsExactly("first false", "then true"));
      assertThat(asks.isAsked(call)).isFalse();
      hearsWhatIsSaid(caller, desk);
      desk.hangUp();
    }
  }

  private String keys() {
    String channel = talks.picture(call).caller().orElseThrow().channel();
    return ami.actions().variable(channel, "HAMROH_KEYS") instanceof AmiAnswer.Done<String> done
        ? done.value()
        : "unknown";
  }
}
