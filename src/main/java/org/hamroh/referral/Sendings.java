package org.hamroh.referral;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.hamroh.audit.Act;
import org.hamroh.directory.Organisation;
import org.hamroh.referral.Referral.Consent;
import org.hamroh.web.Refusal;
import org.jdbi.v3.core.Handle;

/// Sends referrals to partners: what is written down here leaves in a moment, once, also after a
/// crash.
public final class Sendings {

  /// A week: a partner's people are on the road, too.
  static final Duration LINK_LASTS = Duration.ofDays(7);

  /// Once accepted, the same browser can tell for a while how it goes.
  static final Duration LINK_LASTS_ACCEPTED = Duration.ofDays(30);

  private final Access access;
  private final Steps steps;
  private final Links links;
  private final boolean mailThere;
  private final Clock clock;

  /// @param mailThere whether the site has a mail server
  Sendings(Access access, Steps steps, Links links, boolean mailThere, Clock clock) {
    this.access = access;
    this.steps = steps;
    this.links = links;
    this.mailThere = mailThere;
    this.clock = clock;
  }

  /// Sends it: what is written down now leaves in a moment, once, also after a crash.
  ///
  /// @param way `mail`, `sms`, `phone` when the partner has been told by telephone, or empty for
  ///            the best one there is
  public void send(Actor who, ReferralId id, String way) {
    access.change(
        handle -> {
          send(handle, access.open(handle, who, id, Act.CHANGE, "send"), who, way);
          return true;
        });
  }

  void send(Handle handle, Referral one, Actor who, String wish) {
    if (ConsentStore.newest(handle, one.id()).filter(Consent::holds).isEmpty()) {
      throw new Refusal(
          409, "referral.refused.consent", "The person has not said yes to this yet.");
    }
    String way = way(handle, one, wish);
    if (way.equals("phone")) {
      steps.make(handle, one, Step.SENT, who.login(), "phone", "");
      return;
    }
    steps.make(handle, one, Step.SENDING, who.login(), way, "");
    newLink(handle, one, "offer", way);
  }

  private String way(Handle handle, Referral one, String wish) {
    Organisation partner = Access.partner(handle, one.partner());
    boolean mail = mailThere && !partner.email().isEmpty();
    boolean sms = !partner.phone().isEmpty();
    String way = wish.isEmpty() ? mail ? "mail" : "sms" : wish;
    boolean can =
        switch (way) {
          case "phone" -> true;
          case "mail" -> mail;
          case "sms" -> sms;
          default -> throw new Refusal(422, "A way is mail, sms or phone.");
        };
    if (!can) {
      throw new Refusal(
          409,
          "referral.refused.unreachable",
          "Nobody has noted how this partner is written to. Call, and say that you did.");
    }
    return way;
  }

  private void newLink(Handle handle, Referral one, String kind, String way) {
    int number = one.link() + 1;
    Instant now = clock.instant();
    String hash = Links.hash(links.token(one.id(), number));
    ReferralStore.link(handle, one.id(), number, hash, now.plus(LINK_LASTS));
    LetterStore.add(handle, one.id(), kind, way, number, now);
  }

  /// A new link for a partner who has lost it; the old one is dead from now on.
  public void sendAgain(Actor who, ReferralId id, String wish) {
    access.change(
        handle -> {
          Referral one = access.open(handle, who, id, Act.CHANGE, "send");
          String way = way(handle, one, wish);
          if (way.equals("phone")) {
            throw new Refusal(422, "A link goes by mail or sms.");
          }
          if (one.state() == ReferralState.ACCEPTED || one.state() == ReferralState.STARTED) {
            steps.tell(handle, one, Step.SENT_AGAIN, who.login(), way, "", clock.instant());
          } else {
            steps.make(handle, one, Step.SENT_AGAIN, who.login(), way, "");
          }
          newLink(handle, one, "again", way);
          return true;
        });
  }
}
