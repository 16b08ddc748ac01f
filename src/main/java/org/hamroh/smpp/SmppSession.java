package org.hamroh.smpp;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.smpp.SubmitOutcome.Accepted;
import org.hamroh.smpp.SubmitOutcome.Refused;
import org.hamroh.smpp.SubmitOutcome.Unknown;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jspecify.annotations.Nullable;

/// One bind to one SMSC, kept up: logs in as transceiver, asks an idle link whether it lives, and
/// comes back after a loss with growing pauses. Segments leave through a window of unanswered
/// submits at the agreed pace.
///
/// How to send: [#reserve] places, mark the segments durably, [#submit] each, keep the result, then
/// [#release]. Safe for several threads; the listener is called by the library's threads.
public final class SmppSession implements SmsTransport {

  /// Receipts and texts waiting for a thread; the library answers "throttled" past it.
  private static final int RECEIVE_QUEUE = 2_000;

  /// Threads that hand receipts over; their commits are one sync together.
  private static final int RECEIVERS = 8;

  /// Answers that were on the wire when the link broke are read within this.
  private static final Duration AFTERMATH = Duration.ofMillis(500);

  private static final DateTimeFormatter VALID_UNTIL =
      DateTimeFormatter.ofPattern("yyMMddHHmmss").withZone(ZoneOffset.UTC);

  private static final Pattern DIGITS = Pattern.compile("\\+?[0-9]+");
  private static final Duration GOODBYE = Duration.ofSeconds(2);
  private static final Logger LOG = LogManager.getLogger(SmppSession.class);

  private final String route;
  private final SmppConfig config;
  private final SmppTimers timers;
  private final FromSmsc.Taker taker;
  private final SendWindow window;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Object linked = new Object();
  private final Set<CompletableFuture<SubmitOutcome>> inFlight = ConcurrentHashMap.newKeySet();
  private volatile @Nullable SMPPSession session;
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

  /// Waits for a link and takes free places, as many as the pace allows.
  ///
  /// @return 0 when there is no link or no place in time
  @Override
  public int reserve(int most, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    if (!awaitLink(patience)) {
      return 0;
    }
    return window.reserve(most, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
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

  /// Hands a segment over and waits for the answer, at most the answer timer. Needs a reserved
  /// place. Never throws: what is known afterwards is the outcome.
  @Override
  public SubmitOutcome submit(SubmitSegment segment) {
    SMPPSession link = session;
    if (link == null || !link.getSessionState().isTransmittable()) {
      return new Refused(Refusal.notLinked());
    }
    CompletableFuture<SubmitOutcome> outcome = new CompletableFuture<>();
    inFlight.add(outcome);
    try {
      Thread.ofVirtual()
          .name("smpp-submit-" + route)
          .start(() -> outcome.complete(submit(link, segment)));
      SubmitOutcome known =
          outcome.get(timers.answer().multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
      if (known instanceof Refused(var refusal) && refusal.retry() == Refusal.Retry.SLOWER) {
        window.slowDown();
      }
      return known;
    } catch (TimeoutException e) {
      return new Unknown("No answer came, not even from the library.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Unknown("The server stopped while it waited for the answer.");
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("an outcome is never an exception", e);
    } finally {
      inFlight.remove(outcome);
    }
  }

  private SubmitOutcome submit(SMPPSession link, SubmitSegment segment) {
    boolean digits = DIGITS.matcher(segment.source()).matches();
    boolean shortCode =
        digits && !segment.source().startsWith("+") && segment.source().length() < 7;
    try {
      return new Accepted(
          link.submitShortMessage(
                  "",
                  digits
                      ? shortCode ? TypeOfNumber.UNKNOWN : TypeOfNumber.INTERNATIONAL
                      : TypeOfNumber.ALPHANUMERIC,
                  digits ? NumberingPlanIndicator.ISDN : NumberingPlanIndicator.UNKNOWN,
                  segment.source().replace("+", ""),
                  TypeOfNumber.INTERNATIONAL,
                  NumberingPlanIndicator.ISDN,
                  segment.destination().substring(1),
                  new ESMClass(segment.joined() ? SMPPConstant.ESMCLS_UDHI_INDICATOR_SET : 0),
                  (byte) 0,
                  (byte) 0,
                  null,
                  validity(segment),
                  new RegisteredDelivery(SMPPConstant.REGDEL_SMSC_SUCCESS_FAILURE_REQUESTED),
                  (byte) 0,
                  new RawDataCoding(segment.dataCoding()),
                  (byte) 0,
                  segment.isPayload() ? new byte[0] : segment.octets(),
                  segment.isPayload()
                      ? new OptionalParameter[] {
                        new OptionalParameter.Message_payload(segment.octets())
                      }
                      : new OptionalParameter[0])
              .getMessageId());
    } catch (NegativeResponseException e) {
      return new Refused(Refusal.of(e.getCommandStatus()));
    } catch (PDUException e) {
      return new Refused(new Refusal(RefusalName.NOT_WRITABLE, String.valueOf(e.getMessage())));
    } catch (ResponseTimeoutException e) {
      return new Unknown("The SMSC did not answer in " + timers.answer().toSeconds() + " s.");
    } catch (InvalidResponseException e) {
      return new Unknown("The SMSC's answer could not be read: " + e.getMessage());
    } catch (IOException e) {
      return new Unknown("The link broke before the answer.");
    } catch (RuntimeException e) {
      LOG.error("event=submit-failed route={}", route, e);
      return new Unknown("The answer was lost inside the server.");
    }
  }

  /// `validity_period` (§7.1.1): absolute, in UTC.
  private static @Nullable String validity(SubmitSegment segment) {
    return segment.validUntil().map(until -> VALID_UNTIL.format(until) + "000+").orElse(null);
  }

  private void supervise() {
    Duration pause = timers.firstPause();
    try {
      while (closing.getCount() > 0) {
        CountDownLatch lost = new CountDownLatch(1);
        try {
          SMPPSession link = bind(lost);
          session = link;
          pause = timers.firstPause();
          tell(LinkState.up(LinkWord.LINKED, "linked to " + address(), address()));
          while (!lost.await(1, TimeUnit.SECONDS) && closing.getCount() > 0) {
            // until the link is lost or we leave
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

  private SMPPSession bind(CountDownLatch lost) throws IOException {
    SMPPSession link = new SMPPSession(new SmppSocket(timers.connect(), config.tls()));
    link.setTransactionTimer(timers.answer().toMillis());
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
  private void leave(SMPPSession link) throws InterruptedException {
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
    for (CompletableFuture<SubmitOutcome> waiting : Set.copyOf(inFlight)) {
      waiting.complete(new Unknown("The link broke before the answer."));
    }
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
