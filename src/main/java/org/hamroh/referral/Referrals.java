package org.hamroh.referral;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.hamroh.audit.Act;
import org.hamroh.cases.CaseId;
import org.hamroh.web.Refusal;
import org.jdbi.v3.core.Handle;

/// What staff do with referrals, from the offer to the outcome. Each act and its row in the audit
/// are one transaction.
public final class Referrals {

  static final int MOST_NOTE = 1000;

  private static final SecureRandom CHANCE = new SecureRandom();
  private static final int MOST_TRIES = 50;

  private final Access access;
  private final SharedWords words;
  private final Steps steps;
  private final Clock clock;

  Referrals(Access access, SharedWords words, Steps steps, Clock clock) {
    this.access = access;
    this.words = words;
    this.steps = steps;
    this.clock = clock;
  }

  /// @param words what may be told; what the person does not want told stays here
  public record Offer(
      String partner, String service, boolean urgent, Map<SharedField, String> words) {}

  /// Begins a referral: from now on the case waits for the person's yes.
  ///
  /// @throws Refusal 409 when this partner has one of this case already: a button pressed twice
  public ReferralId offer(Actor who, CaseId caseId, Offer offer) {
    return access.change(
        handle -> {
          access.checkCase(handle, who, caseId, Act.CHANGE);
          Access.partner(handle, offer.partner());
          if (offer.service().isBlank()) {
            throw new Refusal(422, "referral.refused.service", "Say what help is asked for.");
          }
          Map<SharedField, String> told = told(offer.words());
          for (Referral other : ReferralStore.ofCase(handle, caseId)) {
            if (!other.state().isOver() && other.partner().equals(offer.partner())) {
              throw new Refusal(
                  409,
                  "referral.refused.twice",
                  "Referral " + other.id() + " goes to this partner already.");
            }
            if (other.state() == ReferralState.DECLINED && other.followUp().isPresent()) {
              steps.make(handle, other, Step.FOLLOWED_UP, who.login(), "reached", "");
            }
          }
          Instant now = clock.instant();
          ReferralId id = new ReferralId(caseId, ReferralStore.nextNumber(handle, caseId));
          Referral one =
              new Referral(
                  id,
                  offer.partner(),
                  offer.service(),
                  ReferralState.OFFERED,
                  offer.urgent(),
                  who.login(),
                  now,
                  access.firstContact(handle, caseId).orElse(now),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  "",
                  code(handle),
                  0,
                  Optional.empty());
          ReferralStore.insert(handle, one, words.sealed(id, told));
          steps.tell(handle, one, Step.OFFERED, who.login(), "", "", now);
          return id;
        });
  }

  /// Changes what may be told, before the person was asked.
  public void reword(Actor who, ReferralId id, Map<SharedField, String> told) {
    access.change(
        handle -> {
          Referral one = access.open(handle, who, id, Act.CHANGE, "");
          steps.make(handle, one, Step.CHANGED, who.login(), "", "");
          ReferralStore.keepWords(handle, id, words.sealed(id, told(told)));
          return true;
        });
  }

  /// Asks the next partner when one has declined: for the same, with the same words. The person is
  /// asked again, for a yes is for one partner only.
  public ReferralId offerNext(Actor who, ReferralId declined, String partner) {
    Offer offer =
        access.look(
            handle -> {
              Referral one = access.open(handle, who, declined, Act.OPEN, "next partner");
              return new Offer(partner, one.service(), one.urgent(), words.of(handle, declined));
            });
    return offer(who, declined.caseId(), offer);
  }

  /// What the partner has told us by telephone, or we know.
  ///
  /// @param step   ACCEPTED, DECLINED, STARTED or FINISHED
  /// @param reason of a decline, or the outcome
  public void note(Actor who, ReferralId id, Step step, String reason, String note) {
    checkReason(step, reason, note);
    access.change(
        handle -> {
          Referral one = access.open(handle, who, id, Act.CHANGE, step.word());
          steps.make(handle, one, step, who.login(), reason, note);
          return true;
        });
  }

  /// @throws Refusal 422 when a step that needs a reason has none
  static void checkReason(Step step, String reason, String note) {
    boolean right =
        switch (step) {
          case DECLINED -> Reasons.DECLINE.contains(reason);
          case FINISHED -> Reasons.OUTCOMES.contains(reason);
          case WITHDRAWN -> Reasons.WITHDRAW.contains(reason);
          case FOLLOWED_UP -> Reasons.FOLLOW_UP.contains(reason);
          case ACCEPTED, STARTED -> reason.isEmpty();
          default -> throw new Refusal(422, "There is no such step.");
        };
    if (!right) {
      throw new Refusal(
          422, "referral.refused.choose." + step.word(), "Choose a reason or outcome of the list.");
    }
    if (note.length() > MOST_NOTE) {
      throw new Refusal(422, "A note has at most " + MOST_NOTE + " letters.");
    }
  }

  /// Takes it back at once, whatever the partner is doing: its link is dead when this returns.
  ///
  /// @param reason of [Reasons#WITHDRAW]
  public void withdraw(Actor who, ReferralId id, String reason) {
    checkReason(Step.WITHDRAWN, reason, "");
    access.change(
        handle -> {
          Referral one = access.open(handle, who, id, Act.CHANGE, reason);
          Instant now = clock.instant();
          steps.make(handle, one, Step.WITHDRAWN, who.login(), reason, "");
          ConsentStore.withdraw(handle, id, who.login(), now);
          if (one.state().isWithPartner() && one.link() > 0) {
            tellPartner(handle, one, now);
          }
          return true;
        });
  }

  /// On the way by which it came, and without a link.
  private static void tellPartner(Handle handle, Referral one, Instant now) {
    LetterStore.of(handle, one.id()).stream()
        .reduce((first, last) -> last)
        .ifPresent(last -> LetterStore.add(handle, one.id(), "withdrawn", last.way(), 0, now));
  }

  /// The person was called, or tried.
  public void followUp(Actor who, ReferralId id, String result, String note) {
    note(who, id, Step.FOLLOWED_UP, result, note);
  }

  private static Map<SharedField, String> told(Map<SharedField, String> given) {
    Map<SharedField, String> told = new EnumMap<>(SharedField.class);
    given.forEach(
        (field, text) -> {
          if (text.length() > SharedField.MOST_LETTERS) {
            throw new Refusal(422, "A field has at most " + SharedField.MOST_LETTERS + " letters.");
          }
          if (!text.isBlank()) {
            told.put(field, text.strip());
          }
        });
    return told;
  }

  private static String code(Handle handle) {
    for (int i = 0; i < MOST_TRIES; i++) {
      String code = Integer.toString(CHANCE.nextInt(1000, 10_000));
      if (!ReferralStore.isCodeTaken(handle, code)) {
        return code;
      }
    }
    throw new Refusal(503, "Too many referrals are open to give this one a code. Close some.");
  }
}
