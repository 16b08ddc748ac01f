package org.hamroh.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/// The UDP port on which one telephone speaks SIP. Responses go to the request that waits for them;
/// everything else goes to the handler, in the one thread that reads, so a handler must not wait.
final class SipSocket implements AutoCloseable {

  /// Takes what no transaction of ours waits for.
  interface Handler {
    void onRequest(SipMessage request, InetSocketAddress from);

    /// A response that came again, after its transaction had ended.
    void onLateResponse(SipMessage response);
  }

  private static final Logger LOG = LogManager.getLogger(SipSocket.class);

  private static final int MAX_DATAGRAM = 65_535;

  /// Room for the answers to hundreds of calls at once.
  private static final int RECEIVE_BUFFER = 4 * 1024 * 1024;

  private final DatagramSocket socket;
  private final Handler handler;
  private final Map<String, ClientTransaction> waiting = new ConcurrentHashMap<>();

  /// @param port 0 for any free one
  SipSocket(int port, Handler handler) throws IOException {
    this.socket = new DatagramSocket(port, InetAddress.ofLiteral("127.0.0.1"));
    socket.setReceiveBufferSize(RECEIVE_BUFFER);
    this.handler = handler;
  }

  void start() {
    Thread.ofVirtual().name("telephone-sip-" + port()).start(this::receive);
  }

  int port() {
    return socket.getLocalPort();
  }

  /// A branch, tag or call id that nobody used before (RFC 3261 §19.3).
  static String chance() {
    byte[] bytes = new byte[8];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// The value of a Via header for a new transaction.
  String via() {
    return "SIP/2.0/UDP 127.0.0.1:" + port() + ";branch=z9hG4bK" + chance() + ";rport";
  }

  /// The value of our Contact header.
  String contact(String user) {
    return "<sip:" + user + "@127.0.0.1:" + port() + ">";
  }

  void send(SipMessage message, InetSocketAddress to) {
    byte[] bytes = message.toBytes();
    try {
      socket.send(new DatagramPacket(bytes, bytes.length, to));
    } catch (IOException e) { // UDP may lose it as well: it is sent again or runs out of time
      LOG.debug("sip_not_sent method={} why={}", message.method(), e.getMessage());
    }
  }

  /// Begins a transaction of ours; close it when its final answer has come.
  ClientTransaction begin(SipMessage request, InetSocketAddress to) {
    ClientTransaction transaction = new ClientTransaction(this, request, to);
    waiting.put(key(request), transaction);
    send(request, to);
    return transaction;
  }

  void end(ClientTransaction transaction) {
    waiting.remove(key(transaction.request()));
  }

  private static String key(SipMessage message) {
    return message.branch() + " " + message.method(); // a CANCEL has its INVITE's branch
  }

  private void receive() {
    DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
    while (!socket.isClosed()) {
      try {
        packet.setLength(MAX_DATAGRAM);
        socket.receive(packet);
        take(packet);
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.debug("sip_not_read port={} why={}", port(), e.getMessage());
        }
      } catch (RuntimeException e) { // a message that cannot be understood must not stop the rest
        LOG.warn("sip_message_failed port={} why={}", port(), e.toString());
      }
    }
  }

  private void take(DatagramPacket packet) {
    if (packet.getLength() <= 4) {
      return; // a keep-alive of empty lines (RFC 5626 §3.5.1)
    }
    SipMessage message = SipMessage.parse(packet.getData(), packet.getLength());
    if (!message.isResponse()) {
      handler.onRequest(message, (InetSocketAddress) packet.getSocketAddress());
      return;
    }
    ClientTransaction transaction = waiting.get(key(message));
    if (transaction == null) {
      handler.onLateResponse(message);
    } else {
      transaction.offer(message);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
