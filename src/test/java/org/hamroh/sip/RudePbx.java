package org.hamroh.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/// A PBX on a real port that does only what a test tells it: late, twice, or not at all.
final class RudePbx implements AutoCloseable {

  private final DatagramSocket socket;
  private InetSocketAddress phone;

  RudePbx() throws IOException {
    socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
  }

  InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", socket.getLocalPort());
  }

  /// The next message, which must be of this kind.
  SipMessage expect(String method, Duration within) throws IOException {
    SipMessage message = next(within);
    if (!message.method().equals(method)) {
      throw new AssertionError("expected " + method + ", came: " + message.startLine());
    }
    return message;
  }

  private SipMessage next(Duration within) throws IOException {
    socket.setSoTimeout((int) within.toMillis());
    byte[] room = new byte[65_535];
    DatagramPacket packet = new DatagramPacket(room, room.length);
    socket.receive(packet);
    phone = (InetSocketAddress) packet.getSocketAddress();
    return SipMessage.parse(room, packet.getLength());
  }

  void send(SipMessage message) throws IOException {
    send(message, phone);
  }

  void send(SipMessage message, InetSocketAddress to) throws IOException {
    byte[] bytes = message.toBytes();
    socket.send(new DatagramPacket(bytes, bytes.length, to));
  }

  /// A 200 with sound for an INVITE.
  SipMessage ok(SipMessage invite) {
    return SipMessage.response(invite, 200)
        .withToTag("rude")
        .with("Contact", "<sip:rude@127.0.0.1:" + socket.getLocalPort() + ">")
        .withBody("application/sdp", Sdp.offer(Codec.ALAW, 40_000));
  }

  /// A request of the PBX inside the call that this INVITE of the telephone began.
  SipMessage inside(SipMessage invite, String method, int cseq) {
    return SipMessage.request(method, invite.contactUri().orElseThrow())
        .with("Via", "SIP/2.0/UDP 127.0.0.1:" + socket.getLocalPort() + ";branch=z9hG4bK" + cseq)
        .with("From", invite.header("To").orElseThrow() + ";tag=rude")
        .with("To", invite.header("From").orElseThrow())
        .with("Call-ID", invite.callId())
        .with("CSeq", cseq + " " + method);
  }

  /// A call of the PBX to a telephone.
  SipMessage invite(String callId) {
    return SipMessage.request("INVITE", "sip:telephone@127.0.0.1")
        .with("Via", "SIP/2.0/UDP 127.0.0.1:" + socket.getLocalPort() + ";branch=z9hG4bK" + callId)
        .with("From", "<sip:+992900000002@127.0.0.1>;tag=rude")
        .with("To", "<sip:telephone@127.0.0.1>")
        .with("Call-ID", callId)
        .with("CSeq", "1 INVITE")
        .with("Contact", "<sip:rude@127.0.0.1:" + socket.getLocalPort() + ">")
        .withBody("application/sdp", Sdp.offer(Codec.ALAW, 40_000));
  }

  /// From now on it says yes to everything, so that the telephone can hang up in peace.
  void yieldToEverything() {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  SipMessage message = next(Duration.ofSeconds(10));
                  if (!message.isResponse() && !message.method().equals("ACK")) {
                    send(SipMessage.response(message, 200));
                  }
                }
              } catch (IOException e) {
                return; // the test is over, or nothing more comes
              }
            });
  }

  @Override
  public void close() {
    socket.close();
  }
}
