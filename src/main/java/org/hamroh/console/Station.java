package org.hamroh.console;

import java.time.Duration;
import java.util.List;

/// A place in the menu that a caller came to.
///
/// @param step    its name in the script
/// @param prompts heard there, without those that only say how to use the telephone
/// @param heard   how long the caller listened there
/// @param cut     whether a key cut it short
public record Station(String step, List<String> prompts, Duration heard, boolean cut) {

  public Station {
    prompts = List.copyOf(prompts);
  }
}
