package org.hamroh.smpp;

import java.time.Duration;

/// How long things may take on the way to an SMSC.
///
/// @param connect     for the TCP connection and the bind
/// @param answer      for the answer to a submit; past it nobody knows what became of the segment
/// @param idle        of silence, after which the link is asked whether it lives
/// @param firstPause  before the first new try after a lost link; each next one is twice as long
/// @param longestPause between two tries
public record SmppTimers(
    Duration connect, Duration answer, Duration idle, Duration firstPause, Duration longestPause) {

  /// The library's 2 s for an answer would call half of a busy carrier's answers lost; 20 s is what
  /// carriers ask for. A minute at most between tries keeps an outage's end short.
  public static SmppTimers usual() {
    return new SmppTimers(
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        Duration.ofSeconds(30),
        Duration.ofSeconds(1),
        Duration.ofSeconds(60));
  }
}
