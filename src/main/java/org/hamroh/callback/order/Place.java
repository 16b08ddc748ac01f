package org.hamroh.callback.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/// A person's place in the one line in which everybody stands who wants an operator, on the
/// telephone or waiting to be rung. It is fixed by the first arrival and never changes, so nobody
/// is overtaken by who came later with the same priority, and who waits long comes before every
/// priority but danger.
///
/// Ageing needs no clock: a priority is a head start of some minutes, and who waits longer than
/// that has made up for it.
///
/// @param danger   before all others
/// @param priority 0 is the usual one, [#MOST_PRIORITY] the highest
/// @param arrived  when the person first asked for us
/// @param id       tells apart who arrived in the same moment
public record Place(boolean danger, int priority, Instant arrived, String id)
    implements Comparable<Place> {

  /// The queue's scale ends where danger begins.
  public static final int MOST_PRIORITY = 99;

  /// What one step of priority is worth: with the ten of a lost operator nobody waits ten minutes
  /// longer for it.
  public static final Duration HEAD_START = Duration.ofMinutes(1);

  /// The PBX's queues let the larger number go first; see `queue-door` in `extensions.conf`, which
  /// writes what [#ofWeight] reads.
  private static final long HEAVIEST = 3_000_000_000L;

  private static final long DANGER = 800_000_000L;

  /// No arrival before that second can weigh as much, and nobody in danger as little until 2049.
  private static final long LIGHTEST_DANGER = 1_800_000_000L;

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::danger)
          .reversed()
          .thenComparing(Place::counted)
          .thenComparing(Place::id);

  public Place {
    if (priority < 0 || priority > MOST_PRIORITY) {
      throw new IllegalArgumentException("a priority is 0 to " + MOST_PRIORITY);
    }
  }

  /// Somebody who waits in a queue of the PBX. A head start shows as an earlier arrival.
  ///
  /// @param weight as the PBX tells it
  public static Place ofWeight(long weight, String id) {
    boolean danger = weight >= LIGHTEST_DANGER;
    long second = HEAVIEST + (danger ? DANGER : 0) - weight;
    return new Place(danger, 0, Instant.ofEpochSecond(second), id);
  }

  /// The arrival as if it had been that much earlier.
  private Instant counted() {
    return arrived.minus(HEAD_START.multipliedBy(priority));
  }

  /// The first in line is the smallest.
  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
