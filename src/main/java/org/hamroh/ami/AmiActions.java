package org.hamroh.ami;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.GetVarAction;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.action.QueueAddAction;
import org.asteriskjava.manager.action.QueuePauseAction;
import org.asteriskjava.manager.action.QueuePenaltyAction;
import org.asteriskjava.manager.action.QueueRemoveAction;
import org.asteriskjava.manager.action.QueueStatusAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.action.SetVarAction;
import org.hamroh.ami.AmiAnswer.Refused;

/// The only door through which anything is asked of the PBX.
///
/// The library writes values as they are, so a line break in one would begin an action of its own,
/// and Asterisk drops an action with a line over 1,024 bytes without a word: each value has to fit
/// the pattern of its kind here, or nothing is sent. No method throws or waits past its deadline;
/// none may be called by a listener, which would wait for an answer that only its own thread can
/// bring.
public final class AmiActions {

  /// The variable that opens the filter for a caller's keys, see `manager.conf`.
  public static final String KEYS = "HAMROH_KEYS";

  private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9]{1,20}/[A-Za-z0-9_.@-]{1,80}");
  private static final Pattern CHANNEL =
      Pattern.compile("[A-Za-z0-9]{1,20}/[A-Za-z0-9_.@:;+-]{1,120}");
  private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9_+*#-]{1,80}");
  private static final Pattern PENALTY = Pattern.compile("[0-9]{1,3}");
  private static final Pattern REASON = Pattern.compile("[\\p{L}\\p{N} _.,-]{0,80}");
  private static final Pattern LEG = Pattern.compile("[A-Za-z0-9._-]{1,80}");
  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final Pattern TRUNK = Pattern.compile("[a-z][a-z0-9-]{0,30}");
  private static final Pattern VARIABLE =
      Pattern.compile("[A-Z][A-Z_]{0,40}|CHANNEL\\(language\\)");
  private static final Pattern CONTENT = Pattern.compile("[A-Za-z0-9+._-]{1,80}");
  private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,2}");

  private final ActionTurns turns;

  AmiActions(ActionTurns turns) {
    this.turns = turns;
  }

  /// Every leg that is up.
  public AmiAnswer<List<AmiEvent.Channel>> coreShowChannels() {
    return turns
        .list(new CoreShowChannelsAction())
        .map(
            contents -> {
              List<AmiEvent.Channel> channels = new ArrayList<>();
              for (Arrival.Content content : contents) {
                if (content instanceof Arrival.Content.OneChannel one) {
                  channels.add(one.channel());
                }
              }
              return channels;
            });
  }

  /// Every member of every queue.
  public AmiAnswer<List<AmiEvent.Member>> queueStatus() {
    return turns
        .list(new QueueStatusAction())
        .map(
            contents -> {
              List<AmiEvent.Member> members = new ArrayList<>();
              for (Arrival.Content content : contents) {
                if (content instanceof Arrival.Content.OneMember one) {
                  members.add(one.member());
                }
              }
              return members;
            });
  }

  /// Lets a member rest, or makes it ready again; a call that it has is not touched.
  ///
  /// @param queue  one queue, or every queue that it is a member of
  /// @param device `PJSIP/op1`
  /// @param reason shown beside the member, may be empty
  public AmiAnswer<String> pauseMember(
      Optional<String> queue, String device, boolean paused, String reason) {
    QueuePauseAction action = new QueuePauseAction(face(device), paused);
    queue.ifPresent(action::setQueue);
    if (!reason.isEmpty()) {
      action.setReason(reason);
    }
    return checked(
        action,
        new Value(queue.orElse("any"), QUEUE),
        new Value(device, DEVICE),
        new Value(reason, REASON));
  }

  /// Moves a member behind the others; a call that it has is not touched. A caller whose
  /// QUEUE_MAX_PENALTY is lower is not given to it.
  ///
  /// @param queue   one queue, or every queue that it is a member of
  /// @param device  `PJSIP/op1`
  /// @param penalty 0 is the usual one
  public AmiAnswer<String> penalty(Optional<String> queue, String device, int penalty) {
    QueuePenaltyAction action = new QueuePenaltyAction(face(device), penalty);
    queue.ifPresent(action::setQueue);
    return checked(
        action,
        new Value(queue.orElse("any"), QUEUE),
        new Value(device, DEVICE),
        new Value(Integer.toString(penalty), PENALTY));
  }

  /// @param name    how the member is called in the queue's log, `op1`
  /// @param penalty 0 is the usual one
  public AmiAnswer<String> addMember(String queue, String device, String name, int penalty) {
    QueueAddAction action = new QueueAddAction(queue, face(device));
    action.setMemberName(name);
    action.setPenalty(penalty);
    return checked(
        action,
        new Value(queue, QUEUE),
        new Value(device, DEVICE),
        new Value(name, PLACE),
        new Value(Integer.toString(penalty), PENALTY));
  }

  public AmiAnswer<String> removeMember(String queue, String device) {
    return checked(
        new QueueRemoveAction(queue, face(device)),
        new Value(queue, QUEUE),
        new Value(device, DEVICE));
  }

  /// The name that Asterisk knows a member by; a Local channel must not step out of the call.
  private static String face(String device) {
    return device.startsWith("Local/") ? device + "/n" : device;
  }

  /// Takes somebody who waits out of a queue, back to the dialplan. Who is given to a member at
  /// this moment is left there: unlike [#redirect] it cannot tear a talk.
  ///
  /// @param channel of the caller
  /// @param why     one word for the dialplan
  public AmiAnswer<String> withdraw(String queue, String channel, String why) {
    return checked(
        new WithdrawAction(queue, channel, why),
        new Value(queue, QUEUE),
        new Value(channel, CHANNEL),
        new Value(why, PLACE));
  }

  /// Takes a leg out of whatever it does to the first step of an extension.
  public AmiAnswer<String> redirect(String channel, String context, String extension) {
    return checked(
        new RedirectAction(channel, context, extension, 1),
        new Value(channel, CHANNEL),
        new Value(context, PLACE),
        new Value(extension, PLACE));
  }

  /// How many packets of sound have come from this leg so far; refused when it is gone.
  public AmiAnswer<String> packetsHeard(String channel) {
    return CHANNEL.matcher(channel).matches()
        ? turns.asked(new GetVarAction(channel, "CHANNEL(rtcp,rxcount)"))
        : new Refused<>("no such channel");
  }

  /// Where a leg goes in the dialplan.
  public record Move(String channel, String context, String extension) {}

  /// Takes two legs that hear each other out of their talk at the same moment, so that neither is
  /// hung up because the other is gone.
  public AmiAnswer<String> redirectBoth(Move one, Move other) {
    RedirectAction action = new RedirectAction(one.channel(), one.context(), one.extension(), 1);
    action.setExtraChannel(other.channel());
    action.setExtraContext(other.context());
    action.setExtraExten(other.extension());
    action.setExtraPriority(1);
    return checked(
        action,
        new Value(one.channel(), CHANNEL),
        new Value(one.context(), PLACE),
        new Value(one.extension(), PLACE),
        new Value(other.channel(), CHANNEL),
        new Value(other.context(), PLACE),
        new Value(other.extension(), PLACE));
  }

  /// What a leg's variable holds; empty text when it was never set.
  ///
  /// @param variable in capitals: `HAMROH_QUEUE`
  public AmiAnswer<String> variable(String channel, String variable) {
    if (!CHANNEL.matcher(channel).matches() || !VARIABLE.matcher(variable).matches()) {
      return new Refused<>("Getvar was not sent: a value has letters that do not belong there");
    }
    return turns.asked(new GetVarAction(channel, variable));
  }

  /// Rings a telephone of our own staff, which needs no gate.
  ///
  /// @param leg    how it shall be called from its beginning
  /// @param device `PJSIP/op1`
  /// @param shown  on the telephone: a word such as who asks
  public record StaffCall(
      String leg,
      String device,
      String shown,
      String context,
      Map<String, String> variables,
      Duration ring) {}

  /// Done means only that it has begun. Asterisk refuses a second leg of the same name.
  public AmiAnswer<String> ringStaff(StaffCall call) {
    return originate(
        call.leg(),
        call.device(),
        call.shown(),
        call.context(),
        call.variables(),
        call.ring(),
        new Value(call.device(), DEVICE),
        new Value(call.shown(), PLACE));
  }

  /// What a leg hears from now on when it is alone.
  ///
  /// @param name of a class in `musiconhold.conf`
  public AmiAnswer<String> music(String channel, String name) {
    return checked(
        new SetVarAction(channel, "CHANNEL(musicclass)", name),
        new Value(channel, CHANNEL),
        new Value(name, PLACE));
  }

  /// From now on the PBX tells, or no longer tells, the keys that this caller presses.
  public AmiAnswer<String> hearKeys(String channel, boolean told) {
    return checked(new SetVarAction(channel, KEYS, told ? "1" : ""), new Value(channel, CHANNEL));
  }

  public AmiAnswer<String> hangup(String channel) {
    return checked(new HangupAction(channel), new Value(channel, CHANNEL));
  }

  /// A call out, on which a person is to meet our dialplan.
  ///
  /// @param leg       how our leg shall be called from its beginning, so that it is known after a
  ///                  crash
  /// @param trunk     the carrier's endpoint
  /// @param number    E.164
  /// @param callerId  E.164, shown to the person
  /// @param context   where who answers comes to, at `s`
  /// @param variables of our leg: names in capitals, or `CHANNEL(language)`
  /// @param ring      how long it may ring, in whole seconds up to 999
  public record CallOut(
      String leg,
      String trunk,
      String number,
      String callerId,
      String context,
      Map<String, String> variables,
      Duration ring) {}

  /// Rings a person. Done means only that it has begun; how it went is in the channel events of the
  /// leg. Asterisk refuses a second leg of the same name, so asking twice rings once.
  public AmiAnswer<String> originate(CallOut call) {
    return originate(
        call.leg(),
        "PJSIP/" + call.number() + "@" + call.trunk(),
        call.callerId(),
        call.context(),
        call.variables(),
        call.ring(),
        new Value(call.trunk(), TRUNK),
        new Value(call.number(), NUMBER),
        new Value(call.callerId(), NUMBER));
  }

  /// @param whom the parts of channel and shown, of whose kinds only the caller knows
  private AmiAnswer<String> originate(
      String leg,
      String channel,
      String shown,
      String context,
      Map<String, String> variables,
      Duration ring,
      Value... whom) {
    OriginateAction action = new OriginateAction();
    action.setChannelId(leg);
    action.setChannel(channel);
    action.setCallerId(shown);
    action.setContext(context);
    action.setExten("s");
    action.setPriority(1);
    action.setTimeout(ring.toMillis());
    action.setAsync(true);
    action.setVariables(variables);
    List<Value> values = new ArrayList<>(List.of(whom));
    values.add(new Value(leg, LEG));
    values.add(new Value(context, PLACE));
    values.add(new Value(Long.toString(ring.toSeconds()), SECONDS));
    variables.forEach(
        (name, content) -> {
          values.add(new Value(name, VARIABLE));
          values.add(new Value(content, CONTENT));
        });
    return checked(action, values.toArray(Value[]::new));
  }

  private record Value(String text, Pattern kind) {}

  private AmiAnswer<String> checked(ManagerAction action, Value... values) {
    for (Value value : values) {
      if (!value.kind.matcher(value.text).matches()) {
        return new Refused<>(
            action.getAction() + " was not sent: a value has letters that do not belong there");
      }
    }
    return turns.sent(action);
  }
}
