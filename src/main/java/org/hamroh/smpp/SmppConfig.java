package org.hamroh.smpp;

import org.hamroh.yaml.Secret;
import org.jspecify.annotations.Nullable;

/// An account at one SMSC.
///
/// @param bind              `transceiver`, or `both`: a transmitter and a receiver; or only one of
///                          the two, `transmitter` or `receiver`
/// @param window            segments submitted and not yet answered, at most
/// @param segmentsPerSecond agreed with the carrier; never more
/// @param receiptIds        how its receipts write message ids: `auto`, `hex` or `decimal`
/// @param tls               absent: the link is plain, for a tunnel or this very machine
/// @param systemType        what some carriers ask for at the login; empty when left out
public record SmppConfig(
    String host,
    int port,
    String systemId,
    Secret password,
    String bind,
    int window,
    int segmentsPerSecond,
    String receiptIds,
    @Nullable Tls tls,
    @Nullable String systemType) {

  /// @param trust a PEM file with the authority that signed the carrier's certificate; absent: the
  ///              ones that Java knows. The certificate must name the route's host in any case
  public record Tls(@Nullable String trust) {}

  public SmppConfig(
      String host,
      int port,
      String systemId,
      Secret password,
      String bind,
      int window,
      int segmentsPerSecond,
      String receiptIds) {
    this(host, port, systemId, password, bind, window, segmentsPerSecond, receiptIds, null, null);
  }

  public SmppConfig over(Tls link) {
    return new SmppConfig(
        host,
        port,
        systemId,
        password,
        bind,
        window,
        segmentsPerSecond,
        receiptIds,
        link,
        systemType);
  }

  public SmppConfig bound(String way) {
    return new SmppConfig(
        host,
        port,
        systemId,
        password,
        way,
        window,
        segmentsPerSecond,
        receiptIds,
        tls,
        systemType);
  }
}
