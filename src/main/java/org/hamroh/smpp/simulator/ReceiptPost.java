package org.hamroh.smpp.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;

/// The simulator's outgoing tray: sends receipts to whichever link is up, again and again until one
/// takes them.
final class ReceiptPost implements AutoCloseable {

  /// Receipts on their way at once: a carrier waits for no answer before the next one.
  private static final int SENDERS = 64;

  private static final int RETRY_MILLIS = 100;

  /// Ten minutes of tries; a tray that nobody empties is emptied then.
  private static final int MOST_TRIES = 6_000;

  private static final int FIRST_PATIENCE_MILLIS = 5_000;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);
  private static final Map<String, Byte> STATES =
      Map.of(
          "ENROUTE", (byte) 1, "DELIVRD", (byte) 2, "EXPIRED", (byte) 3, "DELETED", (byte) 4,
          "UNDELIV", (byte) 5, "ACCEPTD", (byte) 6, "UNKNOWN", (byte) 7, "REJECTD", (byte) 8);
  private static final Logger LOG = LogManager.getLogger(ReceiptPost.class);

  private final Set<SMPPServerSession> links;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<Long, CountDownLatch> firsts = new ConcurrentHashMap<>();
  private final ScheduledExecutorService senders =
      Executors.newScheduledThreadPool(
          SENDERS, Thread.ofPlatform().name("smsc-receipt-", 0).daemon().factory());

  ReceiptPost(Set<SMPPServerSession> links) {
    this.links = links;
  }

  int waiting() {
    return waiting.get();
  }

  void send(TakenSubmit submit, long id, String state, SmscBehaviour mood, long afterMillis) {
    if (mood.receiptFirst()) {
      firsts.put(id, new CountDownLatch(1));
    }
    String written =
        mood.ids() == SmscBehaviour.Ids.DECIMAL_THEN_HEX ? Long.toHexString(id) : Long.toString(id);
    String text =
        "id:%s sub:001 dlvrd:%s submit date:%s done date:%s stat:%s err:%s text:"
            .formatted(
                written,
                state.equals("DELIVRD") ? "001" : "000",
                MINUTE.format(submit.at()),
                MINUTE.format(Instant.now()),
                state,
                state.equals("DELIVRD") ? "000" : "027");
    OptionalParameter[] fields =
        mood.receiptField()
            ? new OptionalParameter[] {
              new OptionalParameter.Receipted_message_id(written),
              new OptionalParameter.Message_state(STATES.getOrDefault(state, (byte) 7))
            }
            : new OptionalParameter[0];
    waiting.incrementAndGet();
    schedule(
        new Letter(
            id,
            submit.destination(),
            submit.source(),
            SMPPConstant.ESMCLS_SMSC_DELIV_RECEIPT,
            (byte) 0,
            text.getBytes(StandardCharsets.ISO_8859_1),
            fields),
        0,
        afterMillis);
  }

  /// Waits until a receipt that goes before its answer has been taken.
  void awaitSent(long id) {
    CountDownLatch first = firsts.remove(id);
    try {
      if (first != null && !first.await(FIRST_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.warn("event=smsc-receipt-late id={}", id);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @throws IllegalStateException when no link takes it in time
  void deliverNow(
      String from, String to, byte coding, boolean joined, byte[] octets, int patienceMillis) {
    byte esmClass = joined ? SMPPConstant.ESMCLS_UDHI_INDICATOR_SET : 0;
    Letter letter = new Letter(0, from, to, esmClass, coding, octets, new OptionalParameter[0]);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    while (!deliver(letter)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("nobody is logged in to take the text");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted before anybody took the text", e);
      }
    }
  }

  private record Letter(
      long id,
      String from,
      String to,
      byte esmClass,
      byte dataCoding,
      byte[] octets,
      OptionalParameter[] fields) {}

  private void schedule(Letter letter, int tries, long afterMillis) {
    try {
      senders.schedule(() -> attempt(letter, tries), afterMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      waiting.decrementAndGet(); // the simulator is closing
    }
  }

  private void attempt(Letter letter, int tries) {
    if (deliver(letter)) {
      waiting.decrementAndGet();
      CountDownLatch first = firsts.get(letter.id);
      if (first != null) {
        first.countDown();
      }
    } else if (tries < MOST_TRIES) {
      schedule(letter, tries + 1, RETRY_MILLIS);
    } else {
      waiting.decrementAndGet();
      LOG.warn("event=smsc-receipt-dropped id={}", letter.id);
    }
  }

  private boolean deliver(Letter letter) {
    for (SMPPServerSession link : links) {
      try {
        link.deliverShortMessage(
            "",
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            letter.from,
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN,
            letter.to,
            new ESMClass(letter.esmClass),
            (byte) 0,
            (byte) 0,
            new RegisteredDelivery(0),
            new RawDataCoding(letter.dataCoding),
            letter.octets,
            letter.fields);
        return true;
      } catch (IOException
          | PDUException
          | ResponseTimeoutException
          | InvalidResponseException
          | NegativeResponseException e) {
        LOG.debug("event=smsc-delivery-failed reason={}", e.getMessage());
      }
    }
    return false;
  }

  @Override
  public void close() {
    senders.shutdownNow();
  }
}
