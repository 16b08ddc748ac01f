package org.hamroh.smpp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/// Connects within a deadline (the library's own factory waits for the operating system's) and
/// sends small PDUs at once. Over TLS the certificate must name the host that was dialled: the
/// library's own factory asks for no name.
final class SmppSocket implements ConnectionFactory {

  private final Duration patience;
  private final SmppConfig.@Nullable Tls tls;

  SmppSocket(Duration patience, SmppConfig.@Nullable Tls tls) {
    this.patience = patience;
    this.tls = tls;
  }

  @Override
  public Connection createConnection(String host, int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(host, port), Math.toIntExact(patience.toMillis()));
      return new BurstConnection(tls == null ? socket : secured(socket, host, port, tls));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private Socket secured(Socket plain, String host, int port, SmppConfig.Tls wanted)
      throws IOException {
    SSLSocket socket =
        (SSLSocket) context(wanted).getSocketFactory().createSocket(plain, host, port, true);
    SSLParameters checks = socket.getSSLParameters();
    checks.setEndpointIdentificationAlgorithm("HTTPS");
    checks.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    socket.setSSLParameters(checks);
    socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
    socket.startHandshake();
    socket.setSoTimeout(0);
    return socket;
  }

  private static SSLContext context(SmppConfig.Tls wanted) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(wanted.trust() == null ? null : authorities(Path.of(wanted.trust())));
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the authorities in " + wanted.trust() + " cannot be used", e);
    }
  }

  private static KeyStore authorities(Path pem) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int count = 0;
    try (InputStream file = new BufferedInputStream(Files.newInputStream(pem))) {
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
        store.setCertificateEntry("authority-" + count++, one);
      }
    }
    return store;
  }
}
