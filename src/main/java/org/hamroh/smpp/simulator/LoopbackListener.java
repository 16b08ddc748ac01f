package org.hamroh.smpp.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;

/// Listens on loopback only, and knows its port when it was asked for any (0). The library's own
/// factory listens on every address.
final class LoopbackListener implements ServerConnectionFactory {

  private static final int BACKLOG = 50;

  private final ServerSocket socket;

  LoopbackListener(int port) throws IOException {
    this.socket = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public ServerConnection listen(int port) {
    return new ServerConnection() {
      @Override
      public Connection accept() throws IOException {
        Socket accepted = socket.accept();
        accepted.setTcpNoDelay(true);
        return new SocketConnection(accepted);
      }

      @Override
      public void setSoTimeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
      }

      @Override
      public int getSoTimeout() throws IOException {
        return socket.getSoTimeout();
      }

      @Override
      public void close() throws IOException {
        socket.close();
      }
    };
  }

  @Override
  public ServerConnection listen(int port, int timeout) {
    return listen(port);
  }

  @Override
  public ServerConnection listen(int port, int timeout, int backlog) {
    return listen(port);
  }
}
