package org.hamroh.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The placing of one call: INVITE, the proof of the password when it is asked for, ACK, and CANCEL
/// when we think better of it (RFC 3261 §13.2, §9.1). Runs in a thread of its own.
final class ClientInvite implements Runnable {

  /// How the call came out of it; told from the thread that runs this.
  interface Outcome {
    void onRinging();

    void onAnswered(SipMessage ok);

    void onFailed(TelephoneException why);
  }

  /// Ringing ends some time; a hotline's longest ring is a minute.
  private static final Duration LONGEST_RINGING = Duration.ofMinutes(3);

  /// Timer B: a PBX that has not said a word by then is not there (RFC 3261 §17.1.1.2).
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(32);

  private final SipSocket socket;
  private final Dialog dialog;
  private final Caller caller;
  private final String offer;
  private final Digest.@Nullable Credentials credentials;
  private final Outcome outcome;
  private @Nullable SipMessage invite;
  private boolean isHeardOf;
  private boolean isCancelled;
  private volatile @Nullable SipMessage lastAck;

  ClientInvite(
      SipSocket socket,
      Dialog dialog,
      Caller caller,
      String offer,
      Digest.@Nullable Credentials credentials,
      Outcome outcome) {
    this.socket = socket;
    this.dialog = dialog;
    this.caller = caller;
    this.offer = offer;
    this.credentials = credentials;
    this.outcome = outcome;
  }

  @Override
  public void run() {
    try {
      @Nullable SipMessage answer = send(dialog.request("INVITE"));
      if (answer != null && (answer.status() == 401 || answer.status() == 407)) {
        Optional<SipMessage> proof = withProof(answer);
        if (proof.isPresent()) {
          answer = send(proof.get());
        }
      }
      if (answer == null) {
        outcome.onFailed(
            new TelephoneException("nobody at " + dialog.target() + " answered the call"));
      } else if (answer.status() < 300) {
        outcome.onAnswered(answer);
      } else {
        outcome.onFailed(new CallRefused(answer.status(), answer.reason()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      outcome.onFailed(new TelephoneException("the telephone was stopped while it called", e));
    }
  }

  private @Nullable SipMessage send(SipMessage bare) throws InterruptedException {
    SipMessage request = bare;
    if (caller.isAnonymous()) {
      request = request.with("Privacy", "id");
    }
    request = request.with("Allow", CallLeg.ALLOWED).withBody("application/sdp", offer);
    synchronized (this) {
      invite = request;
      isHeardOf = false;
    }
    try (ClientTransaction transaction = socket.begin(request, peer())) {
      SipMessage answer = transaction.await(LONGEST_SILENCE, this::onProvisional);
      if (answer == null && heardOf()) {
        answer = transaction.await(LONGEST_RINGING, this::onProvisional);
      }
      if (answer != null) {
        acknowledge(request, answer);
      }
      return answer;
    }
  }

  private void acknowledge(SipMessage request, SipMessage answer) {
    SipMessage ack;
    if (answer.status() < 300) {
      dialog.confirmed(answer);
      ack = dialog.ackOfOk(request.cseq());
    } else { // belongs to the INVITE's own transaction: its branch, its URI (RFC 3261 §17.1.1.3)
      ack =
          SipMessage.request("ACK", request.requestUri())
              .with("Via", request.header("Via").orElse(""))
              .with("Max-Forwards", "70")
              .with("From", request.header("From").orElse(""))
              .with("To", answer.header("To").orElse(""))
              .with("Call-ID", request.callId())
              .with("CSeq", request.cseq() + " ACK");
    }
    lastAck = ack;
    socket.send(ack, peer());
  }

  /// The PBX sent its final answer again: our ACK was lost.
  void acknowledgeAgain() {
    SipMessage ack = lastAck;
    if (ack != null) {
      socket.send(ack, peer());
    }
  }

  private Optional<SipMessage> withProof(SipMessage refusal) {
    Digest.Credentials who = credentials;
    if (who == null) {
      return Optional.empty();
    }
    String header = refusal.status() == 407 ? "Proxy-Authorization" : "Authorization";
    return Digest.challenge(refusal)
        .map(
            challenge ->
                dialog
                    .request("INVITE")
                    .with(
                        header,
                        challenge.authorization(
                            who, "INVITE", dialog.target(), SipSocket.chance())));
  }

  private synchronized boolean heardOf() {
    return isHeardOf;
  }

  private void onProvisional(SipMessage response) {
    synchronized (this) {
      boolean first = !isHeardOf;
      isHeardOf = true;
      if (first && isCancelled) {
        sendCancel();
      }
    }
    if (response.status() > 100) {
      outcome.onRinging();
    }
  }

  /// Gives the call up before it is answered. The PBX then refuses it with 487, unless its 200
  /// crosses our CANCEL on the way.
  synchronized void cancel() {
    if (!isCancelled) {
      isCancelled = true;
      if (isHeardOf) { // before that a CANCEL might overtake its INVITE (RFC 3261 §9.1)
        sendCancel();
      }
    }
  }

  private void sendCancel() {
    SipMessage request = invite;
    if (request == null) {
      return;
    }
    SipMessage cancel =
        SipMessage.request("CANCEL", request.requestUri())
            .with("Via", request.header("Via").orElse(""))
            .with("Max-Forwards", "70")
            .with("From", request.header("From").orElse(""))
            .with("To", request.header("To").orElse(""))
            .with("Call-ID", request.callId())
            .with("CSeq", request.cseq() + " CANCEL");
    Thread.ofVirtual().name("telephone-cancel").start(() -> exchange(cancel));
  }

  private void exchange(SipMessage cancel) {
    try (ClientTransaction transaction = socket.begin(cancel, peer())) {
      transaction.await(LONGEST_SILENCE, response -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private InetSocketAddress peer() {
    return dialog.peer();
  }
}
