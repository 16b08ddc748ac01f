package org.hamroh.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.hamroh.yaml.Secret;

/// A certificate that nobody has signed, for 127.0.0.1, as an administrator would make one.
public final class TestCertificate {

  private static final String PASSWORD = "secret-of-the-key";
  private static final String NAME = "hamroh";

  private final Path folder;
  private final Path store;

  private TestCertificate(Path folder) {
    this.folder = folder;
    this.store = folder.resolve("web.p12");
  }

  /// Two days long, from one day ago.
  public static TestCertificate in(Path folder) throws IOException {
    return from(folder, "-1d");
  }

  /// It ended a month ago.
  static TestCertificate expired(Path folder) throws IOException {
    return from(folder, "-32d");
  }

  private static TestCertificate from(Path folder, String start) throws IOException {
    TestCertificate made = new TestCertificate(folder);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                NAME,
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-startdate",
                start,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                made.store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    try {
      if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new IOException(Files.readString(folder.resolve("keytool.log")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return made;
  }

  public WebConfig.Tls pkcs12() {
    return new WebConfig.Tls(store.toString(), null, new Secret(PASSWORD));
  }

  public WebConfig.Tls pem() throws IOException {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      Path chain = folder.resolve("web.pem");
      Path key = folder.resolve("web.key");
      Files.writeString(chain, pem("CERTIFICATE", keys.getCertificate(NAME).getEncoded()));
      Files.writeString(
          key, pem("PRIVATE KEY", keys.getKey(NAME, PASSWORD.toCharArray()).getEncoded()));
      return new WebConfig.Tls(chain.toString(), key.toString(), null);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), what);
  }
}
