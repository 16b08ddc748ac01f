package org.hamroh.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.hamroh.yaml.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificateTest {

  @TempDir private Path folder;

  private static String trouble(String file, @Nullable String key, @Nullable String password) {
    WebConfig.Tls tls =
        new WebConfig.Tls(file, key, password == null ? null : new Secret(password));
    Optional<Problem> problem = trouble(tls);
    return problem.map(Problem::toString).orElse("");
  }

  private static Optional<Problem> trouble(WebConfig.Tls tls) {
    return Certificate.trouble(new WebConfig("127.0.0.1", 0, tls), Clock.systemUTC());
  }

  @Test
  void bothKindsOfFilesServeThePages() throws Exception {
    TestCertificate certificate = TestCertificate.in(folder);

    for (WebConfig.Tls tls : new WebConfig.Tls[] {certificate.pkcs12(), certificate.pem()}) {
      try (TestSite site = new TestSite(folder).secured(tls).start()) {

        assertThat(trouble(tls)).isEmpty();
        assertThat(nameShownAt(site.port())).isEqualTo("CN=127.0.0.1");
      }
    }
  }

  private static String nameShownAt(int port) throws Exception {
    SSLContext trusting = SSLContext.getInstance("TLS");
    trusting.init(null, new TrustManager[] {new TrustingAnybody()}, null);
    try (SSLSocket socket =
        (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setSoTimeout(20_000);
      socket.startHandshake();
      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return shown.getSubjectX500Principal().getName();
    }
  }

  private static final class TrustingAnybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Test
  void missingFileIsNamed() throws Exception {
    WebConfig.Tls pem = TestCertificate.in(folder).pem();
    String nowhere = folder.resolve("nowhere.pem").toString();

    assertThat(trouble(nowhere, null, "x")).contains("web.tls.certificate: cannot read " + nowhere);
    assertThat(trouble(folder.toString(), null, "x")).contains("cannot read " + folder);
    assertThat(trouble(pem.certificate(), nowhere, null))
        .contains("web.tls.key: cannot read " + nowhere);
    assertThat(trouble(pem.certificate(), null, null)).contains("neither a key nor a password");
  }

  @Test
  void fileThatHoldsNoCertificateOrKeyIsNamed() throws Exception {
    WebConfig.Tls pem = TestCertificate.in(folder).pem();
    String letter = Files.writeString(folder.resolve("letter.txt"), "Dear colleague").toString();

    assertThat(trouble(letter, null, "x")).contains("cannot open " + letter);
    assertThat(trouble(letter, pem.key(), null)).contains("web.tls.certificate").contains(letter);
    assertThat(trouble(pem.certificate(), letter, null)).contains("no open key is in " + letter);
  }

  @Test
  void wrongPasswordIsSaidAndNotShown() throws Exception {
    String store = TestCertificate.in(folder).pkcs12().certificate();

    assertThat(trouble(store, null, "not-this-one"))
        .contains("cannot open " + store)
        .contains("check web.tls.password")
        .doesNotContain("not-this-one");
  }

  @Test
  void expiredOneIsAWarningForTheLineMustGoOn() throws Exception {
    WebConfig.Tls old = TestCertificate.expired(folder).pkcs12();

    Problem problem = trouble(old).orElseThrow();

    assertThat(problem.isError()).isFalse();
    assertThat(problem.message()).contains("has expired at");
  }

  @Test
  void serverThatCouldShowNoCertificateDoesNotStart() throws IOException {
    WebConfig.Tls none = new WebConfig.Tls("nowhere.p12", null, new Secret("x"));

    try (TestSite site = new TestSite(folder).secured(none)) {
      assertThatThrownBy(site::start)
          .isInstanceOf(ProblemsException.class)
          .hasMessageContaining("nowhere.p12");
    }
  }
}
