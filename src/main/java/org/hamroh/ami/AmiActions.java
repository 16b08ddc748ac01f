package org.hamroh.ami;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.asteriskjava.manager.ResponseEvents;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.QueueAddAction;
import org.asteriskjava.manager.action.QueuePauseAction;
import org.asteriskjava.manager.action.QueuePenaltyAction;
import org.asteriskjava.manager.action.QueueRemoveAction;
import org.asteriskjava.manager.action.QueueStatusAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.ResponseEvent;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;
import org.hamroh.ami.AmiAnswer.Done;
import org.hamroh.ami.AmiAnswer.NotSent;
import org.hamroh.ami.AmiAnswer.Refused;
import org.hamroh.ami.AmiAnswer.Unanswered;
import org.jspecify.annotations.Nullable;

/// The only door through which anything is asked of the PBX.
///
/// The library writes values as they are, so a line break in one would begin an action of its own,
/// and Asterisk drops an action with a line over 1,024 bytes without a word: each value has to fit
/// the pattern of its kind here, or nothing is sent. No method throws or waits past its deadline;
/// none may be called by a listener, which would wait for an answer that only its own thread can
/// bring.
public final class AmiActions {

  /// More at once would only queue up in Asterisk, which does one action of a connection at a time.
  private static final int MAX_AT_ONCE = 8;

  /// How long an action may wait for its turn.
  private static final long TURN_MILLIS = 2_000;

  private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9]{1,20}/[A-Za-z0-9_.@-]{1,80}");
  private static final Pattern CHANNEL =
      Pattern.compile("[A-Za-z0-9]{1,20}/[A-Za-z0-9_.@:;+-]{1,120}");
  private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9_+*#-]{1,80}");
  private static final Pattern PENALTY = Pattern.compile("[0-9]{1,3}");
  private static final Pattern REASON = Pattern.compile("[\\p{L}\\p{N} _.,-]{0,80}");

  private final Supplier<@Nullable AmiLink> link;
  private final Thread teller;
  private final Semaphore turns = new Semaphore(MAX_AT_ONCE, true);
  private final LongAdder unanswered = new LongAdder();

  AmiActions(Supplier<@Nullable AmiLink> link, Thread teller) {
    this.link = link;
    this.teller = teller;
  }

  long unanswered() {
    return unanswered.sum();
  }

  /// Every leg that is up.
  public AmiAnswer<List<AmiEvent.Channel>> coreShowChannels() {
    return list(new CoreShowChannelsAction())
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
    return list(new QueueStatusAction())
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
    QueuePauseAction action = new QueuePauseAction(device, paused);
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

  /// Moves a member behind the others in all its queues; a call that it has is not touched. A
  // caller
  /// whose QUEUE_MAX_PENALTY is lower is not given to it.
  ///
  /// @param device  `PJSIP/op1`
  /// @param penalty 0 is the usual one
  public AmiAnswer<String> penalty(String device, int penalty) {
    return checked(
        new QueuePenaltyAction(device, penalty),
        new Value(device, DEVICE),
        new Value(Integer.toString(penalty), PENALTY));
  }

  /// @param name how the member is called in the queue's log, `op1`
  public AmiAnswer<String> addMember(String queue, String device, String name) {
    QueueAddAction action = new QueueAddAction(queue, device);
    action.setMemberName(name);
    return checked(
        action, new Value(queue, QUEUE), new Value(device, DEVICE), new Value(name, PLACE));
  }

  public AmiAnswer<String> removeMember(String queue, String device) {
    return checked(
        new QueueRemoveAction(queue, device), new Value(queue, QUEUE), new Value(device, DEVICE));
  }

  /// Takes a leg out of whatever it does to the first step of an extension.
  public AmiAnswer<String> redirect(String channel, String context, String extension) {
    return checked(
        new RedirectAction(channel, context, extension, 1),
        new Value(channel, CHANNEL),
        new Value(context, PLACE),
        new Value(extension, PLACE));
  }

  public AmiAnswer<String> hangup(String channel) {
    return checked(new HangupAction(channel), new Value(channel, CHANNEL));
  }

  private record Value(String text, Pattern kind) {}

  private AmiAnswer<String> checked(ManagerAction action, Value... values) {
    for (Value value : values) {
      if (!value.kind.matcher(value.text).matches()) {
        return new Refused<>(
            action.getAction() + " was not sent: a value has letters that do not belong there");
      }
    }
    return inTurn(
        action,
        connected -> {
          ManagerResponse response = connected.send(action);
          String message = response.getMessage() == null ? "" : response.getMessage();
          return response instanceof ManagerError ? new Refused<>(message) : new Done<>(message);
        });
  }

  private AmiAnswer<List<Arrival.Content>> list(EventGeneratingAction action) {
    return inTurn(
        action,
        connected -> {
          ResponseEvents events = connected.ask(action);
          if (events.getResponse() == null) {
            return new Unanswered<>("the connection broke while we waited for the answer");
          }
          if (events.getResponse() instanceof ManagerError error) {
            return new Refused<>(String.valueOf(error.getMessage()));
          }
          List<Arrival.Content> contents = new ArrayList<>();
          for (ResponseEvent event : events.getEvents()) {
            if (EventCopy.of((ManagerEvent) event, Instant.EPOCH) instanceof Arrival.Part part) {
              contents.add(part.content());
            }
          }
          return new Done<>(contents);
        });
  }

  private interface Sending<T> {
    AmiAnswer<T> on(AmiLink link) throws IOException, TimeoutException;
  }

  private <T> AmiAnswer<T> inTurn(ManagerAction action, Sending<T> sending) {
    if (Thread.currentThread() == teller) {
      throw new IllegalStateException("a listener must not send actions: hand it to a thread");
    }
    AmiLink connected = link.get();
    if (connected == null) {
      return new NotSent<>("the PBX is not connected");
    }
    boolean turn = false;
    try {
      turn = turns.tryAcquire(TURN_MILLIS, TimeUnit.MILLISECONDS);
      if (!turn) {
        return new NotSent<>("too much is being asked of the PBX");
      }
      return sending.on(connected);
    } catch (TimeoutException e) {
      unanswered.increment();
      return new Unanswered<>(action.getAction() + " got no answer in time");
    } catch (IOException e) {
      return new Unanswered<>("the connection broke: " + e.getMessage());
    } catch (IllegalStateException e) {
      return new NotSent<>("the PBX is not connected");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NotSent<>("interrupted");
    } finally {
      if (turn) {
        turns.release();
      }
    }
  }
}
