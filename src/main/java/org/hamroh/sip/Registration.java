package org.hamroh.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/// Tells the PBX where a telephone is (RFC 3261 §10), again before that runs out, and at the end
/// that it is gone.
final class Registration implements AutoCloseable {

  private static final Logger LOG = LogManager.getLogger(Registration.class);

  private static final int EXPIRES_SECONDS = 300;
  private static final Duration RENEW_AFTER = Duration.ofSeconds(EXPIRES_SECONDS / 2);
  private static final Duration RENEW_AGAIN_AFTER = Duration.ofSeconds(10);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);

  private final SipSocket socket;
  private final InetSocketAddress pbx;
  private final Digest.Credentials who;
  private final String callId = SipSocket.chance() + "@hamroh";
  private final String tag = SipSocket.chance();
  private final CountDownLatch closed = new CountDownLatch(1);
  private int sequence;

  Registration(SipSocket socket, InetSocketAddress pbx, Digest.Credentials who) {
    this.socket = socket;
    this.pbx = pbx;
    this.who = who;
  }

  /// Registers, and keeps it so until closed.
  ///
  /// @throws RegistrationRefused when the PBX says no
  /// @throws TelephoneException  when it says nothing
  void open() {
    register(EXPIRES_SECONDS);
    Thread.ofVirtual().name("telephone-register-" + socket.port()).start(this::renew);
  }

  private void renew() {
    Duration pause = RENEW_AFTER;
    try {
      while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          register(EXPIRES_SECONDS);
          pause = RENEW_AFTER;
        } catch (TelephoneException e) {
          LOG.warn("telephone_not_registered user={} why={}", who.user(), e.getMessage());
          pause = RENEW_AGAIN_AFTER;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void register(int expires) {
    try {
      @Nullable SipMessage answer = exchange(request(expires));
      if (answer != null && (answer.status() == 401 || answer.status() == 407)) {
        Optional<Digest> challenge = Digest.challenge(answer);
        if (challenge.isPresent()) {
          String header = answer.status() == 407 ? "Proxy-Authorization" : "Authorization";
          String proof = challenge.get().authorization(who, "REGISTER", uri(), SipSocket.chance());
          answer = exchange(request(expires).with(header, proof));
        }
      }
      if (answer == null) {
        throw new TelephoneException("nobody at " + uri() + " answered the registration");
      }
      if (answer.status() >= 300) {
        throw new RegistrationRefused(answer.status(), answer.reason());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TelephoneException("the telephone was stopped while it registered", e);
    }
  }

  private @Nullable SipMessage exchange(SipMessage request) throws InterruptedException {
    try (ClientTransaction transaction = socket.begin(request, pbx)) {
      return transaction.await(ANSWER_WITHIN, response -> {});
    }
  }

  private String uri() {
    return "sip:127.0.0.1:" + pbx.getPort();
  }

  private SipMessage request(int expires) {
    String address = "<sip:" + who.user() + "@127.0.0.1:" + pbx.getPort() + ">";
    return SipMessage.request("REGISTER", uri())
        .with("Via", socket.via())
        .with("Max-Forwards", "70")
        .with("From", address + ";tag=" + tag)
        .with("To", address)
        .with("Call-ID", callId)
        .with("CSeq", ++sequence + " REGISTER")
        .with("Contact", socket.contact(who.user()))
        .with("Expires", Integer.toString(expires));
  }

  /// Says that the telephone is gone. A PBX that is gone itself need not hear it.
  @Override
  public void close() {
    closed.countDown();
    try {
      register(0);
    } catch (TelephoneException e) {
      LOG.debug("telephone_not_unregistered user={} why={}", who.user(), e.getMessage());
    }
  }
}
