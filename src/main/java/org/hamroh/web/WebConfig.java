package org.hamroh.web;

import org.hamroh.yaml.Secret;
import org.jspecify.annotations.Nullable;

/// Where the console and the API listen.
///
/// @param tls         absent: plain HTTP, for loopback or behind a proxy on this machine. Browsers
///                    give the microphone to secure pages only, so a net of telephones in browsers
///                    needs it
/// @param behindProxy whether a proxy on this machine tells where visitors come from
///                    (`X-Forwarded-For`); nobody is believed when absent
public record WebConfig(String host, int port, @Nullable Tls tls, @Nullable Boolean behindProxy) {

  public WebConfig(String host, int port, @Nullable Tls tls) {
    this(host, port, tls, null);
  }

  public boolean isBehindProxy() {
    return behindProxy != null && behindProxy;
  }

  /// Without TLS.
  public WebConfig(String host, int port) {
    this(host, port, null);
  }

  /// @param certificate a file: PKCS 12 (`.p12`, `.pfx`) with its key, or PEM with the whole chain
  /// @param key         the PEM key's file; absent for PKCS 12
  /// @param password    of the PKCS 12 file
  public record Tls(String certificate, @Nullable String key, @Nullable Secret password) {}
}
