package org.hamroh.referral;

import java.util.Locale;

/// One thing that happened to a referral. Each is kept with its time and with who did it.
public enum Step {
  OFFERED,
  CHANGED,
  CONSENTED,
  /// The person has said no.
  REFUSED,
  /// Somebody asks for a second person, because a life is at risk and nobody can be asked.
  RISK_NAMED,
  SENDING,
  SENT,
  /// A crash came while the letter left, and it left once more: perhaps it arrived twice.
  PERHAPS_TWICE,
  /// A new link, because the old one was lost or is over.
  SENT_AGAIN,
  /// The partner has opened what was sent.
  READ,
  ACCEPTED,
  DECLINED,
  STARTED,
  FINISHED,
  WITHDRAWN,
  FOLLOWED_UP,
  /// What was due did not come, and a supervisor was told.
  LATE;

  /// As it stands in the store: `sent-again`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Step of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
