package org.hamroh.reach;

import java.util.Locale;
import org.hamroh.sms.SmsState;

/// What became of a text, as whoever leads campaigns asks for it. Each state belongs to one of
/// them, so that their sum is the number of texts.
public enum Fate {
  DELIVERED,
  /// Waits for us, for the carrier or for the telephone.
  ON_THE_WAY,
  /// It may be there or not.
  UNKNOWN,
  /// It will not arrive.
  FAILED;

  /// As the API and the words of the pages have it: `on-the-way`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Fate of(SmsState state) {
    return switch (state) {
      case DELIVERED -> DELIVERED;
      case QUEUED, SENDING, ACCEPTED -> ON_THE_WAY;
      case UNKNOWN, GIVEN_UP -> UNKNOWN;
      case UNDELIVERED, EXPIRED, REJECTED, REFUSED, CANCELLED -> FAILED;
    };
  }
}
