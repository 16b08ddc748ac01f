package org.hamroh.witness;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.NobodysCalls;
import org.jdbi.v3.core.Handle;

/// What channel events mean for the hotline. A call is one that came in by the dialplan's context
/// `inbound`, to a number that is not the staff's, one that we made and that was answered, or one
/// that an operator made; legs of anything else are passed over.
final class ChannelStory {

  static final String INBOUND = "inbound";

  /// What the safety net's answering machine takes is kept under the call's name and this ending.
  static final String NET_MESSAGE = "-net";

  private final PbxTable table;
  private final Set<String> staffNumbers;
  private final Function<String, Duration> messageLength;

  /// @param staffNumbers  that no caller dials
  /// @param messageLength of a voice message by its id, zero when there is none
  ChannelStory(PbxTable table, Set<String> staffNumbers, Function<String, Duration> messageLength) {
    this.table = table;
    this.staffNumbers = Set.copyOf(staffNumbers);
    this.messageLength = messageLength;
  }

  /// The call that a line belongs to; notes its leg.
  Optional<CallId> callOf(Handle handle, ChannelLine line) {
    if (NobodysCalls.has(handle, line.linkedId())) {
      return Optional.empty();
    }
    CallId leg = new CallId(line.uniqueId());
    if (leg.isOut()) {
      // In the room its linkedid becomes that of the operator's leg, which is older.
      return Optional.of(leg);
    }
    boolean isCallersLeg = line.uniqueId().equals(line.linkedId());
    if (line.event().equals("CHAN_START")
        && isCallersLeg
        && !OwnCalls.isOurs(line)
        && !new CallId(line.uniqueId()).isTalkLeg()
        && line.context().equals(INBOUND)
        && !staffNumbers.contains(line.extension())) {
      CallId call = new CallId(line.linkedId());
      table.leg(handle, line.uniqueId(), call, line.channelName(), line.at());
      return Optional.of(call);
    }
    Optional<CallId> call = table.callOf(handle, line.linkedId());
    if (line.event().equals("CHAN_START")) {
      call.ifPresent(
          known -> table.leg(handle, line.uniqueId(), known, line.channelName(), line.at()));
    }
    return call;
  }

  List<CallEvent> events(ChannelLine line) {
    return new CallId(line.uniqueId()).isOut() ? ofOurs(line) : ofCallers(line);
  }

  /// The call is over when the person's leg is. That it began the server has told.
  private static List<CallEvent> ofOurs(ChannelLine line) {
    return switch (line.event()) {
      case "ANSWER" -> List.of(new CallEvent.LegAnswered(line.channelName(), true));
      case "HANGUP" ->
          List.of(
              new CallEvent.LegEnded(line.channelName(), true, line.cause()),
              new CallEvent.CallEnded());
      default -> List.of();
    };
  }

  private List<CallEvent> ofCallers(ChannelLine line) {
    boolean callerLeg = line.uniqueId().equals(line.linkedId());
    return switch (line.event()) {
      case "CHAN_START" ->
          List.of(new CallEvent.LegStarted(line.channelName(), callerLeg, line.extension()));
      case "ANSWER" -> List.of(new CallEvent.LegAnswered(line.channelName(), callerLeg));
      case "HANGUP" -> List.of(new CallEvent.LegEnded(line.channelName(), callerLeg, line.cause()));
      case "USER_DEFINED" ->
          switch (line.ownName()) {
            case OwnCalls.NET -> List.of(new CallEvent.SafetyNetEntered(line.detail("extra")));
            case "OperatorLost" -> List.of(new CallEvent.OperatorLost(line.detail("extra")));
            default -> List.of();
          };
      case "LINKEDID_END" -> end(line);
      default -> List.of();
    };
  }

  /// The number that was shown to the safety net's answering machine, empty text when it was
  /// withheld; nothing when the line tells something else.
  static Optional<String> netMessage(ChannelLine line) {
    if (!line.event().equals("USER_DEFINED") || !line.ownName().equals("SafetyNetMessage")) {
      return Optional.empty();
    }
    String[] idAndNumber = line.detail("extra").split(" ", 2);
    return Optional.of(idAndNumber.length > 1 ? idAndNumber[1].strip() : "");
  }

  private List<CallEvent> end(ChannelLine line) {
    String message = line.linkedId() + NET_MESSAGE;
    Duration length = messageLength.apply(message);
    return length.isZero()
        ? List.of(new CallEvent.CallEnded())
        : List.of(
            new CallEvent.MessageLeft(message, "safety-net", length), new CallEvent.CallEnded());
  }
}
