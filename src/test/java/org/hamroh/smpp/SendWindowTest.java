package org.hamroh.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Places and pace.
final class SendWindowTest {

  private static final int FASTEST = 1_000_000;

  @Test
  void aResultsPlaceIsFreeForAnotherSegmentOfTheSameWrite() {
    SendWindow window = new SendWindow(10, FASTEST);
    settled(window, 10);
    ready(window, 10);

    int taken = window.take(4, 10);

    assertThat(taken).isEqualTo(4);
    window.settle(4, taken, taken);
    assertThat(window.inFlight()).isEqualTo(10);
  }

  @Test
  void aWriteThatFailsLeavesItsResultsTheirPlaces() {
    SendWindow window = new SendWindow(10, FASTEST);
    settled(window, 6);
    ready(window, 10);

    int taken = window.take(2, 10);
    window.undo(2, taken);

    assertThat(taken).isEqualTo(6);
    assertThat(window.inFlight()).isEqualTo(6);
  }

  @Test
  void whatWasNotMarkedGivesItsPlacesBack() {
    SendWindow window = new SendWindow(10, FASTEST);
    ready(window, 10);

    int taken = window.take(0, 10);
    window.settle(0, taken, 3);

    assertThat(taken).isEqualTo(10);
    assertThat(window.inFlight()).isEqualTo(3);
  }

  @Test
  void aFullWindowWaitsForAnAnswerAndNotForTheClock() {
    SendWindow window = new SendWindow(3, FASTEST);
    settled(window, 3);
    ready(window, 3);

    assertThat(window.take(0, 3)).isZero();
    assertThat(window.pause(3)).isEqualTo(Duration.ZERO);
  }

  @Test
  void aPaceThatIsUsedUpSaysHowLongToWait() {
    SendWindow window = new SendWindow(100, 1);
    settled(window, 1);

    assertThat(window.take(0, 100)).isZero();
    assertThat(window.pause(100)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1_020));
  }

  private static void settled(SendWindow window, int count) {
    ready(window, count);
    int taken = window.take(0, count);
    assertThat(taken).isEqualTo(count);
    window.settle(0, taken, taken);
  }

  /// A window begins without a share of its pace.
  private static void ready(SendWindow window, int count) {
    await().pollInterval(Duration.ofMillis(5)).until(() -> window.pause(count).isZero());
  }
}
