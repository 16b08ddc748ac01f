package org.hamroh.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;

/// The SMPP library alone, as fast as it goes: a window of unanswered submits, no store, no gate,
/// nothing remembered. What nothing built on it can beat.
final class BareSender {

  private static final int BIND_MILLIS = 10_000;

  private BareSender() {}

  static Duration run(int port, int messages, int window, int seconds)
      throws IOException, InterruptedException {
    SMPPSession session = new SMPPSession();
    session.setTransactionTimer(Duration.ofSeconds(seconds).toMillis());
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
      return Duration.ofNanos(System.nanoTime() - began);
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
}
