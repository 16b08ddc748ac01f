package org.hamroh.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.call.Callers;
import org.hamroh.caller.CallersOnLine;
import org.hamroh.ivr.CallLine.Heard;
import org.hamroh.ivr.CallLine.Sound;
import org.hamroh.phone.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class RehearsalTest {

  @TempDir private Path folder;

  private final List<Heard> heard = Collections.synchronizedList(new ArrayList<>());

  private HotlineCalls calls(ScriptRun script) throws Exception {
    Files.createDirectories(folder.resolve("sounds/tg"));
    Files.write(folder.resolve("sounds/tg/main-menu.alaw"), new byte[8_000]);
    return new HotlineCalls(
        (call, at, event) -> {},
        Clock.systemUTC(),
        new LineFiles(folder.resolve("sounds"), folder.resolve("messages")),
        new Callers(number -> Optional.of(new PhoneNumber(number)), new byte[16]),
        new CallersOnLine(Optional.empty(), Optional.empty()),
        script);
  }

  @Test
  void pretendedCallersPressKeysUntilTheCodeIsWarm() throws Exception {
    HotlineCalls calls =
        calls(
            (call, line, arrival) -> {
              for (int i = 0; i < 10; i++) {
                heard.add(line.play(List.of(new Sound("tg", "main-menu")), Set.of('1', '2')));
              }
              line.hangUp();
            });

    int keys = new Rehearsal(calls).run();

    assertThat(keys).isGreaterThan(100);
    assertThat(heard)
        .contains(new Heard.Key('1'), new Heard.Key('2'), new Heard.Nothing())
        .doesNotContain(new Heard.Key('0'));
  }

  @Test
  void scriptThatBreaksEndsTheRehearsalAndNothingElse() throws Exception {
    HotlineCalls calls =
        calls(
            (call, line, arrival) -> {
              throw new IllegalStateException("a script that breaks");
            });

    assertThat(new Rehearsal(calls).run()).isZero();
  }
}
