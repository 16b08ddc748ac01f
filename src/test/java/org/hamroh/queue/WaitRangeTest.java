package org.hamroh.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import org.hamroh.queue.WaitRange.Situation;
import org.junit.jupiter.api.Test;

/// What callers are told of their wait is true for eight of ten, and nothing is said that is not
/// known.
final class WaitRangeTest {

  private static final long SEED = 20_261_122;

  private static List<Duration> talks(int count, int minutes) {
    return java.util.Collections.nCopies(count, Duration.ofMinutes(minutes));
  }

  private static Optional<WaitRange> range(int ahead, int operators, int idle, int minutes) {
    return WaitRange.of(new Situation(ahead, operators, idle, talks(10, minutes)));
  }

  @Test
  void nothingIsSaidWhereTooLittleIsKnown() {
    assertThat(WaitRange.of(new Situation(3, 2, 0, talks(4, 5)))).isEmpty();
    assertThat(range(3, 0, 0, 5)).isEmpty();
  }

  @Test
  void nothingIsSaidWhereSomebodyIsFree() {
    assertThat(range(1, 3, 2, 5)).isEmpty();
  }

  @Test
  void oneOperatorAndOneAhead() {
    assertThat(range(1, 1, 0, 4)).contains(new WaitRange(2, 15));
  }

  @Test
  void moreOperatorsMakeItShorter() {
    assertThat(range(4, 10, 0, 4)).contains(new WaitRange(1, 3));
    assertThat(range(0, 4, 0, 4)).contains(new WaitRange(0, 2));
  }

  @Test
  void longWaitIsOnlyCalledLong() {
    assertThat(range(20, 1, 0, 10)).contains(new WaitRange(30, 0));
  }

  @Test
  void eightOfTenWaitsLieWithinWhatWasSaid() {
    System.out.println("seed " + SEED);
    Random chance = new Random(SEED);
    int said = 0;
    int kept = 0;
    for (int day = 0; day < 10_000; day++) {
      int operators = 1 + chance.nextInt(8);
      int ahead = chance.nextInt(8);
      double mean = 2 + chance.nextDouble() * 5;
      List<Duration> talks = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        talks.add(talk(mean, chance));
      }

      Optional<WaitRange> range = WaitRange.of(new Situation(ahead, operators, 0, talks));

      if (range.isPresent()) {
        said++;
        double minutes = waited(ahead, operators, mean, chance);
        WaitRange told = range.get();
        if (minutes >= told.from() && (told.to() == 0 || minutes <= told.to())) {
          kept++;
        }
      }
    }
    System.out.println("said " + said + " kept " + kept);
    assertThat(said).isGreaterThan(9_000);
    assertThat(kept).isGreaterThan(said * 8 / 10);
  }

  /// Some talks are short, a few are long.
  private static Duration talk(double mean, Random chance) {
    double length = mean * (0.3 - 0.7 * Math.log(1 - chance.nextDouble()));
    return Duration.ofMillis((long) (length * 60_000));
  }

  /// The waiting of the next in line, played through: every operator is somewhere in a talk.
  private static double waited(int ahead, int operators, double mean, Random chance) {
    PriorityQueue<Double> free = new PriorityQueue<>();
    for (int i = 0; i < operators; i++) {
      free.add(chance.nextDouble() * talk(mean, chance).toMillis() / 60_000.0);
    }
    for (int i = 0; i < ahead; i++) {
      free.add(free.remove() + talk(mean, chance).toMillis() / 60_000.0);
    }
    return free.remove();
  }
}
