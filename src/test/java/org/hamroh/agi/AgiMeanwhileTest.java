package org.hamroh.agi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a caller need not wait for is done while Asterisk already plays.
@Timeout(20)
final class AgiMeanwhileTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

  private interface Leg {
    void with(FakeAsterisk asterisk) throws Exception;
  }

  private void talking(Consumer<AgiCall> talk, Leg leg) throws Exception {
    List<String> request;
    try (InputStream museum = AgiMeanwhileTest.class.getResourceAsStream("/agi/request.txt")) {
      request = new String(museum.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    try (AgiServer server =
        new AgiServer(
            new AgiConfig("127.0.0.1", 0), talk::accept, new AgiLimits(2, SECOND, SECOND))) {
      server.start();
      try (FakeAsterisk asterisk = FakeAsterisk.bring(server.port(), request)) {
        leg.with(asterisk);
      }
    }
  }

  private String next() throws InterruptedException {
    return done.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void whatIsPutOffIsDoneWhenTheCommandIsOnItsWayAndTheReplyIsNot() throws Exception {
    talking(
        call -> {
          call.meanwhile(() -> done.add("first"));
          call.meanwhile(() -> done.add("second"));
          done.add("nothing yet");
          call.variable("CHANNEL(linkedid)");
        },
        asterisk -> {
          assertThat(asterisk.command()).startsWith("GET VARIABLE");

          assertThat(List.of(next(), next(), next()))
              .containsExactly("nothing yet", "first", "second");
        });
  }

  @Test
  void whatIsPutOffLastIsDoneAtTheEnd() throws Exception {
    talking(
        call -> call.meanwhile(() -> done.add("last")),
        asterisk -> {
          assertThat(next()).isEqualTo("last");
        });
  }

  @Test
  void whatIsPutOffIsDoneWhenTheConversationBreaks() throws Exception {
    talking(
        call -> {
          call.meanwhile(() -> done.add("last"));
          throw new IllegalStateException("a bug");
        },
        asterisk -> assertThat(next()).isEqualTo("last"));
  }
}
