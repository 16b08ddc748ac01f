package org.hamroh.smpp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.smpp.SubmitOutcome.Refused;
import org.hamroh.smpp.SubmitOutcome.Unknown;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jspecify.annotations.Nullable;

/// One bind to one SMSC, kept up: logs in as transceiver, asks an idle link whether it lives, and
/// comes back after a loss with growing pauses. Segments leave through a window of unanswered
/// submits at the agreed pace.
///
/// How to send: [#take] places, mark the segments durably, [#submitAll], keep the results, then
/// settle the window. Safe for several threads; the listener is called by the library's threads.
public final class SmppSession implements SmsTransport {

  /// Receipts and texts waiting for a thread; the library answers "throttled" past it.
  private static final int RECEIVE_QUEUE = 2_000;

  /// Threads that hand receipts over; their commits are one sync together. Answers to submits come
  /// by the same threads, and must not wait until all of them have kept a receipt.
  private static final int RECEIVERS = 32;

  /// Answers that were on the wire when the link broke are read within this.
  private static final Duration AFTERMATH = Duration.ofMillis(500);

  /// How often it is looked whether an answer is overdue, or the link is to be left.
  private static final long LOOK_MILLIS = 1_000;

  private static final Duration GOODBYE = Duration.ofSeconds(2);
  private static final Logger LOG = LogManager.getLogger(SmppSession.class);

  private final String route;
  private final SmppConfig config;
  private final SmppTimers timers;
  private final FromSmsc.Taker taker;
  private final SendWindow window;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Object linked = new Object();
  private volatile @Nullable SubmitLink session;
  private volatile LinkState state = LinkState.NOT_STARTED;
  private @Nullable Thread supervisor;

  /// @param route name for logs
  /// @param taker keeps what the SMSC hands over, before it is answered
  public SmppSession(String route, SmppConfig config, SmppTimers timers, FromSmsc.Taker taker) {
    this.route = route;
    this.config = config;
    this.timers = timers;
    this.taker = taker;
    this.window = new SendWindow(config.window(), config.segmentsPerSecond());
  }

  /// Begins to bind, and returns at once. An SMSC that is down is no error here: see [#state].
  @Override
  public void start() {
    supervisor = Thread.ofVirtual().name("smpp-" + route).start(this::supervise);
  }

  @Override
  public LinkState state() {
    return state;
  }

  @Override
  public SendWindow window() {
    return window;
  }

  @Override
  public int take(int held) {
    return state.up() ? window.take(held, window.size()) : 0;
  }

