package org.hamroh.agi;

import java.time.Duration;

/// The times of the dead-man's handle, for tests of other rooms.
public final class AgiCallTimes {

  /// Past the longest wait of the command in which a server froze.
  public static final Duration LONGEST_SILENCE = AgiCall.LONGEST_SILENCE;

  private AgiCallTimes() {}
}
