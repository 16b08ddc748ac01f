package org.hamroh.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListeningTest {

  private static final Codec CODEC = Codec.ALAW;

  private record Told(List<String> names, long began) {}

  @TempDir private Path sounds;
  private final List<Told> told = new ArrayList<>();
  private byte[] welcome;
  private byte[] menu;
  private long now = 1_000_000_000;

  @BeforeEach
  void recordPrompts() throws IOException {
    welcome = Prompts.write(sounds, "tg/welcome", CODEC, 8000);
    menu = Prompts.write(sounds, "tg/menu", CODEC, 8000);
  }

  private Listening listen() {
    return new Listening(
        PromptEar.of(sounds, CODEC),
        (names, began) -> told.add(new Told(List.copyOf(names), began)));
  }

  private void play(Listening listening, byte[] sound, int fromFrame, int toFrame) {
    for (int i = fromFrame; i < toFrame; i++) {
      listening.hear(Arrays.copyOfRange(sound, i * Codec.FRAME, (i + 1) * Codec.FRAME), now);
      now += Listening.FRAME_NANOS;
    }
  }

  @Test
  void promptIsToldOnceWithTheTimeOfItsFirstFrame() {
    Listening listening = listen();
    long began = now;

    play(listening, welcome, 0, 50);

    assertThat(told).containsExactly(new Told(List.of("tg/welcome"), began));
  }

  @Test
  void promptThatIsCutByAnotherEndsThere() {
    Listening listening = listen();

    play(listening, welcome, 0, 10);
    play(listening, menu, 0, 10);

    assertThat(told)
        .extracting(Told::names)
        .containsExactly(List.of("tg/welcome"), List.of("tg/menu"));
  }

  @Test
  void promptThatIsPlayedAgainIsToldAgain() {
    Listening listening = listen();

    play(listening, menu, 0, 50);
    long again = now;
    play(listening, menu, 0, 50);

    assertThat(told).hasSize(2);
    assertThat(told.getLast().began()).isEqualTo(again);
  }

  @Test
  void twoFramesAreTooFewToKnowAPromptBy() {
    Listening listening = listen();

    play(listening, menu, 0, 2);
    listening.pause();

    assertThat(told).isEmpty();
  }

  @Test
  void promptWhoseFirstFramesWereLostBeganBeforeThem() {
    Listening listening = listen();
    long began = now - 2 * Listening.FRAME_NANOS;

    play(listening, menu, 2, 10);

    assertThat(told).containsExactly(new Told(List.of("tg/menu"), began));
  }

  @Test
  void promptsThatBeginAlikeAreToldApartWhereTheyDiffer() throws IOException {
    byte[] other = menu.clone();
    System.arraycopy(welcome, 10 * Codec.FRAME, other, 10 * Codec.FRAME, 40 * Codec.FRAME);
    Files.write(sounds.resolve("tg/menu-short.alaw"), other);
    Listening listening = listen();
    long began = now;

    play(listening, other, 0, 10);
    int toldWhileAlike = told.size();
    play(listening, other, 10, 12);

    assertThat(toldWhileAlike).isZero();
    assertThat(told).containsExactly(new Told(List.of("tg/menu-short"), began));
  }

  @Test
  void promptsOfOneSoundAreToldUnderAllTheirNames() throws IOException {
    Files.write(sounds.resolve("tg/copy.alaw"), menu);
    Listening listening = listen();

    play(listening, menu, 0, 50);

    assertThat(told).extracting(Told::names).containsExactly(List.of("tg/copy", "tg/menu"));
  }

  @Test
  void promptThatTheKeyCutBeforeItWasKnownIsForgotten() {
    Listening listening = listen();

    play(listening, menu, 0, 2);
    listening.forget();
    play(listening, welcome, 0, 3);

    assertThat(told).extracting(Told::names).containsExactly(List.of("tg/welcome"));
  }

  @Test
  void voiceThatIsNoPromptIsSoundAndNothingMore() {
    Listening listening = listen();

    play(listening, Prompts.speech(CODEC, 99, 1600), 0, 10);

    assertThat(told).isEmpty();
    assertThat(listening.lastSound()).isEqualTo(now - Listening.FRAME_NANOS);
  }

  @Test
  void silenceIsNoSound() {
    Listening listening = listen();

    play(listening, CODEC.silence(1600), 0, 10);

    assertThat(told).isEmpty();
    assertThat(listening.lastSound()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void pauseInsideAPromptDoesNotBeginItAgain() throws IOException {
    byte[] halting = menu.clone();
    Arrays.fill(halting, 20 * Codec.FRAME, 30 * Codec.FRAME, CODEC.silence(1)[0]);
    Files.write(sounds.resolve("tg/halting.alaw"), halting);
    Files.delete(sounds.resolve("tg/menu.alaw"));
    Listening listening = listen();

    play(listening, halting, 0, 50);

    assertThat(told).extracting(Told::names).containsExactly(List.of("tg/halting"));
  }
}
