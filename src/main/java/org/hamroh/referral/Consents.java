package org.hamroh.referral;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.audit.Act;
import org.hamroh.referral.Referral.Consent;
import org.hamroh.referral.Referral.How;
import org.hamroh.web.Refusal;
import org.hamroh.web.Texts;
import org.jdbi.v3.core.Handle;

/// The yes of a person, to one partner and to certain fields; and the one way without it, for which
/// two people answer by name.
public final class Consents {

  private static final Logger LOG = LogManager.getLogger(Consents.class);

  private final Access access;
  private final SharedWords words;
  private final Steps steps;
  private final Sendings sendings;
  private final Texts texts;
  private final Clock clock;

  /// @param texts with the book `referral`
  Consents(
      Access access, SharedWords words, Steps steps, Sendings sendings, Texts texts, Clock clock) {
    this.access = access;
    this.words = words;
    this.steps = steps;
    this.sendings = sendings;
    this.texts = texts;
    this.clock = clock;
  }

  /// The person has said yes, to exactly these fields.
  ///
  /// @param how      by voice or by key
  /// @param language that the sentence was read in
  /// @param call     in which it was said; empty for none
  public void consent(
      Actor who, ReferralId id, How how, String language, Set<SharedField> fields, String call) {
    access.change(
        handle -> {
          Referral one = access.open(handle, who, id, Act.CHANGE, "consent");
          Set<SharedField> asked = asked(handle, one, fields);
          keepConsent(
              handle,
              one,
              how,
              language,
              asked,
              sentence(handle, one, language, asked),
              call,
              who,
              "");
          steps.make(handle, one, Step.CONSENTED, who.login(), how.word(), "");
          return true;
        });
  }

  private void keepConsent(
      Handle handle,
      Referral one,
      How how,
      String language,
      Set<SharedField> fields,
      String sentence,
      String call,
      Actor who,
      String reason) {
    int number = ConsentStore.newest(handle, one.id()).map(Consent::number).orElse(0) + 1;
    Consent consent =
        new Consent(
            number,
            how,
            language,
            fields,
            sentence,
            call,
            who.login(),
            "",
            clock.instant(),
            Optional.empty());
    ConsentStore.insert(handle, one.id(), consent, steps.sealed(one.id(), reason));
  }

  /// What is read out to the person before the yes.
  public String sentence(Actor who, ReferralId id, String language, Set<SharedField> fields) {
    return access.look(
        handle -> {
          Referral one = access.open(handle, who, id, Act.OPEN, "");
          return sentence(handle, one, language, asked(handle, one, fields));
        });
  }

  private String sentence(Handle handle, Referral one, String language, Set<SharedField> fields) {
    return ConsentSentence.of(texts.in(language), Access.partner(handle, one.partner()), fields);
  }

  private Set<SharedField> asked(Handle handle, Referral one, Set<SharedField> fields) {
    if (fields.isEmpty() || !words.of(handle, one.id()).keySet().containsAll(fields)) {
      throw new Refusal(
          422, "referral.refused.fields", "Consent is asked for fields that have words in them.");
    }
    return fields;
  }

  /// A life is at risk and the person cannot be asked: the first of two names, and why.
  public void nameRisk(Actor who, ReferralId id, Set<SharedField> fields, String reason) {
    access.change(
        handle -> {
          Referral one = access.open(handle, who, id, Act.CHANGE, "life-at-risk");
          if (reason.isBlank() || reason.length() > Referrals.MOST_NOTE) {
            throw new Refusal(
                422, "referral.refused.reason", "Say in some words why nobody can be asked.");
          }
          Set<SharedField> asked = asked(handle, one, fields);
          keepConsent(handle, one, How.RISK, "", asked, "", "", who, reason);
          steps.make(handle, one, Step.RISK_NAMED, who.login(), "life-at-risk", reason);
          return true;
        });
  }

  /// The second name: it is sent without the person's yes, at once and by an alarm.
  ///
  /// @throws Refusal 409 for the one who has named the risk
  public void confirmRisk(Actor who, ReferralId id, String way) {
    access.change(
        handle -> {
          Referral one = access.open(handle, who, id, Act.CHANGE, "life-at-risk");
          Consent named =
              ConsentStore.newest(handle, id)
                  .filter(last -> last.how() == How.RISK && last.withdrawn().isEmpty())
                  .filter(last -> last.secondBy().isEmpty())
                  .orElseThrow(
                      () ->
                          new Refusal(
                              409, "referral.refused.no-risk", "Nobody has named a risk here."));
          if (named.givenBy().equals(who.login())) {
            throw new Refusal(
                409,
                "referral.refused.same-person",
                "Somebody else must confirm it: two people answer for this.");
          }
          ConsentStore.second(handle, id, named.number(), who.login());
          Referral urgent =
              steps.make(handle, one.asUrgent(), Step.CONSENTED, who.login(), "life-at-risk", "");
          sendings.send(handle, urgent, who, way);
          LOG.warn("event=referral-without-consent referral={}", id);
          return true;
        });
  }

  /// The person has said no: nothing is sent, and nothing else changes.
  public void refused(Actor who, ReferralId id, How how) {
    access.change(
        handle -> {
          Referral one = access.open(handle, who, id, Act.CHANGE, "consent");
          steps.make(handle, one, Step.REFUSED, who.login(), how.word(), "");
          return true;
        });
  }
}
