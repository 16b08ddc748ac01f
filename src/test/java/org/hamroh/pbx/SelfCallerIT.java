package org.hamroh.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.hamroh.selftest.SelfCaller;
import org.hamroh.selftest.TestTickets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the self-test's ear says of a line that says something else.
final class SelfCallerIT {

  @TempDir private Path folder;

  private Optional<String> prove(TestPbx pbx) {
    Path greeting = pbx.folders().sounds().resolve("tg/welcome.alaw");
    return new SelfCaller(
            PbxCalls.sip(pbx),
            new TestTickets(Clock.systemUTC()),
            number -> Map.of("tg/welcome", greeting))
        .prove("700");
  }

  @Test
  void wrongGreetingIsNoProof() throws IOException {
    try (TinyAgi server =
            new TinyAgi(
                session -> {
                  session.play("goodbye");
                  session.handOver("end");
                });
        TestPbx pbx = TestPbx.in(folder).agiPort(server.port()).start()) {

      assertThat(prove(pbx)).hasValueSatisfying(why -> assertThat(why).contains("tg/welcome"));
    }
  }

  @Test
  void lineWithoutAServerIsNotProvenByItsSafetyNet() {
    try (TestPbx pbx = TestPbx.in(folder).start()) {

      assertThat(prove(pbx)).hasValueSatisfying(why -> assertThat(why).contains("tg/welcome"));
    }
  }

  @Test
  void rightGreetingWithoutAWayToPeopleIsNoProof() throws IOException {
    try (TinyAgi server =
            new TinyAgi(
                session -> {
                  session.play("welcome");
                  session.handOver("end");
                });
        TestPbx pbx = TestPbx.in(folder).agiPort(server.port()).start()) {

      assertThat(prove(pbx)).hasValueSatisfying(why -> assertThat(why).contains("no queue"));
    }
  }
}
