package org.hamroh.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A small test telephone: it places and takes real calls over SIP and RTP, presses keys, speaks,
/// and knows prompts by their sound. It reaches nothing outside this machine.
/// ```java
/// PromptEar ear = PromptEar.of(sounds, Codec.ALAW);
/// try (Telephone phone = Telephone.open(pbx, ear);
///     TelephoneCall call = phone.call("700", Caller.of("+992900000001"))) {
///   call.hear(Set.of("tg/main-menu"), Duration.ofSeconds(15));
///   call.press('1');
/// }
/// ```
/// One SIP port serves any number of calls at once. Thread-safe.
public final class Telephone implements AutoCloseable {

  /// How long [#call] lets it ring.
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  /// Calls that ring here at once; one more is told that we are busy.
  private static final int MAX_RINGING = 256;

  /// Answers may come again for this long after a call (64 times T1).
  private static final Duration LINGER = Duration.ofSeconds(32);

  private final SipSocket socket;
  private final PromptEar ear;
  private final InetSocketAddress pbx;
  private final Digest.@Nullable Credentials credentials;
  private final boolean takesCalls;
  private final Map<String, TelephoneCall> calls = new ConcurrentHashMap<>();
  private final BlockingQueue<TelephoneCall> ringing = new ArrayBlockingQueue<>(MAX_RINGING);
  private @Nullable Registration registration;

  private Telephone(
      int port,
      InetSocketAddress pbx,
      PromptEar ear,
      Digest.@Nullable Credentials credentials,
      boolean takesCalls) {
    InetAddress address = pbx.getAddress();
    if (address == null || !address.isLoopbackAddress()) {
      throw new IllegalArgumentException("a test telephone calls only this machine, not " + pbx);
    }
    this.pbx = pbx;
    this.ear = ear;
    this.credentials = credentials;
    this.takesCalls = takesCalls;
    try {
      this.socket = new SipSocket(port, new Incoming());
    } catch (IOException e) {
      throw new UncheckedIOException("UDP port " + port + " cannot be opened", e);
    }
    socket.start();
  }

  /// A caller's telephone: it only places calls.
  ///
  /// @param pbx where the PBX takes SIP, on loopback
  /// @param ear the prompts it knows, and its codec
  public static Telephone open(InetSocketAddress pbx, PromptEar ear) {
    return new Telephone(0, pbx, ear, null, false);
  }

  /// An operator's telephone: it says where it is, and takes and places calls under its name.
  ///
  /// @throws RegistrationRefused when the PBX does not take the name or the password
  public static Telephone register(
      InetSocketAddress pbx, String user, String password, PromptEar ear) {
    Digest.Credentials who = new Digest.Credentials(user, password);
    Telephone telephone = new Telephone(0, pbx, ear, who, true);
    Registration registration = new Registration(telephone.socket, pbx, who);
    try {
      registration.open();
    } catch (TelephoneException e) {
      telephone.socket.close();
      throw e;
    }
    telephone.registration = registration;
    return telephone;
  }

  /// A pretended carrier: it takes the calls that the PBX sends to this port of 127.0.0.1.
  ///
  /// @param port 0 for any free one, which [#port] then tells
  public static Telephone listen(int port, InetSocketAddress pbx, PromptEar ear) {
    return new Telephone(port, pbx, ear, null, true);
  }

  /// The UDP port of 127.0.0.1 on which it speaks SIP.
  public int port() {
    return socket.port();
  }

  /// Calls an extension and waits for the answer.
  ///
  /// @throws CallRefused        when the far end says no
  /// @throws TelephoneException when nobody answers within 20 s; the call is given up then
  public TelephoneCall call(String exten, Caller caller) {
    TelephoneCall call = dial(exten, caller);
    try {
      call.awaitAnswer(ANSWER_WITHIN);
      return call;
    } catch (TelephoneException e) {
      call.hangUp();
      throw e;
    }
  }

  /// The same, from a number.
  public TelephoneCall call(String exten, String number) {
    return call(exten, Caller.of(number));
  }

  /// Calls an extension and does not wait: the call may still ring, be refused or be given up.
  public TelephoneCall dial(String exten, Caller caller) {
    if (!exten.matches("[A-Za-z0-9+*#._-]{1,64}")) {
      throw new IllegalArgumentException("an extension has 1 to 64 letters, digits or + * # . _ -");
    }
    calls.values().removeIf(old -> old.leg().isOver(LINGER));
    Dialog dialog = Dialog.calling(socket, pbx, exten, caller);
    TelephoneCall call = newCall(dialog);
    call.leg().dial(caller, credentials);
    return call;
  }

  /// Calls under the telephone's own registered name.
  public TelephoneCall call(String exten) {
    Digest.Credentials who = credentials;
    if (who == null) {
      throw new IllegalStateException("only a registered telephone has a name of its own");
    }
    return call(exten, who.user());
  }

  private TelephoneCall newCall(Dialog dialog) {
    try {
      TelephoneCall call = new TelephoneCall(socket, dialog, ear);
      calls.put(dialog.callId(), call);
      return call;
    } catch (IOException e) {
      throw new UncheckedIOException("no UDP port for the sound of a call", e);
    }
  }

  /// Waits for a call that comes in; it is told `100 Trying` and waits to be rung or answered.
  public TelephoneCall awaitCall(Duration within) {
    if (!takesCalls) {
      throw new IllegalStateException("this telephone only places calls");
    }
    try {
      TelephoneCall call = ringing.poll(within.toMillis(), TimeUnit.MILLISECONDS);
      if (call == null) {
        throw new TelephoneException("no call came within " + within.toMillis() / 1000.0 + " s");
      }
      return call;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TelephoneException("the telephone was stopped while it waited for a call", e);
    }
  }

  private final class Incoming implements SipSocket.Handler {
    @Override
    public void onRequest(SipMessage request, InetSocketAddress from) {
      TelephoneCall call = calls.get(request.callId());
      if (call != null) {
        call.leg().onRequest(request);
      } else if (request.method().equals("INVITE") && request.tag("To").isEmpty()) {
        onCall(request, from);
      } else if (request.method().equals("OPTIONS") || request.method().equals("NOTIFY")) {
        refuse(request, from, 200);
      } else if (!request.method().equals("ACK")) { // an ACK is never answered
        refuse(request, from, 481);
      }
    }

    private void onCall(SipMessage invite, InetSocketAddress from) {
      if (!takesCalls) {
        refuse(invite, from, 480);
        return;
      }
      calls.values().removeIf(old -> old.leg().isOver(LINGER));
      String user = credentials == null ? "telephone" : credentials.user();
      TelephoneCall call = newCall(Dialog.called(socket, invite, from, user));
      call.leg().comeIn(invite);
      if (!ringing.offer(call)) {
        call.reject(486);
      }
    }

    private void refuse(SipMessage request, InetSocketAddress from, int code) {
      SipMessage response = SipMessage.response(request, code).with("Allow", CallLeg.ALLOWED);
      socket.send(response.withToTag(SipSocket.chance()), from);
    }

    @Override
    public void onLateResponse(SipMessage response) {
      TelephoneCall call = calls.get(response.callId());
      if (call != null) {
        call.leg().onLateResponse(response);
      }
    }
  }

  /// Hangs up every call, says that it is gone, and closes its port.
  @Override
  public void close() {
    try (ExecutorService hangingUp = Executors.newVirtualThreadPerTaskExecutor()) {
      calls.values().forEach(call -> hangingUp.submit(call::close));
    }
    Registration registered = registration;
    if (registered != null) {
      registered.close();
    }
    socket.close();
  }
}
