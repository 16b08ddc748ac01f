package org.hamroh.smpp;

import java.util.Locale;

/// How a link is, by name: the console says it in the reader's language (`routes.link.<word>`).
public enum LinkWord {
  NOT_STARTED,
  LINKED,

  /// An aggregator's address answers; texts are posted to it.
  POSTS,

  /// A modem's folders are there.
  SPOOLS,

  /// Texts leave, and the link for receipts is down.
  NO_RECEIPTS,

  LOST,
  CLOSED,
  WRONG_PASSWORD,
  WRONG_SYSTEM_ID,
  LOGGED_IN_ALREADY,
  LOGIN_REFUSED,
  NO_LOGIN_ANSWER,
  NO_TRUST_FILE,

  /// The certificate does not name the host, or nobody whom we trust has signed it.
  NOT_PROVEN,

  NO_SUCH_HOST,
  NO_ANSWER,
  NO_CONNECTION,
  NOT_REACHED,
  NO_SPOOL;

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
