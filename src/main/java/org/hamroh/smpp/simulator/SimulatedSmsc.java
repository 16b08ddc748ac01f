package org.hamroh.smpp.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.hamroh.yaml.Secret;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/// A mobile carrier's message centre on loopback, for the demonstration, the benchmark and the
/// tests: a real SMPP server that takes submits, answers with ids and sends receipts, as politely
/// or as badly as its [SmscBehaviour] says. Receipts wait while nobody is logged in.
public final class SimulatedSmsc implements AutoCloseable {

  /// Submits that are remembered; the oldest are forgotten first.
  private static final int MOST_REMEMBERED = 200_000;

  /// Threads that answer one link: a slow answer keeps one busy, so there are more than any test's
  /// window.
  private static final int ANSWERING = 64;

  private static final int WAITING_SUBMITS = 10_000;
  private static final int BIND_PATIENCE_MILLIS = 5_000;
  private static final int FAREWELL_MILLIS = 1_000;
  private static final int INCOMING_PATIENCE_MILLIS = 5_000;
  /// Between an answer and the cut after it: the answer is on the wire by then.
  private static final int AFTER_ANSWER_MILLIS = 20;

  private static final Logger LOG = LogManager.getLogger(SimulatedSmsc.class);

  private final String systemId;
  private final Secret password;
  private final Consumer<TakenSubmit> log;
  private final Random chance;
  private final SMPPServerSessionListener listener;
  private final int port;
  private final Set<SMPPServerSession> links = ConcurrentHashMap.newKeySet();
  private final ReceiptPost receipts = new ReceiptPost(links);
  private final CountDownLatch closed = new CountDownLatch(1);

  /// Ids go on from the clock, so that a simulator that starts again gives none twice.
  private final AtomicLong nextId = new AtomicLong(System.currentTimeMillis() * 1000);

  private final AtomicLong count = new AtomicLong();
  private final Pace pace = new Pace();

  // Guarded by itself.
  private final Deque<TakenSubmit> taken = new ArrayDeque<>();

  private volatile SmscBehaviour behaviour;

  private SimulatedSmsc(
      LoopbackListener socket,
      String systemId,
      Secret password,
      SmscBehaviour behaviour,
      long seed,
      Consumer<TakenSubmit> log)
      throws IOException {
    this.systemId = systemId;
    this.password = password;
    this.behaviour = behaviour;
    this.chance = new Random(seed);
    this.log = log;
    this.port = socket.port();
    this.listener = new SMPPServerSessionListener(port, socket);
    listener.setPduProcessorDegree(ANSWERING);
    listener.setQueueCapacity(WAITING_SUBMITS);
  }

  /// The same over TLS.
  ///
  /// @param keys a PKCS 12 file with the certificate, and its password
  public static SimulatedSmsc startSecured(
      int port,
      String systemId,
      Secret password,
      SmscBehaviour behaviour,
      long seed,
      Consumer<TakenSubmit> log,
      Keys keys) {
    return start(port, Optional.of(keys), systemId, password, behaviour, seed, log);
  }

  /// A certificate for TLS.
  ///
  /// @param file a PKCS 12 file
  public record Keys(Path file, Secret password) {}

  /// Listens at once.
  ///
  /// @param port     on loopback, 0 for any free one: see [#port]
  /// @param systemId and password that a bind has to bring
  /// @param seed     for whatever the behaviour leaves to chance
  /// @param log      is told of each submit before it is answered
  /// @throws ProblemsException when the port is taken
  public static SimulatedSmsc start(
      int port,
      String systemId,
      Secret password,
      SmscBehaviour behaviour,
      long seed,
      Consumer<TakenSubmit> log) {
    return start(port, Optional.empty(), systemId, password, behaviour, seed, log);
  }

  private static SimulatedSmsc start(
      int port,
      Optional<Keys> keys,
      String systemId,
      Secret password,
      SmscBehaviour behaviour,
      long seed,
      Consumer<TakenSubmit> log) {
    try {
      SimulatedSmsc smsc =
          new SimulatedSmsc(
              new LoopbackListener(port, keys), systemId, password, behaviour, seed, log);
      Thread.ofPlatform().name("smsc-accept").daemon().start(smsc::acceptLoop);
      return smsc;
    } catch (IOException e) {
      throw new ProblemsException(
          Problem.of(
              "port " + port,
              "the built-in SMSC cannot listen there: " + e.getMessage(),
              "stop what uses it, or set HAMROH_SMSC_PORT"));
    }
  }

  public int port() {
    return port;
  }

  /// Changes its mood from now on.
  public void behave(SmscBehaviour next) {
    behaviour = next;
  }

  /// Every submit it took, in their order.
  public List<TakenSubmit> taken() {
    synchronized (taken) {
      return List.copyOf(taken);
    }
  }

  /// Receipts that are still to be sent.
  public int receiptsWaiting() {
    return receipts.waiting();
  }

  public int links() {
    return links.size();
  }

  /// Breaks every connection without a word.
  public void cutOff() {
    links.forEach(SMPPServerSession::close);
  }

  /// Somebody writes to us.
  ///
  /// @param from E.164
  /// @param to   our short code or number
  /// @throws IllegalStateException when nobody is logged in or the text is not taken
  public void writeToUs(String from, String to, String text) {
    byte[] units = text.getBytes(StandardCharsets.UTF_16BE);
    bringToUs(from, to, 0x08, false, units);
  }

