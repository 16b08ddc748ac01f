package org.hamroh.modem;

/// A GSM modem behind SMS Server Tools (Debian's `smstools`), by its spool folders.
///
/// @param spool             the folder with `outgoing`, `sent`, `failed` and `incoming`, as in
///                          `smsd.conf`
/// @param segmentsPerSecond of one card: a modem sends a text in some seconds, so 1
public record ModemConfig(String spool, int window, int segmentsPerSecond) {}
