package org.hamroh.selftest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How often the line rings itself.
///
/// @param everyMinutes 0: never; 15 when left out
public record SelfTestConfig(@Nullable Integer everyMinutes) {

  private static final int USUAL_MINUTES = 15;

  public static final SelfTestConfig STANDARD = new SelfTestConfig(null);

  Duration every() {
    return Duration.ofMinutes(everyMinutes == null ? USUAL_MINUTES : everyMinutes);
  }
}
