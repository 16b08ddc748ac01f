package org.hamroh.queue;

import java.time.Instant;
import java.util.Set;
import org.hamroh.call.CallId;

/// Somebody in a queue who has no operator yet. Who it is stays with the call's record.
///
/// @param leg      names the caller's own leg
/// @param position in the queue, 1 is next
/// @param priority the higher, the sooner; 0 until the PBX has told it
/// @param since    when the waiting began
/// @param language of the menus, `tg`; empty when not known
/// @param queue    what was asked for: topic, and `-woman` when one was
/// @param ringing  operators whose telephones ring for this caller now
/// @param hall     the PBX's queue, in which the position counts: the language is in its name, too
/// @param channel  of the caller's leg, empty when not known
public record WaitingCaller(
    CallId call,
    String leg,
    String queue,
    int position,
    int priority,
    Instant since,
    String language,
    Set<String> ringing,
    String hall,
    String channel) {

  /// In the PBX's queue of the same name.
  public WaitingCaller(
      CallId call,
      String leg,
      String queue,
      int position,
      int priority,
      Instant since,
      String language,
      Set<String> ringing) {
    this(call, leg, queue, position, priority, since, language, ringing, queue, "");
  }

  public WaitingCaller {
    ringing = Set.copyOf(ringing);
  }

  WaitingCaller at(int newPosition) {
    return new WaitingCaller(
        call, leg, queue, newPosition, priority, since, language, ringing, hall, channel);
  }

  WaitingCaller ringing(Set<String> operators) {
    return new WaitingCaller(
        call, leg, queue, position, priority, since, language, operators, hall, channel);
  }
}