  /// The same with octets as a carrier might send them.
  ///
  /// @param coding §5.2.19
  /// @param joined whether the octets begin with a user data header
  /// @throws IllegalStateException when nobody is logged in or the text is not taken
  public void bringToUs(String from, String to, int coding, boolean joined, byte[] octets) {
    receipts.deliverNow(
        from.replace("+", ""), to, (byte) coding, joined, octets, INCOMING_PATIENCE_MILLIS);
  }

  private void acceptLoop() {
    while (closed.getCount() > 0) {
      try {
        SMPPServerSession link = listener.accept();
        link.setMessageReceiverListener(new SubmitDesk(this::take));
        Thread.ofVirtual().name("smsc-bind").start(() -> bind(link));
      } catch (IOException e) {
        if (closed.getCount() > 0) {
          LOG.warn("event=smsc-accept-failed reason={}", e.getMessage());
        }
      }
    }
  }

  private void bind(SMPPServerSession link) {
    try {
      BindRequest bind = link.waitForBind(BIND_PATIENCE_MILLIS);
      if (!bind.getSystemId().equals(systemId)) {
        bind.reject(SMPPConstant.STAT_ESME_RINVSYSID);
      } else if (!bind.getPassword().equals(password.value())) {
        bind.reject(SMPPConstant.STAT_ESME_RINVPASWD);
      } else {
        link.addSessionStateListener(
            (now, before, which) -> {
              if (now == SessionState.CLOSED) {
                links.remove(link);
              }
            });
        links.add(link);
        bind.accept("simulator");
        return;
      }
      pause(FAREWELL_MILLIS); // who is refused reads the answer and hangs up first
      link.close();
    } catch (IOException | PDUStringException | TimeoutException | IllegalStateException e) {
      links.remove(link);
      link.close(); // whoever it was went away during the greeting
    }
  }

  private SubmitSmResult take(SubmitSm pdu, SMPPServerSession link) throws ProcessRequestException {
    SmscBehaviour mood = behaviour;
    double dice = dice();
    for (Map.Entry<Integer, Double> refusal : mood.refusals().entrySet()) {
      if (dice < refusal.getValue()) {
        pause(mood.answerDelay().toMillis());
        throw new ProcessRequestException("as it was told to", refusal.getKey());
      }
      dice -= refusal.getValue();
    }
    if (mood.mostPerSecond() > 0 && !pace.bears(mood.mostPerSecond())) {
      pause(mood.answerDelay().toMillis());
      throw new ProcessRequestException("too fast", SMPPConstant.STAT_ESME_RTHROTTLED);
    }
    long id = nextId.getAndIncrement();
    long place = count.incrementAndGet();
    TakenSubmit submit =
        new TakenSubmit(
            Instant.now(),
            Long.toString(id),
            pdu.getSourceAddr(),
            pdu.getDestAddress(),
            pdu.getDataCoding(),
            pdu.isUdhi(),
            octets(pdu));
    remember(submit);
    log.accept(submit);
    String fate = mood.fate().apply(pdu.getDestAddress());
    if (!fate.isEmpty() && pdu.getRegisteredDelivery() != 0) {
      for (int i = 0; i < (mood.receiptTwice() ? 2 : 1); i++) {
        receipts.send(submit, id, fate, mood, mood.receiptFirst() ? 0 : wait(mood));
      }
    }
    if (mood.receiptFirst()) {
      receipts.awaitSent(id);
    }
    pause((long) (mood.answerDelay().toMillis() * (mood.isReordering() ? 2 * dice() : 1)));
    if (dice < mood.cutOff() || mood.cutsAt(place, SmscBehaviour.Cut.BEFORE_ANSWER)) {
      link.close();
    } else if (mood.cutsAt(place, SmscBehaviour.Cut.AFTER_ANSWER)) {
      Thread.ofVirtual()
          .name("smsc-cut")
          .start(
              () -> {
                pause(AFTER_ANSWER_MILLIS);
                link.close();
              });
    }
    if (dice < mood.cutOff() + mood.unanswered()) {
      pause(TimeUnit.HOURS.toMillis(1)); // the answer never comes; ends when the simulator closes
      throw new ProcessRequestException("never said", SMPPConstant.STAT_ESME_RSYSERR);
    }
    try {
      return new SubmitSmResult(
          new MessageId(
              mood.ids() == SmscBehaviour.Ids.HEX_THEN_DECIMAL
                  ? Long.toHexString(id)
                  : Long.toString(id)),
          null);
    } catch (PDUStringException e) {
      throw new IllegalStateException("an id of digits is always written", e);
    }
  }

  private double dice() {
    synchronized (chance) {
      return chance.nextDouble();
    }
  }

  private static byte[] octets(SubmitSm pdu) {
    OptionalParameter.Message_payload payload =
        pdu.getOptionalParameter(OptionalParameter.Message_payload.class);
    return payload == null ? pdu.getShortMessage() : payload.getValue();
  }

  private long wait(SmscBehaviour mood) {
    long usual = mood.answerDelay().plus(mood.receiptDelay()).toMillis();
    return mood.isReordering() ? (long) (usual * 2 * dice()) : usual;
  }

  private void remember(TakenSubmit submit) {
    synchronized (taken) {
      taken.addLast(submit);
      if (taken.size() > MOST_REMEMBERED) {
        taken.removeFirst();
      }
    }
  }

  private void pause(long millis) {
    try {
      if (millis > 0 && closed.await(millis, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the link was closed while its answer waited
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
    } catch (IOException e) {
      LOG.warn("event=smsc-close-failed reason={}", e.getMessage());
    }
    receipts.close();
    cutOff();
  }
}
