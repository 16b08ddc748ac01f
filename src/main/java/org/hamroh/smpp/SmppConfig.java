package org.hamroh.smpp;

import org.hamroh.yaml.Secret;

/// One bind to one SMSC.
///
/// @param bind              `transceiver`
/// @param window            segments submitted and not yet answered, at most
/// @param segmentsPerSecond agreed with the carrier; never more
/// @param receiptIds        how its receipts write message ids: `auto`, `hex` or `decimal`
public record SmppConfig(
    String host,
    int port,
    String systemId,
    Secret password,
    String bind,
    int window,
    int segmentsPerSecond,
    String receiptIds) {}
