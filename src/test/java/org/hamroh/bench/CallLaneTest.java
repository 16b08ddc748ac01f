package org.hamroh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CallLaneTest {

  private static final CallScript SCRIPT =
      CallScript.parse("hear:welcome hear:menu wait:1 1 wait:1 hear:rights hear:menu 2 hear:pay");

  private static CallLane lane(String exten, int millisAfterKeys) {
    CallLane lane = new CallLane(exten, SCRIPT);
    lane.answered(Duration.ofMillis(3));
    lane.heard(1, Duration.ofMillis(4));
    lane.heard(2, Duration.ofMillis(900));
    lane.heard(6, Duration.ofMillis(millisAfterKeys));
    lane.heard(7, Duration.ofMillis(4000));
    lane.heard(9, Duration.ofMillis(millisAfterKeys));
    lane.passed();
    return lane;
  }

  @Test
  void onlyTheFirstPromptAfterAKeyOrTheAnswerIsCounted() {
    CallLane lane = lane("700", 2);

    assertThat(lane.afterKeys().percentile(1)).contains(Duration.ofMillis(2));
    assertThat(lane.afterAnswer().percentile(1)).contains(Duration.ofMillis(4));
  }

  @Test
  void ratioIsThatOfTheMedians() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    lane("700", 3).printRatio(lane("710", 2), new PrintStream(out, true, StandardCharsets.UTF_8));

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("answer to prompt: median 4.00 ms on 700, 4.00 ms on 710, ratio 1.00")
        .contains("key to prompt: median 3.00 ms on 700, 2.00 ms on 710, ratio 1.50");
  }

  @Test
  void withoutAnyMeasuredCallThereIsNothingToCompare() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new CallLane("700", SCRIPT)
        .printRatio(lane("710", 2), new PrintStream(out, true, StandardCharsets.UTF_8));

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("key to prompt: nothing to compare");
  }
}
