package org.hamroh.ami;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.asteriskjava.manager.ResponseEvents;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.action.GetVarAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.ResponseEvent;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;
import org.hamroh.ami.AmiAnswer.Done;
import org.hamroh.ami.AmiAnswer.NotSent;
import org.hamroh.ami.AmiAnswer.Refused;
import org.hamroh.ami.AmiAnswer.Unanswered;
import org.jspecify.annotations.Nullable;

/// Sends actions to the PBX a few at a time, and makes an answer of whatever comes of one: no
/// method waits past its deadline, and none throws but at a listener, whose thread must not wait.
final class ActionTurns {

  /// More at once would only queue up in Asterisk, which does one action of a connection at a time.
  private static final int MAX_AT_ONCE = 8;

  /// How long an action may wait for its turn.
  private static final long TURN_MILLIS = 2_000;

  private final Supplier<@Nullable AmiLink> link;
  private final Thread teller;
  private final Semaphore turns = new Semaphore(MAX_AT_ONCE, true);
  private final LongAdder unanswered = new LongAdder();

  /// @param link   nothing while the PBX is not connected
  /// @param teller the listeners' thread, which brings the answers
  ActionTurns(Supplier<@Nullable AmiLink> link, Thread teller) {
    this.link = link;
    this.teller = teller;
  }

  long unanswered() {
    return unanswered.sum();
  }

  /// Done with the PBX's own words.
  AmiAnswer<String> sent(ManagerAction action) {
    return inTurn(
        action,
        connected -> {
          ManagerResponse response = connected.send(action);
          String message = response.getMessage() == null ? "" : response.getMessage();
          return response instanceof ManagerError ? new Refused<>(message) : new Done<>(message);
        });
  }

  /// Done with the variable's value.
  AmiAnswer<String> asked(GetVarAction action) {
    return inTurn(
        action,
        connected -> {
          ManagerResponse response = connected.send(action);
          String value = response.getAttribute("Value");
          return response instanceof ManagerError
              ? new Refused<>(String.valueOf(response.getMessage()))
              : new Done<>(value == null ? "" : value);
        });
  }

  /// Done with what comes one by one.
  AmiAnswer<List<Arrival.Content>> list(EventGeneratingAction action) {
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
