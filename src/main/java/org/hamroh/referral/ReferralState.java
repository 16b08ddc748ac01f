package org.hamroh.referral;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Where a referral stands.
public enum ReferralState {
  OFFERED,
  CONSENTED,
  /// It is meant to leave; whether it has is not known yet.
  SENDING,
  SENT,
  ACCEPTED,
  STARTED,
  DECLINED,
  FINISHED,
  WITHDRAWN;

  private static final Set<ReferralState> OVER = EnumSet.of(DECLINED, FINISHED, WITHDRAWN);

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ReferralState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  public boolean isOver() {
    return OVER.contains(this);
  }

  /// Whether the partner holds it: sent, or perhaps sent.
  public boolean isWithPartner() {
    return this == SENDING || this == SENT || this == ACCEPTED || this == STARTED;
  }

  public boolean allows(Step step) {
    return after(step).isPresent();
  }

  /// Where it stands after a step; nothing when that step cannot be made here.
  Optional<ReferralState> after(Step step) {
    return switch (step) {
      case OFFERED, PERHAPS_TWICE -> Optional.empty();
      case CHANGED, REFUSED, RISK_NAMED -> when(this == OFFERED, this);
      case CONSENTED -> when(this == OFFERED, CONSENTED);
      case SENDING -> when(this == CONSENTED, SENDING);
      case SENT -> when(this == SENDING || this == CONSENTED, SENT);
      case READ, SENT_AGAIN -> when(isWithPartner(), this);
      // The partner may have got what we do not know to have left.
      case ACCEPTED -> when(this == SENDING || this == SENT, ACCEPTED);
      case DECLINED -> when(this == SENDING || this == SENT || this == ACCEPTED, DECLINED);
      case STARTED -> when(this == ACCEPTED, STARTED);
      case FINISHED -> when(this == ACCEPTED || this == STARTED, FINISHED);
      case WITHDRAWN -> when(!isOver(), WITHDRAWN);
      case LATE -> when(!isOver(), this);
      // Who was declined is called, too: somebody else must help.
      case FOLLOWED_UP -> when(!isOver() || this == DECLINED, this);
    };
  }

  private static Optional<ReferralState> when(boolean may, ReferralState then) {
    return may ? Optional.of(then) : Optional.empty();
  }
}
