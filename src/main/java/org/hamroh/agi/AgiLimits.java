package org.hamroh.agi;

import java.time.Duration;

/// What bounds the conversations with Asterisk.
///
/// @param maxCalls at once; the next one is left to the dialplan
/// @param request  for Asterisk to say which call it brings
/// @param reply    for Asterisk to answer, past the longest wait of the command
record AgiLimits(int maxCalls, Duration request, Duration reply) {

  /// Calls: far past what one machine's Asterisk carries (some 600 with prompts). The request's
  /// lines are on their way when Asterisk connects; a reply comes within milliseconds, on a
  /// machine under load within seconds.
  static final AgiLimits STANDARD =
      new AgiLimits(1_500, Duration.ofSeconds(5), Duration.ofSeconds(10));
}
