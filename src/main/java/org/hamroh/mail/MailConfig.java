package org.hamroh.mail;

import org.jspecify.annotations.Nullable;

/// The site's mail server.
///
/// @param from     who writes, `hamroh@example.org`
/// @param startTls whether the connection must be encrypted before anything is said; no when absent
public record MailConfig(String host, int port, String from, @Nullable Boolean startTls) {}
