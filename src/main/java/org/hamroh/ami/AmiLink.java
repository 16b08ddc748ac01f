package org.hamroh.ami;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.EventTimeoutException;
import org.asteriskjava.manager.ResponseEvents;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.AbstractManagerAction;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.action.QueueStatusAction;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;
import org.jspecify.annotations.Nullable;

/// One life of the library's manager connection: made, logged in, lost, thrown away.
///
/// The library reconnects by itself, but for ever in 5 s steps, and not at all when its own queue
/// dropped the news of the loss. So a lost link is logged off, which ends those attempts, and a new
/// one is made; that also clears the callbacks which the library keeps of unanswered actions.
final class AmiLink {

  /// For the TCP connection alone.
  private static final int CONNECT_MILLIS = 3_000;

  /// A silent peer is noticed by our pings; this is the belt to those braces.
  private static final int READ_MILLIS = 60_000;

  /// Asterisk's words to a user whose `write=` lacks the action's class (`manager.c`).
  private static final String NO_RIGHT = "Permission denied";

  private final DefaultManagerConnection connection;
  private final AmiConfig config;
  private final AmiTimes times;
  private volatile boolean discarded;

  /// @param arrivals gets a copy of every event that we use, on the library's thread
  /// @param lost     told when the connection broke, on the library's thread
  AmiLink(
      AmiConfig config, AmiTimes times, Clock clock, Consumer<Arrival> arrivals, Runnable lost) {
    this.config = config;
    this.times = times;
    connection =
        new DefaultManagerConnection(
            config.host(), config.port(), config.user(), config.secret().value());
    connection.setSocketTimeout(CONNECT_MILLIS);
    connection.setSocketReadTimeout(READ_MILLIS);
    connection.setDefaultResponseTimeout(times.answer().toMillis());
    connection.setDefaultEventTimeout(times.answer().toMillis());
    connection.addEventListener(event -> heard(event, clock, arrivals, lost));
  }

  private void heard(ManagerEvent event, Clock clock, Consumer<Arrival> arrivals, Runnable lost) {
    if (discarded) {
      return;
    }
    if (event instanceof DisconnectEvent) {
      lost.run();
      return;
    }
    Arrival copy = EventCopy.of(event, clock.instant());
    if (copy != null) {
      arrivals.accept(copy);
    }
  }

  /// Connects and logs in.
  ///
  /// @return what stands in the way, nothing when connected
  @Nullable AmiTrouble login() throws InterruptedException {
    FutureTask<Boolean> attempt =
        new FutureTask<>(
            () -> {
              connection.login();
              return true;
            });
    Thread.ofVirtual().name("ami-login").start(attempt);
    try {
      attempt.get(times.login().toMillis(), TimeUnit.MILLISECONDS);
      return null;
    } catch (ExecutionException e) {
      return AmiTrouble.of(
          config, e.getCause() instanceof Exception cause ? cause : new IllegalStateException(e));
    } catch (java.util.concurrent.TimeoutException e) {
      return AmiTrouble.silent(config);
    }
  }

  /// Sends and waits for the answer, [AmiTimes#answer] at most.
  ManagerResponse send(ManagerAction action)
      throws IOException, TimeoutException, IllegalStateException {
    ManagerResponse response = connection.sendAction(action);
    if (response == null) {
      throw new IOException("the connection broke while we waited for the answer");
    }
    return response;
  }

  /// Asks for a list and waits for its end, [AmiTimes#answer] at most.
  ResponseEvents ask(EventGeneratingAction action) throws IOException, EventTimeoutException {
    return connection.sendEventGeneratingAction(action);
  }

  /// A sign of life.
  boolean ping() {
    try {
      send(new PingAction());
      return true;
    } catch (IOException | TimeoutException | IllegalStateException e) {
      return false; // counted by the caller: two in a row mean that the peer is gone
    }
  }

  /// Asks how everything stands; the lines of the answer come as [Arrival.Part].
  ///
  /// @param refusal told the name of a question that our user may not ask. Any other refusal means
  ///                that the PBX has not loaded its queues yet, and it is asked again soon
  void askHowAllStands(String question, Consumer<String> refusal) throws IOException {
    ask(new CoreShowChannelsAction(), question, refusal);
    ask(new QueueStatusAction(), question, refusal);
  }

  private void ask(AbstractManagerAction action, String question, Consumer<String> refusal)
      throws IOException {
    action.setActionId(question);
    connection.sendAction(
        action,
        response -> {
          if (response instanceof ManagerError && NO_RIGHT.equals(response.getMessage())) {
            refusal.accept(action.getAction());
          }
        });
  }

  /// Throws the connection away, in the background: the library may wait some seconds for the
  /// farewell's answer, or for a log-in that still goes on.
  void discard() {
    discarded = true;
    Thread.ofVirtual()
        .name("ami-farewell")
        .start(
            () -> {
              try {
                connection.logoff();
              } catch (IllegalStateException e) {
                // It was not connected: there is nothing to say farewell to.
              }
            });
  }
}
