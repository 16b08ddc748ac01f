package org.hamroh.agi;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.asteriskjava.util.ServerSocketFacade;
import org.asteriskjava.util.SocketConnectionFacade;

/// The door that Asterisk knocks at. Knows every open connection by the peer's port, which is the
/// one thing that the library's view of a call and ours have in common.
final class AgiListener implements ServerSocketFacade {

  /// Callers who arrive in the same moment; past it the kernel lets Asterisk wait, 2 s at most.
  private static final int BACKLOG = 1_024;

  /// Pauses after an accept that failed (no file handles left): the library alone would spin.
  private static final long FIRST_PAUSE_MILLIS = 50;

  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  /// Deadlines are seconds.
  private static final long DEADLINE_STEP_MILLIS = 250;

  private static final Logger LOG = LogManager.getLogger(AgiListener.class);

  private final ServerSocket server = new ServerSocket();
  private final AgiLimits limits;
  private final Map<Integer, AgiSocket> open = new ConcurrentHashMap<>();
  private long pause = FIRST_PAUSE_MILLIS;

  AgiListener(AgiConfig config, AgiLimits limits) throws IOException {
    this.limits = limits;
    server.setReuseAddress(true); // a server that was killed leaves connections behind
    server.bind(new InetSocketAddress(config.host(), config.port()), BACKLOG);
  }

  int port() {
    return server.getLocalPort();
  }

  Optional<AgiSocket> fromPort(int peerPort) {
    return Optional.ofNullable(open.get(peerPort));
  }

  @Override
  public SocketConnectionFacade accept() throws IOException {
    while (true) {
      Socket socket;
      try {
        socket = server.accept();
        pause = FIRST_PAUSE_MILLIS;
      } catch (IOException e) {
        if (!server.isClosed()) {
          LOG.error("event=agi-accept-failed pause-ms={} reason={}", pause, e.getMessage());
          rest();
        }
        throw e;
      }
      if (socket.getInetAddress().isLoopbackAddress()) {
        int peerPort = socket.getPort();
        AgiSocket call = new AgiSocket(socket, limits.request(), () -> open.remove(peerPort));
        open.put(peerPort, call);
        return call;
      }
      LOG.warn("event=agi-stranger-refused"); // FastAGI knows no passwords
      socket.close();
    }
  }

  private void rest() {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /// Looks at every open call's deadline until the door is closed. A deadline on each read would
  /// cost a timer for every command, in the moment in which a caller waits for the next prompt.
  void endLateCalls() {
    while (!server.isClosed()) {
      long now = System.nanoTime();
      open.values().forEach(call -> call.endIfLate(now));
      try {
        Thread.sleep(DEADLINE_STEP_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /// Ends every conversation; the dialplan takes the callers on.
  void closeCalls() {
    for (AgiSocket call : open.values()) {
      try {
        call.close();
      } catch (IOException e) {
        LOG.debug("event=agi-close-failed reason={}", e.getMessage()); // it is gone already
      }
    }
  }

  @Override
  public void setSocketReadTimeout(int millis) {
    // each reply has a deadline of its own
  }
}
