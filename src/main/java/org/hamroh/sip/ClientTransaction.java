package org.hamroh.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One request of ours and the wait for its answer. UDP loses datagrams, so the request goes out
/// again after 0.5 s, 1 s, 2 s… (RFC 3261 §17.1, timers A and E) until the far end says anything.
final class ClientTransaction implements AutoCloseable {

  /// T1, the guess of a round trip (RFC 3261 §17.1.1.1).
  static final long T1_MILLIS = 500;

  /// T2, the longest pause between two sendings of a request that is not an INVITE.
  static final long T2_MILLIS = 4000;

  /// A far end that sends more answers than this to one request is out of order.
  private static final int MAX_RESPONSES = 64;

  private final SipSocket socket;
  private final SipMessage request;
  private final InetSocketAddress to;
  private boolean heardOf; // only the thread that awaits looks at it
  private final BlockingQueue<SipMessage> responses = new ArrayBlockingQueue<>(MAX_RESPONSES);

  ClientTransaction(SipSocket socket, SipMessage request, InetSocketAddress to) {
    this.socket = socket;
    this.request = request;
    this.to = to;
  }

  SipMessage request() {
    return request;
  }

  void offer(SipMessage response) {
    if (!responses.offer(response)) {
      throw new IllegalStateException("over " + MAX_RESPONSES + " answers to one request");
    }
  }

  /// Waits for the final answer; may be called again to wait longer.
  ///
  /// @param onProvisional takes each answer below 200
  /// @return null when none came in time
  @Nullable SipMessage await(Duration within, Consumer<SipMessage> onProvisional)
      throws InterruptedException {
    boolean isInvite = request.method().equals("INVITE");
    long pause = T1_MILLIS;
    long now = System.nanoTime();
    long deadline = now + within.toNanos();
    long resendAt = now + TimeUnit.MILLISECONDS.toNanos(pause);
    while (true) {
      now = System.nanoTime();
      if (now >= deadline) {
        return null;
      }
      boolean resends = !(isInvite && heardOf);
      if (resends && now >= resendAt) {
        socket.send(request, to);
        pause = isInvite ? pause * 2 : Math.min(pause * 2, T2_MILLIS);
        resendAt = now + TimeUnit.MILLISECONDS.toNanos(pause);
      }
      long until = resends ? Math.min(deadline, resendAt) : deadline;
      SipMessage response = responses.poll(until - now, TimeUnit.NANOSECONDS);
      if (response == null) {
        continue;
      }
      if (response.status() >= 200) {
        return response;
      }
      heardOf = true;
      onProvisional.accept(response);
    }
  }

  @Override
  public void close() {
    socket.end(this);
  }
}