  /// Waits until the link is up.
  public boolean awaitLink(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (linked) {
      while (!state.up()) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        linked.wait(left);
      }
      return true;
    }
  }

  /// Hands a segment over and waits for the answer, at most the answer timer.
  @Override
  public SubmitOutcome submit(SubmitSegment segment) {
    CompletableFuture<SubmitOutcome> outcome = new CompletableFuture<>();
    submitAll(List.of(segment), (one, known) -> outcome.complete(known));
    try {
      return outcome.get(timers.answer().multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Unknown("No answer came, not even from the library.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Unknown("The server stopped while it waited for the answer.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("an outcome is never an exception", e);
    }
  }

  @Override
  public void submitAll(
      List<SubmitSegment> segments, BiConsumer<SubmitSegment, SubmitOutcome> told) {
    SubmitLink link = session;
    BiConsumer<SubmitSegment, SubmitOutcome> heard =
        (segment, outcome) -> {
          if (outcome instanceof Refused(var refusal) && refusal.retry() == Refusal.Retry.SLOWER) {
            window.slowDown();
          }
          told.accept(segment, outcome);
        };
    if (link == null) {
      segments.forEach(segment -> heard.accept(segment, new Refused(Refusal.notLinked())));
    } else {
      link.submitAll(segments, heard);
    }
  }

  private void supervise() {
    Duration pause = timers.firstPause();
    try {
      while (closing.getCount() > 0) {
        CountDownLatch lost = new CountDownLatch(1);
        try {
          SubmitLink link = bind(lost);
          session = link;
          pause = timers.firstPause();
          tell(LinkState.up(LinkWord.LINKED, "linked to " + address(), address()));
          long look = Math.min(LOOK_MILLIS, Math.max(1, timers.answer().toMillis() / 4));
          while (!lost.await(look, TimeUnit.MILLISECONDS) && closing.getCount() > 0) {
            link.giveUpLate();
          }
          leave(link);
        } catch (IOException | RuntimeException e) {
          tell(LinkTrouble.of(config, e));
        }
        double jitter = ThreadLocalRandom.current().nextDouble(0.5, 1.0);
        if (closing.await((long) (pause.toMillis() * jitter), TimeUnit.MILLISECONDS)) {
          return;
        }
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(timers.longestPause()) > 0 ? timers.longestPause() : pause;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends
    }
  }

  private SubmitLink bind(CountDownLatch lost) throws IOException {
    SubmitLink link =
        new SubmitLink(new SmppSocket(timers.connect(), config.tls()), timers.answer());
    link.setEnquireLinkTimer(Math.toIntExact(timers.idle().toMillis()));
    link.setPduProcessorDegree(RECEIVERS);
    link.setQueueCapacity(RECEIVE_QUEUE);
    link.setMessageReceiverListener(new Receiver());
    link.addSessionStateListener(
        (now, before, which) -> {
          if (now == SessionState.CLOSED) {
            lost.countDown();
          }
        });
    try {
      link.connectAndBind(
          config.host(),
          config.port(),
          new BindParameter(
              bindType(),
              config.systemId(),
              config.password().value(),
              config.systemType() == null ? "" : config.systemType(),
              TypeOfNumber.UNKNOWN,
              NumberingPlanIndicator.UNKNOWN,
              null),
          timers.connect().toMillis());
      return link;
    } catch (IOException | RuntimeException e) {
      link.close();
      throw e;
    }
  }

  private String address() {
    return config.host() + ":" + config.port();
  }

  private BindType bindType() {
    return switch (config.bind()) {
      case "transmitter" -> BindType.BIND_TX;
      case "receiver" -> BindType.BIND_RX;
      default -> BindType.BIND_TRX;
    };
  }

  /// After a loss, or when we go: nobody waits for answers that can no longer come.
  private void leave(SubmitLink link) throws InterruptedException {
    session = null;
    boolean ours = closing.getCount() == 0;
    tell(
        ours
            ? LinkState.CLOSED
            : LinkState.down(LinkWord.LOST, "lost the link to " + address(), address()));
    if (ours) {
      link.setTransactionTimer(GOODBYE.toMillis());
      link.unbindAndClose();
    } else {
      TimeUnit.MILLISECONDS.sleep(AFTERMATH.toMillis());
      link.close();
    }
    link.giveUpAll();
  }

  private void tell(LinkState next) {
    LinkState before = state;
    state = next;
    synchronized (linked) {
      linked.notifyAll();
    }
    if (!before.equals(next)) {
      LOG.log(
          next.up() || closing.getCount() == 0
              ? org.apache.logging.log4j.Level.INFO
              : org.apache.logging.log4j.Level.WARN,
          "event=smsc-link route={} up={} state=\"{}\"",
          route,
          next.up(),
          next.sentence());
    }
  }

  @Override
  public void close() {
    closing.countDown();
    Thread running = supervisor;
    if (running != null) {
      try {
        running.join(GOODBYE.plus(timers.connect()).plusSeconds(1));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Hands over what comes; the library answers the SMSC when this returns.
  private final class Receiver implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm pdu) throws ProcessRequestException {
      try {
        taker.take(Deliveries.read(pdu));
      } catch (RuntimeException e) {
        LOG.error("event=delivery-not-kept route={} reason={}", route, e.getMessage());
        throw new ProcessRequestException(
            "not kept, try again", SMPPConstant.STAT_ESME_RX_T_APPN, e);
      }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
      // "this telephone is reachable again": we do not wait for any
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm pdu, Session from) throws ProcessRequestException {
      throw new ProcessRequestException("data_sm is not taken", SMPPConstant.STAT_ESME_RINVCMDID);
    }
  }
}
