package org.hamroh.queue;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hamroh.call.CallId;

/// An operator's telephone as the queues see it, all its queues taken together.
///
/// @param operator `op1`
/// @param device   `PJSIP/op1`
/// @param reason   why it is paused, empty when it is not
/// @param call     that rings or is talked on, when a queue gave it
/// @param since    when this state began
/// @param queues   that it is a member of
public record QueueMember(
    String operator,
    String device,
    State state,
    String reason,
    Optional<CallId> call,
    Instant since,
    Set<String> queues) {

  /// What a supervisor wants to see at a glance. Talking wins over paused: who asked for a rest
  /// during a talk still talks.
  public enum State {
    /// No telephone is there: it never rings.
    UNREGISTERED,
    IDLE,
    RINGING,
    /// On a call, of a queue or any other.
    TALKING,
    /// The work after a talk; no call comes until it ends.
    WRAP_UP,
    PAUSED;

    /// As the API says it: `wrap-up`.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public QueueMember {
    queues = Set.copyOf(queues);
  }

  /// `PJSIP/op1` is the telephone of `op1`, `Local/op1@on-call` the mobile.
  static String operatorOf(String device) {
    String name = device.substring(device.indexOf('/') + 1);
    int at = name.indexOf('@');
    return at < 0 ? name : name.substring(0, at);
  }

  /// Whether a telephone at a desk is behind this, not only a mobile that is on call.
  public boolean atDesk() {
    return !device.startsWith(OnCallDesk.MOBILE);
  }

  /// `PJSIP/op1-00000003` is a leg of `PJSIP/op1`.
  static String deviceOf(String channel) {
    int dash = channel.lastIndexOf('-');
    return dash < 0 ? channel : channel.substring(0, dash);
  }

  boolean sameAs(QueueMember other) {
    return state == other.state && reason.equals(other.reason) && call.equals(other.call);
  }

  QueueMember since(Instant instant) {
    return new QueueMember(operator, device, state, reason, call, instant, queues);
  }
}
