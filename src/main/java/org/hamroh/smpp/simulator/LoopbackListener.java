package org.hamroh.smpp.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;

/// Listens on loopback only, and knows its port when it was asked for any (0). The library's own
/// factory listens on every address.
final class LoopbackListener implements ServerConnectionFactory {

  private static final int BACKLOG = 50;

  private final ServerSocket socket;

  LoopbackListener(int port, Optional<SimulatedSmsc.Keys> keys) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    this.socket =
        keys.isPresent()
            ? secured(keys.get()).createServerSocket(port, BACKLOG, loopback)
            : new ServerSocket(port, BACKLOG, loopback);
  }

  private static ServerSocketFactory secured(SimulatedSmsc.Keys keys) throws IOException {
    char[] password = keys.password().value().toCharArray();
    try (InputStream file = Files.newInputStream(keys.file())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(file, password);
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context.getServerSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate in " + keys.file() + " cannot be used", e);
    }
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
