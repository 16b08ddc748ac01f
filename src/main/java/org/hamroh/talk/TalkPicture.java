package org.hamroh.talk;

import java.util.List;
import java.util.Optional;
import org.hamroh.ami.AmiEvent.Channel;
import org.hamroh.call.CallId;

/// One talk as the PBX has it now, read from the list of its legs. Nothing of it is kept: after a
/// restart of the server it is true again at once.
///
/// @param caller where the caller is
/// @param staff  everybody else on this call: operators, an interpreter, a partner
record TalkPicture(CallId call, Optional<Leg> caller, List<Leg> staff) {

  /// Where a leg is.
  enum Place {
    /// Two hear each other, brought together by a queue.
    BRIDGED,
    ROOM,
    HELD,
    RINGING,
    /// In a menu, a queue, or on the way.
    ELSEWHERE
  }

  /// @param name     of the leg: the uniqueid
  /// @param operator `op1`; empty for a partner and for the caller
  record Leg(String channel, String name, String operator, Place place) {}

  static TalkPicture of(CallId call, List<Channel> channels) {
    String prefix = legPrefix(call);
    Optional<Leg> caller =
        channels.stream()
            .filter(one -> one.leg().uniqueId().equals(call.value()))
            .findFirst()
            .map(TalkPicture::leg);
    List<Leg> staff =
        channels.stream()
            .filter(one -> !one.leg().uniqueId().equals(call.value()))
            .filter(
                one ->
                    one.leg().uniqueId().startsWith(prefix)
                        || one.leg().linkedId().equals(call.value())
                        || isInRoom(one, call.room()))
            .filter(one -> one.leg().channel().startsWith("PJSIP/"))
            .map(TalkPicture::leg)
            .toList();
    return new TalkPicture(call, caller, staff);
  }

  private static boolean isInRoom(Channel one, String room) {
    return one.application().equals("ConfBridge") && one.data().startsWith(room + ",");
  }

  static Leg leg(Channel one) {
    String channel = one.leg().channel();
    String device = channel.replaceFirst("^PJSIP/", "").replaceFirst("-[0-9a-f]+$", "");
    return new Leg(
        channel, one.leg().uniqueId(), device.matches("op[0-9]+") ? device : "", place(one));
  }

  private static Place place(Channel one) {
    return switch (one.application()) {
      case "ConfBridge" -> Place.ROOM;
      case "MusicOnHold" -> Place.HELD;
      case "Queue", "AppQueue" -> one.bridgeId().isEmpty() ? Place.ELSEWHERE : Place.BRIDGED;
      // Whom we rang comes to the room as soon as the telephone is answered.
      default -> one.leg().uniqueId().startsWith(CallId.TALK_LEG) ? Place.RINGING : Place.ELSEWHERE;
    };
  }

  /// How the legs are called that are rung into this talk.
  static String legPrefix(CallId call) {
    return CallId.TALK_LEG + call.room() + "-";
  }

  Optional<Leg> operator(String operator) {
    return staff.stream()
        .filter(leg -> leg.operator().equals(operator) && leg.place() != Place.RINGING)
        .findFirst();
  }

  /// Those in the room, or talking, beside this operator and the caller.
  List<Leg> others(String operator) {
    return staff.stream()
        .filter(leg -> !leg.operator().equals(operator) && leg.place() == Place.ROOM)
        .toList();
  }

  boolean isRinging() {
    return staff.stream().anyMatch(leg -> leg.place() == Place.RINGING);
  }
}
