package org.hamroh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.hamroh.bench.CallScript.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CallScriptTest {

  @Test
  void everyWordBecomesAStep() {
    CallScript script =
        CallScript.parse(
            " hear:tg/main-menu,ru/main-menu hear:*  1 12*# wait:0.5 silence:2 say:3 end:10 hangup ");

    assertThat(script.steps())
        .containsExactly(
            new Step.Hear(Set.of("tg/main-menu", "ru/main-menu")),
            new Step.Hear(Set.of()),
            new Step.Press("1"),
            new Step.Press("12*#"),
            new Step.Wait(Duration.ofMillis(500)),
            new Step.Silence(Duration.ofSeconds(2)),
            new Step.Say(Duration.ofSeconds(3)),
            new Step.End(Duration.ofSeconds(10)),
            new Step.HangUp());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "here:menu",
        "hear:",
        "hear:a,,b",
        "wait:",
        "wait:601",
        "wait:-1",
        "1a",
        "HANGUP"
      })
  void wordThatIsNoneIsNamed(String word) {
    assertThatThrownBy(() -> CallScript.parse("1 " + (word.isEmpty() ? "?" : word)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + (word.isEmpty() ? "?" : word) + "'");
  }

  @Test
  void scriptWithoutEndIsRefused() {
    assertThatThrownBy(() -> CallScript.parse("1 ".repeat(201))).hasMessageContaining("200 words");
  }
}
