package org.hamroh.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;

/// The SMPP library alone, as a program without a memory uses it: one submit a message, a thread
/// each, a window of unanswered submits; each answer is awaited and looked at, each receipt is
/// acknowledged. No store, no gate, no pace, nothing remembered: what nothing that calls the
/// library in the usual way can beat. The carrier is the same separate process, the window and the
/// text are the same as the hotline's.
final class BareSender {

  private static final int BIND_MILLIS = 10_000;

  private BareSender() {}

  /// @param receipts whether the carrier sends them
  static Took run(int port, int messages, int window, int seconds, boolean receipts)
      throws IOException, InterruptedException {
    CountDownLatch receiptsLeft = new CountDownLatch(receipts ? messages : 0);
    SMPPSession session = new SMPPSession();
    session.setTransactionTimer(Duration.ofSeconds(seconds).toMillis());
    session.setMessageReceiverListener(new Acknowledge(receiptsLeft));
    session.connectAndBind(
        "127.0.0.1",
        port,
        new BindParameter(
            BindType.BIND_TRX,
            "bench",
            "bench",
            "",
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN,
            null),
        BIND_MILLIS);
    try {
      byte[] words = SmsBench.WORDS.getBytes(StandardCharsets.UTF_16BE);
      Semaphore places = new Semaphore(window);
      AtomicInteger failed = new AtomicInteger();
      long began = System.nanoTime();
      for (int i = 0; i < messages; i++) {
        places.acquire();
        String number = "99290%07d".formatted(i);
        Thread.ofVirtual()
            .start(
                () -> {
                  if (!submit(session, number, words)) {
                    failed.incrementAndGet();
                  }
                  places.release();
                });
      }
      places.acquire(window);
      if (failed.get() > 0) {
        throw new BenchFailed(failed.get() + " submits of the bare library failed");
      }
      Duration answered = Duration.ofNanos(System.nanoTime() - began);
      if (!receiptsLeft.await(seconds, TimeUnit.SECONDS)) {
        throw new BenchFailed(receiptsLeft.getCount() + " receipts did not come");
      }
      return new Took(answered, Duration.ofNanos(System.nanoTime() - began));
    } finally {
      session.unbindAndClose();
    }
  }

  private static boolean submit(SMPPSession session, String number, byte[] words) {
    try {
      session.submitShortMessage(
          "",
          TypeOfNumber.ALPHANUMERIC,
          NumberingPlanIndicator.UNKNOWN,
          "BENCH",
          TypeOfNumber.INTERNATIONAL,
          NumberingPlanIndicator.ISDN,
          number,
          new ESMClass(),
          (byte) 0,
          (byte) 0,
          null,
          null,
          new RegisteredDelivery(1),
          (byte) 0,
          new RawDataCoding((byte) 8),
          (byte) 0,
          words);
      return true;
    } catch (PDUException
        | ResponseTimeoutException
        | InvalidResponseException
        | NegativeResponseException
        | IOException e) {
      return false;
    }
  }

  /// The library answers the carrier when this returns.
  private record Acknowledge(CountDownLatch left) implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm receipt) {
      left.countDown();
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
      // the simulated carrier sends none
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm pdu, Session from) throws ProcessRequestException {
      throw new ProcessRequestException("no data_sm", SMPPConstant.STAT_ESME_RINVCMDID);
    }
  }
}
