package org.hamroh.web;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// The web port's certificate, from the files that the settings name.
public final class Certificate {

  private Certificate() {}

  /// Why browsers could not be served with it.
  public static Optional<Problem> trouble(WebConfig config) {
    WebConfig.Tls tls = config.tls();
    if (tls == null) {
      return Optional.empty();
    }
    if (!Files.isReadable(Path.of(tls.certificate()))) {
      return Optional.of(unreadable("web.tls.certificate", tls.certificate()));
    }
    String key = tls.key();
    if (key != null && !Files.isReadable(Path.of(key))) {
      return Optional.of(unreadable("web.tls.key", key));
    }
    if (key == null && tls.password() == null) {
      return Optional.of(
          new Problem(
              "hamroh.yaml",
              0,
              "web.tls",
              "has neither a key nor a password",
              "name the key of a PEM certificate, or the password of a PKCS 12 file"));
    }
    return Optional.empty();
  }

  private static Problem unreadable(String key, String file) {
    return new Problem(
        "hamroh.yaml", 0, key, "cannot read " + file, "check the path and the file's rights");
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
