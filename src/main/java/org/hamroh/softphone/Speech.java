package org.hamroh.softphone;

import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/// Keeps each operator's endpoint speaking what its line needs: WebRTC while a page has the line,
/// else as telephones do.
final class Speech {

  private static final Logger LOG = LogManager.getLogger(Speech.class);

  private final Switchboard pbx;

  Speech(Switchboard pbx) {
    this.pbx = pbx;
  }

  /// As it is needed when all that goes on now is done.
  void settleSoon(Line line) {
    Thread.ofVirtual().name("speech-" + line.operator()).start(() -> settle(line, false));
  }

  /// @param expected whether a page is about to have the line
  void settle(Line line, boolean expected) {
    line.inTurn(
        () -> {
          Optional<String> trouble = pbx.speaksWebRtc(line.operator(), expected || line.isHeld());
          trouble.ifPresent(
              why ->
                  LOG.warn(
                      "event=softphone-speech-not-set operator={} reason={}",
                      line.operator(),
                      why));
        });
  }
}
