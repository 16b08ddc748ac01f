package org.hamroh.web;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// The web port's certificate, from the files that the settings name.
public final class Certificate {

  /// RFC 7468, and the two older forms that other programs still write; none with a password.
  private static final Pattern KEY = Pattern.compile("-----BEGIN (RSA |EC )?PRIVATE KEY-----");

  private Certificate() {}

  /// Why browsers could not be served with it.
  public static Optional<Problem> trouble(WebConfig config) {
    return config.tls() == null ? Optional.empty() : read(config.tls()).trouble();
  }

  /// What a person should know of it: that it cannot be used, or that browsers refuse it by now.
  public static Optional<Problem> trouble(WebConfig config, Clock clock) {
    WebConfig.Tls tls = config.tls();
    if (tls == null) {
      return Optional.empty();
    }
    Content content = read(tls);
    Instant now = clock.instant();
    return content
        .trouble()
        .or(
            () ->
                content.chain().stream()
                    .map(one -> one.getNotAfter().toInstant())
                    .filter(now::isAfter)
                    .findFirst()
                    .map(end -> expired(tls, end)));
  }

  private static Problem expired(WebConfig.Tls tls, Instant end) {
    return problem(
            "web.tls.certificate",
            tls.certificate() + " has expired at " + end,
            "renew it, then restart the server")
        .asWarning();
  }

  /// What the files hold.
  ///
  /// @param trouble why they cannot be used
  private record Content(List<X509Certificate> chain, Optional<Problem> trouble) {
    static Content bad(String key, String message, String remedy) {
      return new Content(List.of(), Optional.of(problem(key, message, remedy)));
    }
  }

  private static Content read(WebConfig.Tls tls) {
    Path file = Path.of(tls.certificate());
    String key = tls.key();
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return unreadable("web.tls.certificate", tls.certificate());
    }
    if (key != null) {
      return pem(file, Path.of(key));
    }
    if (tls.password() == null) {
      return Content.bad(
          "web.tls",
          "has neither a key nor a password",
          "name the key of a PEM certificate, or the password of a PKCS 12 file");
    }
    return pkcs12(file, tls.password().value());
  }

  private static Content pem(Path file, Path key) {
    if (!Files.isRegularFile(key) || !Files.isReadable(key)) {
      return unreadable("web.tls.key", key.toString());
    }
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> chain = new ArrayList<>();
      for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        if (one instanceof X509Certificate certificate) {
          chain.add(certificate);
        }
      }
      if (chain.isEmpty()) {
        return Content.bad(
            "web.tls.certificate", "no certificate is in " + file, "give it the PEM of the chain");
      }
      String text = Files.readString(key, StandardCharsets.ISO_8859_1);
      return KEY.matcher(text).find()
          ? new Content(List.copyOf(chain), Optional.empty())
          : Content.bad(
              "web.tls.key", "no open key is in " + key, "give it a PEM key without a password");
    } catch (IOException | GeneralSecurityException e) {
      return Content.bad(
          "web.tls.certificate",
          "cannot use " + file + ": " + e.getMessage(),
          "give it the PEM of the chain");
    }
  }

  private static Content pkcs12(Path file, String password) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      List<X509Certificate> chain = new ArrayList<>();
      for (String name : Collections.list(store.aliases())) {
        if (store.isKeyEntry(name)
            && store.getCertificate(name) instanceof X509Certificate certificate) {
          chain.add(certificate);
        }
      }
      return chain.isEmpty()
          ? Content.bad(
              "web.tls.certificate",
              "no key with its certificate is in " + file,
              "export both into it")
          : new Content(List.copyOf(chain), Optional.empty());
    } catch (IOException | GeneralSecurityException e) {
      return Content.bad(
          "web.tls.certificate",
          "cannot open " + file + ": " + e.getMessage(),
          "check web.tls.password, and that it is a PKCS 12 file");
    }
  }

  private static Content unreadable(String key, String file) {
    return Content.bad(key, "cannot read " + file, "check the path and the file's rights");
  }

  private static Problem problem(String key, String message, String remedy) {
    return new Problem("hamroh.yaml", 0, key, message, remedy);
  }

  /// @throws ProblemsException when it cannot be used
  static HttpServerOptions secure(HttpServerOptions options, WebConfig config) {
    trouble(config)
        .ifPresent(
            problem -> {
              throw new ProblemsException(problem);
            });
    WebConfig.Tls tls = config.tls();
    if (tls == null) {
      return options;
    }
    String key = tls.key();
    options.setSsl(true);
    if (key != null) {
      options.setKeyCertOptions(
          new PemKeyCertOptions().setCertPath(tls.certificate()).setKeyPath(key));
    } else {
      options.setKeyCertOptions(
          new PfxOptions()
              .setPath(tls.certificate())
              .setPassword(tls.password() == null ? "" : tls.password().value()));
    }
    return options;
  }
}
