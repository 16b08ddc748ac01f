package org.hamroh.referral;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// One person sent on to one organisation.
///
/// @param partner      an id of the directory
/// @param service      that is asked for: `legal-aid`
/// @param firstContact when the person first spoke with us of this matter
/// @param due          by when the partner is to answer, or to begin
/// @param late         when a supervisor was told that nothing had come by then
/// @param followUp     when the person is to be called
/// @param outcome      one of [Reasons#OUTCOMES]; empty until it is known
/// @param code         four digits that a partner answers with by SMS
/// @param link         which link is the last, 0 before the first
/// @param linkUntil    when it dies
public record Referral(
    ReferralId id,
    String partner,
    String service,
    ReferralState state,
    boolean urgent,
    String offeredBy,
    Instant offeredAt,
    Instant firstContact,
    Optional<Instant> due,
    Optional<Instant> late,
    Optional<Instant> followUp,
    Optional<Instant> sentAt,
    Optional<Instant> startedAt,
    String outcome,
    String code,
    int link,
    Optional<Instant> linkUntil) {

  /// From the first contact to the first help; nothing before there is any.
  public Optional<Duration> untilFirstHelp() {
    return startedAt.map(started -> Duration.between(firstContact, started));
  }

  public boolean isOverdue(Instant now) {
    return !state.isOver() && due.filter(then -> !then.isAfter(now)).isPresent();
  }

  Referral asUrgent() {
    return new Referral(
        id,
        partner,
        service,
        state,
        true,
        offeredBy,
        offeredAt,
        firstContact,
        due,
        late,
        followUp,
        sentAt,
        startedAt,
        outcome,
        code,
        link,
        linkUntil);
  }

  /// What a person said yes to, or what two of us answer for.
  ///
  /// @param sentence as it was read out; empty where nobody could be asked
  /// @param call     in which it was said; may be empty
  /// @param givenBy  who wrote it down
  /// @param secondBy the second name, where a life was at risk
  public record Consent(
      int number,
      How how,
      String language,
      Set<SharedField> fields,
      String sentence,
      String call,
      String givenBy,
      String secondBy,
      Instant at,
      Optional<Instant> withdrawn) {

    public boolean holds() {
      return withdrawn.isEmpty() && (how != How.RISK || !secondBy.isEmpty());
    }
  }

  /// In what way somebody said yes.
  public enum How {
    VOICE,
    KEY,
    /// Nobody could be asked, and a life was at risk.
    RISK;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static How of(String word) {
      return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
  }

  /// One line of its story.
  ///
  /// @param who    a login, `partner:fitt`, or `hamroh`
  /// @param reason an id, empty where none is asked
  /// @param noted  whether somebody wrote words to it, which stay sealed here
  public record Deed(Step step, String who, Instant at, String reason, boolean noted) {}

  /// @param kind `offer`, `again` or `withdrawn`
  /// @param way  `mail` or `sms`
  /// @param state `waiting`, `repeating` (perhaps it has left before), `leaving`, `sent`,
  ///   `dropped` or `given-up`
  public record Letter(
      int seq, String kind, String way, int link, String state, int attempts, String trouble) {}
}
