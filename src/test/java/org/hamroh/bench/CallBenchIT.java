package org.hamroh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hamroh.sip.Codec;
import org.hamroh.sip.PromptEar;
import org.hamroh.sip.Prompts;
import org.hamroh.sip.SmallPbx;
import org.hamroh.sip.Telephone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The benchmark of calls against a real Asterisk.
@Timeout(60)
final class CallBenchIT {

  private static final CallScript SCRIPT =
      CallScript.parse("hear:menu wait:0.2 1 hear:right wait:0.2 hangup");

  @TempDir private static Path folder;
  private static SmallPbx pbx;
  private static PromptEar ear;

  @BeforeAll
  static void startThePbx() throws IOException {
    Path sounds = folder.resolve("sounds");
    for (String name : List.of("menu", "welcome", "right", "wrong", "bye", "odd")) {
      Prompts.write(sounds, "tg/" + name, Codec.ALAW, 8000);
    }
    pbx = SmallPbx.start(Files.createDirectories(folder.resolve("pbx")), sounds);
    ear = PromptEar.of(sounds, Codec.ALAW);
  }

  @AfterAll
  static void stopThePbx() throws InterruptedException {
    if (pbx != null) {
      pbx.close();
    }
  }

  private static void run(int calls, CallLane... lanes) throws InterruptedException {
    CallBench.Plan plan =
        new CallBench.Plan(calls, 20, 50, 1, Duration.ofSeconds(5), "+99290000{n}");
    try (Telephone telephone = Telephone.open(pbx.address(), ear)) {
      new CallBench(telephone, plan).run(List.of(lanes));
    }
  }

  private static String printed(CallLane lane) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    lane.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void twoExtensionsAreCalledInTurnAndTheirMediansCompared() throws InterruptedException {
    CallLane first = new CallLane("700", SCRIPT);
    CallLane second = new CallLane("710", SCRIPT);

    run(10, first, second);

    assertThat(first.failedCalls()).isZero();
    assertThat(second.passedCalls()).isEqualTo(10);
    assertThat(printed(first)).contains("4 hear:right").contains("calls: 10 passed, 0 failed");
    assertThat(first.afterKeys().median())
        .hasValueSatisfying(
            time -> assertThat(time).isBetween(Duration.ofMillis(-5), Duration.ofMillis(200)));
    ByteArrayOutputStream ratio = new ByteArrayOutputStream();
    first.printRatio(second, new PrintStream(ratio, true, StandardCharsets.UTF_8));
    assertThat(ratio.toString(StandardCharsets.UTF_8)).contains("key to prompt: median");
  }

  @Test
  void callThatHearsTheWrongPromptHasFailedAndSaysWhere() throws InterruptedException {
    CallLane lane = new CallLane("700", CallScript.parse("hear:menu 7 hear:right"));

    run(2, lane);

    assertThat(lane.failedCalls()).isEqualTo(2);
    assertThat(printed(lane))
        .contains("FAILED call 0 at 3 hear:right: did not hear right")
        .contains("tg/wrong");
  }

  @Test
  void callThatIsRefusedHasFailedAtTheAnswer() throws InterruptedException {
    CallLane lane = new CallLane("704", SCRIPT);

    run(2, lane);

    assertThat(printed(lane)).contains("at 0 answer: the call was refused: 486");
  }
}
