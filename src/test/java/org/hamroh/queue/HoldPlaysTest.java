package org.hamroh.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.ami.AmiEvent;
import org.hamroh.ami.AmiEvent.Leg;
import org.hamroh.queue.HoldPlays.Piece;
import org.hamroh.queue.HoldPlays.Plays;
import org.junit.jupiter.api.Test;

/// A caller's place in the endless round of music and announcements.
final class HoldPlaysTest {

  private static final Instant NOON = Instant.parse("2026-11-22T07:00:00Z");
  private static final List<Piece> ROUND =
      List.of(
          new Piece("", Duration.ofSeconds(20)),
          new Piece("psa-wages", Duration.ofSeconds(60)),
          new Piece("", Duration.ofSeconds(20)),
          new Piece("psa-legal-travel", Duration.ofSeconds(50)));
  private static final Leg CALLER = new Leg("PJSIP/demo-1", "hamroh-1.1", "hamroh-1.1", "tg");

  private final List<Plays> kept = new ArrayList<>();
  private final HoldPlays plays = new HoldPlays(language -> ROUND, (at, one) -> kept.add(one));

  private void music(int second, String musicClass) {
    plays.accept(new AmiEvent.MusicStarted(NOON.plusSeconds(second), CALLER, musicClass));
  }

  private void silence(int second) {
    plays.accept(new AmiEvent.MusicStopped(NOON.plusSeconds(second), CALLER));
  }

  @Test
  void whoWaitsAMinuteAndAHalfHearsOneAnnouncementToItsEnd() {
    music(0, "hold-tg");
    silence(90);

    assertThat(kept).containsExactly(new Plays("tg", "psa-wages", 1, 1, Duration.ofSeconds(60)));
  }

  @Test
  void interruptedAnnouncementGoesOnAndIsOnePlay() {
    music(0, "hold-tg");
    silence(50); // the place in the queue is said
    music(57, "hold-tg");
    silence(57 + 30);

    assertThat(kept)
        .containsExactly(
            new Plays("tg", "psa-wages", 1, 0, Duration.ofSeconds(30)),
            new Plays("tg", "psa-wages", 0, 1, Duration.ofSeconds(30)));
  }

  @Test
  void roundBeginsAgain() {
    music(0, "hold-tg");
    silence(150 + 81);

    assertThat(kept)
        .containsExactlyInAnyOrder(
            new Plays("tg", "psa-wages", 2, 2, Duration.ofSeconds(120)),
            new Plays("tg", "psa-legal-travel", 1, 1, Duration.ofSeconds(50)));
  }

  @Test
  void hangUpEndsTheListening() {
    music(0, "hold-ru");
    plays.accept(new AmiEvent.Hangup(NOON.plusSeconds(30), CALLER));
    silence(300);

    assertThat(kept).containsExactly(new Plays("ru", "psa-wages", 1, 0, Duration.ofSeconds(10)));
  }

  @Test
  void whatWasNotSeenIsNotCounted() {
    music(0, "hold-tg");
    plays.accept(
        new AmiEvent.Lost(
            NOON.plusSeconds(10), org.hamroh.yaml.Problem.of("ami", "is gone", "wait")));
    silence(100);
    music(0, "hold"); // in danger there is music only

    assertThat(kept).isEmpty();
  }
}
