package org.hamroh.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.ivr.CallLine;
import org.hamroh.ivr.HangupException;
import org.hamroh.voice.Sentences;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The conversation of 703, without a PBX; sox is real.
final class RecordingCallIT {

  private static final String PIN = "402917";

  @TempDir private Path folder;
  private RecordingHouse house;
  private RecordingCall call;

  /// What the line was told to do, and what the speaker presses.
  private final List<String> told = new ArrayList<>();

  private final Deque<Character> keys = new ArrayDeque<>();
  private Speech speech = Speech.of(4);

  @BeforeEach
  void open() throws IOException {
    house = new RecordingHouse(folder);
    house.pins.set("gulnora", Optional.of(PIN), "rustam");
    Path messages = Files.createDirectories(folder.resolve("messages"));
    call = new RecordingCall(house.pins, house.list, house.takes, Sentences.none(), messages, "tg");
  }

  @AfterEach
  void close() {
    house.close();
  }

  /// @param pressed spaces are for reading only; `_` is silence where a key is awaited
  private void ring(String pressed, Optional<String> extension) {
    for (char key : pressed.replace(" ", "").toCharArray()) {
      keys.add(key);
    }
    try {
      call.run(new Line(), "hamroh-1.1", extension);
    } catch (HangupException gone) {
      told.add("gone");
    }
  }

  private void ring(String pressed) {
    ring(pressed, Optional.empty());
  }

  private final class Line implements CallLine {
    @Override
    public void answer() {
      told.add("answer");
    }

    @Override
    public Heard play(List<Sound> sounds, Set<Character> stopKeys) {
      sounds.forEach(sound -> told.add(sound.language() + "/" + sound.name()));
      // Questions are heard to their end, so that each key is the answer to what was asked last.
      return new Heard.Nothing();
    }

    @Override
    public Heard waitForKey(Duration timeout) {
      Character key = keys.poll();
      if (key == null) {
        throw new HangupException();
      }
      return key == '_' ? new Heard.Nothing() : new Heard.Key(key);
    }

    @Override
    public Recorded record(String id, Set<Character> stop, Duration limit, Duration silence) {
      told.add("record");
      try {
        Files.write(folder.resolve("messages/" + id + ".wav"), speech.wav());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Recorded(Duration.ofSeconds(4), Optional.of('#'));
    }

    @Override
    public Heard playRecording(String id, Set<Character> stopKeys) {
      told.add("own words");
      return new Heard.Nothing();
    }

    @Override
    public Duration recordedLength(String id) {
      return Duration.ZERO;
    }

    @Override
    public void setLanguage(String language) {}

    @Override
    public void handToQueue(String queue, int priority) {
      throw new AssertionError("nobody is queued for");
    }

    @Override
    public void hangUp() {
      told.add("hang up");
    }
  }

  @Test
  void aSpeakerHearsRecordsListensAndKeeps() throws IOException {
    ring("11# " + PIN + "# 1 101# 1 2 1");

    assertThat(told)
        .containsExactly(
            "answer",
            "tg/staff-number",
            "tg/staff-pin",
            "tg/record-language",
            "ru/record-language",
            "tg/record-number",
            "tg/welcome",
            "tg/record-menu",
            "tg/record-speak",
            "record",
            "own words",
            "tg/record-ask",
            "own words",
            "tg/record-ask",
            "tg/record-kept",
            "tg/record-all-done",
            "tg/goodbye",
            "hang up");
    Take take = house.takes.of("tg", "welcome").getFirst();
    assertThat(take.how()).isEqualTo(Take.How.PHONE);
    assertThat(take.madeBy()).isEqualTo("gulnora");
    assertThat(house.heard("welcome", RecordingHouse.WELCOME)).exists();
    try (var left = Files.list(folder.resolve("messages"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void onTheOwnTelephoneThePinIsEnough() {
    ring(PIN + "# 1", Optional.of("op3"));

    assertThat(told).contains("tg/record-number").doesNotContain("tg/staff-number");
  }

  @Test
  void threeWrongTriesEndTheCall() {
    ring("11# 111112# 11# 111112# 99# 402917# 1 1 1");

    assertThat(told)
        .endsWith(
            "tg/staff-wrong", "tg/staff-number", "tg/staff-pin", "tg/staff-refused", "hang up");
    assertThat(told).doesNotContain("tg/record-language");
  }

  @Test
  void aBadTakeIsSaidWhyAndIsNotOfferedToKeep() {
    speech = Speech.of(4).at(-55).inNoise(-90);

    ring("11# " + PIN + "# 1 # 1");

    assertThat(told).containsSubsequence("record", "tg/record-quiet", "tg/record-menu", "gone");
    assertThat(told).doesNotContain("tg/record-ask");
    assertThat(house.takes.of("tg", "welcome")).isEmpty();
  }

  @Test
  void hashAloneIsTheNextTextAndAnUnknownNumberIsAskedAgain() {
    ring("11# " + PIN + "# 2 999# # 3");

    assertThat(told)
        .containsSubsequence(
            "tg/record-no-text", "tg/record-number", "ru/welcome", "tg/record-menu");
  }

  @Test
  void aTakeThatIsReadAgainStaysAndTheNextOneIsHeard() {
    ring("11# " + PIN + "# 1 101# 1 3 1");

    assertThat(told.stream().filter("record"::equals)).hasSize(2);
    List<Take> takes = house.takes.of("tg", "welcome");
    assertThat(takes).hasSize(2);
    assertThat(house.takes.choice("tg", "welcome").orElseThrow().take())
        .isEqualTo(takes.getFirst().id());
  }

  @Test
  void whoSaysNothingIsLetGo() {
    ring("11# " + PIN + "# ___");

    assertThat(told).endsWith("tg/record-language", "ru/record-language", "hang up");
  }
}
