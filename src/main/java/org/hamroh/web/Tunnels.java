package org.hamroh.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/// Joins a page's WebSocket to one of a program on this machine (see [Tunnel]).
final class Tunnels {

  private static final Logger LOG = LogManager.getLogger(Tunnels.class);

  /// Each page has one; a site has tens of pages.
  private static final int MOST = 400;

  private static final Duration CONNECT = Duration.ofSeconds(3);

  /// A page cannot ping by itself. Two unanswered, and some: it is frozen, or its network is gone.
  private static final Duration PING = Duration.ofSeconds(15);

  private static final Duration SILENCE = Duration.ofSeconds(37);

  /// "Going away": the other end has ended, come again (RFC 6455 §7.4.1).
  private static final int FAR_IS_GONE = 1012;

  private static final int AGAINST_POLICY = 1008;
  private static final int VANISHED = 1006;

  /// The session ended while the page stood open.
  static final int LOGGED_OUT = 4002;

  private final Vertx vertx;
  private final Limits limits;
  private final Workers workers;
  private final Gate gate;
  private final Set<Joint> joints = ConcurrentHashMap.newKeySet();

  Tunnels(Vertx vertx, Limits limits, Workers workers, Gate gate) {
    this.vertx = vertx;
    this.limits = limits;
    this.workers = workers;
    this.gate = gate;
  }

  /// Asks at once who may still be here: somebody was logged out.
  void lookAgain() {
    joints.forEach(joint -> joint.endWithoutSession());
  }

  /// @param roles who may come to the door; the tunnel itself may be more particular
  io.vertx.core.Handler<RoutingContext> door(Tunnel tunnel, Set<Role> roles) {
    Tunnel.Far far = tunnel.far();
    WebSocketClient client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(MOST)
                .setConnectTimeout((int) CONNECT.toMillis())
                .setLocalAddress(far.fromAddress()));
    WebSocketConnectOptions way =
        new WebSocketConnectOptions()
            .setHost(far.host())
            .setPort(far.port())
            .setURI(far.path())
            .addSubProtocol(far.protocol());
    return context -> {
      Visit visit = Visit.of(context);
      context.request().pause(); // or the upgrade is lost while we look who it is
      workers.run(
          context,
          limits.deadline(),
          () -> decide(tunnel, visit, roles),
          decision -> {
            Tunnel.Admission admission = decision.admission();
            if (admission == null) {
              refuse(context, decision.status());
              return;
            }
            client
                .connect(way)
                .onFailure(away -> refuse(context, 503))
                .onSuccess(there -> upgrade(context, visit, admission, there));
          });
    };
  }

  /// @param status of the refusal, when there is no admission
  private record Decision(Tunnel.@Nullable Admission admission, int status) {}

  private Decision decide(Tunnel tunnel, Visit visit, Set<Role> roles) {
    try {
      Gate.Who who = gate.known(visit);
      Gate.check(who, roles);
      gate.checkSocket(visit, who);
      return new Decision(
          tunnel.admit(
              new Tunnel.Knock(who.principal(), Optional.ofNullable(visit.query().get("page")))),
          0);
    } catch (Refusal refusal) {
      return new Decision(null, refusal.status());
    }
  }

  /// A script asks, no person: it gets the number alone, and no way to a login page.
  private static void refuse(RoutingContext context, int status) {
    if (!context.response().ended()) {
      context.response().setStatusCode(status).end();
    }
  }

  private void upgrade(
      RoutingContext context, Visit visit, Tunnel.Admission admission, WebSocket there) {
    context
        .request()
        .toWebSocket()
        .onFailure(
            failure -> {
              there.close();
              refuse(context, 426); // no WebSocket
            })
        .onSuccess(here -> new Joint(here, there, visit).open(admission));
  }

  /// Two sockets that live and end together. Only the event loop touches it.
  private final class Joint implements Tunnel.Ends {

    private final ServerWebSocket here;
    private final WebSocket there;
    private final Visit visit;
    private final List<Long> timers = new ArrayList<>();
    private final io.vertx.core.Context loop = vertx.getOrCreateContext();
    private Tunnel.@Nullable Traffic traffic;
    private long heard = System.nanoTime();
    private int code = VANISHED;
    private boolean ended;

    Joint(ServerWebSocket here, WebSocket there, Visit visit) {
      this.here = here;
      this.there = there;
      this.visit = visit;
    }

    void open(Tunnel.Admission admission) {
      joints.add(this);
      Tunnel.Traffic room = admission.open(this);
      traffic = room;
      here.textMessageHandler(
          message -> {
            heard = System.nanoTime();
            if (!room.fromPage(message)) {
              end(AGAINST_POLICY, "not allowed");
            } else {
              pass(there, message);
            }
          });
      here.binaryMessageHandler(message -> end(AGAINST_POLICY, "text only"));
      here.pongHandler(pong -> heard = System.nanoTime());
      here.closeHandler(
          gone -> {
            Short said = here.closeStatusCode();
            end(said == null ? VANISHED : said, "");
          });
      here.exceptionHandler(failure -> end(VANISHED, ""));
      there.textMessageHandler(
          message -> {
            room.toPage(message);
            pass(here, message);
          });
      there.closeHandler(gone -> end(FAR_IS_GONE, "come again"));
      there.exceptionHandler(failure -> end(FAR_IS_GONE, "come again"));
      timers.add(vertx.setPeriodic(PING.toMillis(), tick -> look()));
    }

    private void pass(WebSocketBase to, String message) {
      if (ended || to.isClosed()) {
        return; // the last words of one end come when the other has gone
      }
      if (to.writeQueueFull()) {
        end(FAR_IS_GONE, "too slow"); // signalling is a few kB a call: nobody reads any more
        return;
      }
      to.writeTextMessage(message);
    }

    private void look() {
      if (System.nanoTime() - heard > SILENCE.toNanos()) {
        end(VANISHED, "");
        return;
      }
      here.writePing(Buffer.buffer("hamroh"));
      endWithoutSession();
    }

    /// From any thread.
    private void endWithoutSession() {
      Thread.ofVirtual()
          .name("tunnel-session")
          .start(
              () -> {
                try {
                  // A locked console keeps its talk; nothing new gets through.
                  if (gate.session(visit).isEmpty()) {
                    close(LOGGED_OUT, "logged out");
                  }
                } catch (RuntimeException e) {
                  LOG.warn("event=tunnel-session-unknown reason={}", e.getMessage()); // next time
                }
              });
    }

    @Override
    public void close(int with, String reason) {
      loop.runOnContext(in -> end(with, reason));
    }

    private void end(int with, String reason) {
      if (ended) {
        return;
      }
      ended = true;
      joints.remove(this);
      code = with;
      timers.forEach(vertx::cancelTimer);
      if (!here.isClosed()) {
        if (with == VANISHED) {
          here.close();
        } else {
          here.close((short) with, reason);
        }
      }
      if (!there.isClosed()) {
        there.close();
      }
      if (traffic != null) {
        traffic.closed(code);
      }
    }
  }
}
