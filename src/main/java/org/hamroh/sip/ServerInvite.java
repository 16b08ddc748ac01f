package org.hamroh.sip;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// An INVITE that we answer: a call that comes in, or a change inside one. The final answer goes
/// out again until the far end says ACK (RFC 3261 §13.3.1.4, §17.2.1).
final class ServerInvite {

  /// 64 times T1: after that the far end is gone.
  private static final Duration LONGEST = Duration.ofSeconds(32);

  private final SipSocket socket;
  private final Dialog dialog;
  private final SipMessage invite;
  private final Runnable onNoAck;
  private final CountDownLatch acknowledged = new CountDownLatch(1);
  private SipMessage last;
  private boolean isFinal;

  /// @param onNoAck what to do when the ACK never comes
  ServerInvite(SipSocket socket, Dialog dialog, SipMessage invite, Runnable onNoAck) {
    this.socket = socket;
    this.dialog = dialog;
    this.invite = invite;
    this.onNoAck = onNoAck;
    this.last = SipMessage.response(invite, 100);
    socket.send(last, dialog.peer());
  }

  SipMessage invite() {
    return invite;
  }

  /// Whether this is the same INVITE, sent again.
  boolean isSame(SipMessage other) {
    return other.cseq() == invite.cseq();
  }

  synchronized boolean isFinal() {
    return isFinal;
  }

  void respond(int code) {
    respond(SipMessage.response(invite, code));
  }

  void respond(int code, String sdp) {
    respond(
        SipMessage.response(invite, code)
            .with("Contact", dialog.contact())
            .with("Allow", CallLeg.ALLOWED)
            .withBody("application/sdp", sdp));
  }

  private synchronized void respond(SipMessage response) {
    if (isFinal) {
      return; // the first final answer stands
    }
    last = response.withToTag(dialog.localTag());
    isFinal = response.status() >= 200;
    socket.send(last, dialog.peer());
    if (isFinal) {
      Thread.ofVirtual().name("telephone-answer").start(this::resend);
    }
  }

  /// The INVITE came again: our answer was lost.
  synchronized void again() {
    socket.send(last, dialog.peer());
  }

  void onAck() {
    acknowledged.countDown();
  }

  private void resend() {
    try {
      long pause = ClientTransaction.T1_MILLIS;
      long left = LONGEST.toMillis();
      while (left > 0) {
        if (acknowledged.await(pause, TimeUnit.MILLISECONDS)) {
          return;
        }
        left -= pause;
        pause = Math.min(pause * 2, ClientTransaction.T2_MILLIS);
        again();
      }
      onNoAck.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
