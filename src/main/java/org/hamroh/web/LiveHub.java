package org.hamroh.web;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/// The live stream to open pages (server-sent events). What changes within a fifth of a second is
/// told once. A client that does not read is dropped: its page connects again and asks for
/// everything, which costs less than a queue of old news.
///
/// Shared by threads: rooms tell from anywhere; `pending` is the lock of what waits to be told.
public final class LiveHub implements LiveFeed, AutoCloseable {

  private static final Logger LOG = LogManager.getLogger(LiveHub.class);

  /// Open pages at once; a site has tens.
  private static final int MOST_CLIENTS = 300;

  /// Of one person or program. A browser opens at most six connections to a server, and the pages
  /// need one to load by.
  private static final int MOST_FOR_ONE = 4;

  private static final Duration GATHER = Duration.ofMillis(200);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /// Heartbeats between two looks whether a client may still listen: also what keeps its session
  /// alive.
  private static final int BEATS_PER_CHECK = 4;

  /// Different topics within one gathering; past it everybody is told that all may have changed.
  private static final int MOST_TOPICS = 200;

  /// Bytes that may wait for one client in our memory, beside the system's socket buffer.
  private static final int MOST_WAITING_BYTES = 16 * 1024;

  private record Client(
      String owner, Context loop, HttpServerResponse response, BooleanSupplier mayListen) {}

  private final int mostForOne;
  private final Duration gather;
  private final Duration heartbeat;
  private final List<Client> clients = new CopyOnWriteArrayList<>();
  private final Set<String> pending = new LinkedHashSet<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("live").daemon().factory());
  private long lastId;
  private int beats;

  public LiveHub() {
    this(MOST_FOR_ONE, GATHER, HEARTBEAT);
  }

  LiveHub(int mostForOne, Duration gather, Duration heartbeat) {
    this.mostForOne = mostForOne;
    this.gather = gather;
    this.heartbeat = heartbeat;
    long beat = heartbeat.toMillis();
    clock.scheduleAtFixedRate(this::beat, beat, beat, TimeUnit.MILLISECONDS);
  }

  @Override
  public void changed(String topic) {
    if (!topic.matches("[a-z0-9.-]{1,64}")) {
      throw new IllegalArgumentException(
          "a topic has 1 to 64 small letters, digits, dots, hyphens");
    }
    synchronized (pending) {
      if (clock.isShutdown()) {
        return;
      }
      if (pending.isEmpty()) {
        clock.schedule(this::tell, gather.toMillis(), TimeUnit.MILLISECONDS);
      }
      pending.add(pending.size() < MOST_TOPICS ? topic : "resync");
    }
  }

  /// Opens the stream on a response. Runs on its event loop.
  ///
  /// @param lastEventId what the client saw last; when something was told since, it gets `resync`
  /// @param mayListen   asked about once a minute on a thread that may wait
  /// @throws Refusal 429 when this owner, 503 when everybody has enough open
  void connect(
      String owner,
      Context loop,
      HttpServerResponse response,
      Optional<String> lastEventId,
      BooleanSupplier mayListen) {
    if (clients.size() >= MOST_CLIENTS) {
      throw new Refusal(503, "Too many pages are open. Close some.");
    }
    if (clients.stream().filter(one -> one.owner.equals(owner)).count() >= mostForOne) {
      throw new Refusal(429, "You have " + mostForOne + " live pages open. Close one.");
    }
    Client client = new Client(owner, loop, response, mayListen);
    response.setChunked(true).setWriteQueueMaxSize(MOST_WAITING_BYTES);
    response.putHeader("Content-Type", "text/event-stream");
    response.closeHandler(gone -> clients.remove(client));
    response.exceptionHandler(broken -> clients.remove(client));
    clients.add(client);
    long now;
    synchronized (pending) {
      now = lastId;
    }
    boolean missed = lastEventId.isPresent() && !lastEventId.get().equals(String.valueOf(now));
    send(client, "retry: 2000\n: welcome\n\n" + (missed ? event(now, "resync") : ""));
  }

  /// Asks at once who may still listen: somebody was logged out.
  void lookAgain() {
    List<Client> now = new ArrayList<>(clients);
    Thread.ofVirtual().name("live-check").start(() -> now.forEach(this::check));
  }

  public int clients() {
    return clients.size();
  }

  private void tell() {
    StringBuilder text = new StringBuilder();
    synchronized (pending) {
      for (String topic : pending) {
        text.append(event(++lastId, topic));
      }
      pending.clear();
    }
    sendAll(text.toString());
  }

  private void beat() {
    sendAll(": still here\n\n");
    if (++beats % BEATS_PER_CHECK == 0) {
      lookAgain();
    }
  }

  private void check(Client client) {
    try {
      if (!client.mayListen.getAsBoolean()) {
        drop(client, "not-allowed");
      }
    } catch (RuntimeException e) {
      // The store may be away for a moment; the next look decides.
      LOG.warn("event=live-check-failed reason={}", e.getMessage());
    }
  }

  private static String event(long id, String topic) {
    return "id: " + id + "\nevent: " + topic + "\ndata: " + topic + "\n\n";
  }

  private void sendAll(String text) {
    for (Client client : clients) {
      try {
        client.loop.runOnContext(in -> send(client, text));
      } catch (RuntimeException e) {
        clients.remove(client); // its event loop has stopped; the others still listen
      }
    }
  }

  private void send(Client client, String text) {
    if (client.response.closed() || client.response.ended()) {
      clients.remove(client);
    } else if (client.response.writeQueueFull()) {
      drop(client, "slow");
    } else {
      client.response.write(text);
    }
  }

  private void drop(Client client, String reason) {
    LOG.info("event=live-client-dropped owner={} reason={}", client.owner, reason);
    clients.remove(client);
    client.loop.runOnContext(in -> client.response.reset());
  }

  @Override
  public void close() {
    synchronized (pending) {
      clock.shutdownNow();
    }
    clients.forEach(client -> client.loop.runOnContext(in -> client.response.end()));
    clients.clear();
  }
}
