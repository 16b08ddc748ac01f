package org.hamroh.witness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.jdbi.v3.core.Handle;

/// Tells [Overheard] what concerns it. A call that we make becomes a call of the hotline, with a
/// record, when it is answered: until then it is an attempt, and nobody's call.
final class OwnCalls {

  private static final String MISSED = "MissedCall";
  static final String NET = "SafetyNetEntered";

  private final PbxTable table;
  private final Overheard overheard;

  OwnCalls(PbxTable table, Overheard overheard) {
    this.table = table;
    this.overheard = overheard;
  }

  /// The person's own leg of a call that we made.
  static boolean isOurs(ChannelLine line) {
    return line.uniqueId().equals(line.linkedId()) && new CallId(line.uniqueId()).weRang();
  }

  /// @return what comes to the record besides
  List<CallEvent> hear(Handle handle, ChannelLine line) {
    if (line.event().equals("USER_DEFINED") && line.ownName().equals(MISSED)) {
      return missed(handle, line);
    }
    if (line.event().equals("HANGUP")
        && line.uniqueId().equals(line.linkedId())
        && new CallId(line.uniqueId()).isProof()) {
      overheard.ended(handle, new CallId(line.uniqueId()), line.at(), line.cause());
    }
    if (!isOurs(line)) {
      return List.of();
    }
    CallId leg = new CallId(line.uniqueId());
    switch (line.event()) {
      case "ANSWER" -> {
        overheard.answered(handle, leg, line.at());
        Optional<CallId> known = table.callOf(handle, line.linkedId());
        table.leg(handle, line.uniqueId(), leg, line.channelName(), line.at());
        if (known.isEmpty()) {
          return List.of(new CallEvent.LegStarted(line.channelName(), true, ""));
        }
      }
      case "USER_DEFINED" -> {
        if (line.ownName().equals(NET)) {
          overheard.withoutServer(handle, leg, line.at());
        }
      }
      case "HANGUP" -> overheard.ended(handle, leg, line.at(), line.cause());
      default -> {
        // how it rang is nobody's news
      }
    }
    return List.of();
  }

  private List<CallEvent> missed(Handle handle, ChannelLine line) {
    List<String> words = new ArrayList<>(List.of(line.detail("extra").split(" ", 2)));
    String shown = words.size() < 2 ? "" : words.get(1).strip();
    CallId call = new CallId(line.linkedId());
    return overheard.missedCall(handle, call, line.at(), words.getFirst(), shown);
  }
}
