package org.hamroh.sip;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The signalling of one call, whoever placed it: from the first INVITE to the last BYE, with the
/// sound switched on and off as it says. Thread-safe; requests come in on the thread that reads the
/// SIP port and never wait.
final class CallLeg {

  /// What we understand inside a call.
  static final String ALLOWED = "INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, NOTIFY";

  /// How long a PBX may take to say yes to a BYE; then we hang up without it.
  private static final Duration BYE_WITHIN = Duration.ofSeconds(4);

  enum State {
    DIALING,
    RINGING,
    UP,
    ENDED
  }

  private final SipSocket socket;
  private final Dialog dialog;
  private final Codec codec;
  private final AudioLine audio;
  private final Signal signal;
  private volatile @Nullable ClientInvite calling;
  private volatile @Nullable ServerInvite serving;
  private State state = State.DIALING;
  private @Nullable TelephoneException failure;
  private long answerNanos;
  private long endNanos;

  CallLeg(SipSocket socket, Dialog dialog, Codec codec, AudioLine audio, Signal signal) {
    this.socket = socket;
    this.dialog = dialog;
    this.codec = codec;
    this.audio = audio;
    this.signal = signal;
  }

  void dial(Caller caller, Digest.@Nullable Credentials credentials) {
    String offer = Sdp.offer(codec, audio.port());
    ClientInvite invite =
        new ClientInvite(socket, dialog, caller, offer, credentials, new Placed());
    calling = invite;
    Thread.ofVirtual().name("telephone-call-" + audio.port()).start(invite);
  }

  void comeIn(SipMessage invite) {
    serving = new ServerInvite(socket, dialog, invite, this::hangUp);
  }

  private ServerInvite incoming() {
    ServerInvite invite = serving;
    if (invite == null || calling != null) {
      throw new IllegalStateException("only a call that came in can be rung, answered or rejected");
    }
    return invite;
  }

  SipMessage invite() {
    return incoming().invite();
  }

  void ring() {
    incoming().respond(180);
    move(State.RINGING);
  }

  void answer() {
    ServerInvite invite = incoming();
    if (state() != State.ENDED && !accept(invite)) {
      TelephoneException noSound =
          new TelephoneException("the call offers no sound that this telephone knows");
      fail(noSound);
      throw noSound;
    }
    if (!move(State.UP)) {
      throw new TelephoneException("the caller hung up before the answer");
    }
  }

  void reject(int code) {
    if (code < 300 || code > 699) {
      throw new IllegalArgumentException("a call is rejected with a status of 300 to 699");
    }
    incoming().respond(code);
    end();
  }

  void onRequest(SipMessage request) {
    ServerInvite invite = serving;
    switch (request.method()) {
      case "INVITE" -> {
        if (invite != null && invite.isSame(request)) {
          invite.again();
        } else {
          change(request);
        }
      }
      case "ACK" -> {
        if (invite != null) {
          invite.onAck();
        }
      }
      case "BYE" -> {
        reply(request, 200);
        end();
      }
      case "CANCEL" -> {
        reply(request, 200);
        if (invite != null && !invite.isFinal()) {
          invite.respond(487);
          end();
        }
      }
      case "OPTIONS", "INFO", "NOTIFY" -> reply(request, 200);
      default -> reply(request, 405);
    }
  }

  /// The PBX changes the call (hold, another address for the sound): we follow.
  private void change(SipMessage request) {
    ServerInvite change = new ServerInvite(socket, dialog, request, this::hangUp);
    serving = change;
    if (state() != State.UP) {
      change.respond(481);
    } else if (request.body().isEmpty()) {
      change.respond(200, Sdp.offer(codec, audio.port()));
    } else {
      accept(change);
    }
  }

  /// Answers 200 with our sound, or 488 when the offer holds none for us.
  private boolean accept(ServerInvite invite) {
    try {
      Sdp session = Sdp.parse(invite.invite().body());
      if (session.offers(codec)) {
        audio.connect(session);
        invite.respond(200, session.answer(codec, audio.port()));
        return true;
      }
    } catch (IllegalArgumentException e) { // no audio in it, or not on this machine
      invite.respond(488);
      return false;
    }
    invite.respond(488);
    return false;
  }

  private void reply(SipMessage request, int code) {
    SipMessage response = SipMessage.response(request, code).with("Allow", ALLOWED);
    socket.send(response.withToTag(dialog.localTag()), dialog.peer());
  }

  void onLateResponse(SipMessage response) {
    ClientInvite invite = calling;
    if (invite != null && response.method().equals("INVITE") && response.status() >= 200) {
      invite.acknowledgeAgain();
    }
  }

  private final class Placed implements ClientInvite.Outcome {
    @Override
    public void onRinging() {
      move(State.RINGING);
    }

    @Override
    public void onAnswered(SipMessage ok) {
      try {
        audio.connect(Sdp.parse(ok.body()));
      } catch (IllegalArgumentException e) {
        fail(new TelephoneException("the answer cannot be used: " + e.getMessage()));
        sayBye();
        return;
      }
      if (!move(State.UP)) { // given up while the answer was under way
        sayBye();
      }
    }

    @Override
    public void onFailed(TelephoneException why) {
      fail(why);
    }
  }

  /// States only go forward.
  ///
  /// @return whether the call is in that state now
  private boolean move(State next) {
    synchronized (this) {
      if (state.compareTo(next) > 0) {
        return false;
      }
      if (state != next && next == State.UP) {
        answerNanos = System.nanoTime();
      }
      state = next;
    }
    signal.changed();
    return true;
  }

  private void fail(TelephoneException why) {
    synchronized (this) {
      failure = failure == null ? why : failure;
    }
    end();
  }

  private void end() {
    audio.settle();
    synchronized (this) {
      if (state == State.ENDED) {
        return;
      }
      state = State.ENDED;
      endNanos = System.nanoTime();
    }
    audio.close();
    signal.changed();
  }

  /// Hangs up; before the answer a call of ours is cancelled, one that came in is declined.
  void hangUp() {
    ClientInvite invite = calling;
    switch (state()) {
      case UP -> {
        end();
        sayBye();
      }
      case DIALING, RINGING -> {
        if (invite == null) {
          reject(603);
        } else {
          invite.cancel();
        }
      }
      case ENDED -> {}
    }
  }

  private void sayBye() {
    try (ClientTransaction bye = socket.begin(dialog.request("BYE"), dialog.peer())) {
      bye.await(BYE_WITHIN, response -> {}); // no answer: the receiver is down all the same
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized State state() {
    return state;
  }

  /// Why the call did not come about; empty for one that did, or that goes on.
  synchronized Optional<TelephoneException> failure() {
    return Optional.ofNullable(failure);
  }

  synchronized long answerNanos() {
    return answerNanos;
  }

  /// Whether it ended so long ago that nothing of it can be under way any more.
  synchronized boolean isOver(Duration linger) {
    return state == State.ENDED && System.nanoTime() - endNanos > linger.toNanos();
  }
}
