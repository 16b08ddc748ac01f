package org.hamroh.callback;

import java.time.Duration;
import java.util.Map;
import org.hamroh.callback.booking.BookingHours;
import org.jspecify.annotations.Nullable;

/// How people are called back; what is left out is as [#STANDARD].
///
/// @param lines              of the carriers, in and out together
/// @param reservedForInbound never taken by calls out, or who rings us would hear busy
/// @param ringSeconds        how long it rings at the person's
/// @param hours              what `morning`, `day` and `evening` mean, by the person's clock
public record CallbackConfig(
    @Nullable Integer lines,
    @Nullable Integer reservedForInbound,
    @Nullable Integer ringSeconds,
    @Nullable Map<String, BookingHours.Hours> hours) {

  /// A small site's trunk.
  public static final int LINES = 8;

  /// Half of it is always there for who rings us.
  public static final int RESERVED = 4;

  /// Six rings; a voice mailbox of the network takes over soon after.
  private static final int RING_SECONDS = 30;

  public static final CallbackConfig STANDARD = new CallbackConfig(null, null, null, null);

  /// Calls at once, in and out together.
  public int all() {
    return lines == null ? LINES : lines;
  }

  /// Calls out at once, in all.
  public int linesOut() {
    return Math.max(0, all() - (reservedForInbound == null ? RESERVED : reservedForInbound));
  }

  public Duration ring() {
    return Duration.ofSeconds(ringSeconds == null ? RING_SECONDS : ringSeconds);
  }
}
