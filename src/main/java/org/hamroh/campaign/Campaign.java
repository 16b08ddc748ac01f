package org.hamroh.campaign;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hamroh.contact.ContactFilter;

/// One broadcast: a text in each language, for an audience.
///
/// @param texts       by language, with fields such as `{TEL}`
/// @param readyText   id of the ready text that it began with; empty: own words
/// @param legalNeeded whether a lawyer has to see it before it runs
/// @param seriesId    the repeated campaign that this is one run of; 0: it stands alone
/// @param dateDay     the day (since 1970) of the contacts' dates that this run is about; 0: none
/// @param nextAt      when its hour comes
/// @param validUntil  of this run; empty: not begun, or as the site's broadcasts
/// @param spent       in millionths, of what was handed to carriers; counted when it has a budget
/// @param reason      why it paused or ended by itself: `budget`, `late`, `checks`; else empty
/// @param frozenFrom  contacts up to this id are rows already
/// @param asked       recipients that it was started for: the sum of all message states
/// @param leftOut     contacts of the audience that got no row
public record Campaign(
    long id,
    String name,
    CampaignState state,
    ContactFilter audience,
    Map<String, String> texts,
    String readyText,
    boolean legalNeeded,
    Schedule schedule,
    long seriesId,
    long dateDay,
    Optional<Instant> nextAt,
    Optional<Instant> validUntil,
    long spent,
    String reason,
    String createdBy,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    long frozenFrom,
    long frozenUntil,
    long asked,
    LeftOut leftOut) {

  public Campaign {
    texts = Map.copyOf(texts);
  }

  /// Its run about one day.
  ///
  /// @param day since 1970; 0: about none
  Campaign about(long day) {
    return new Campaign(
        id,
        name,
        state,
        audience,
        texts,
        readyText,
        legalNeeded,
        schedule,
        seriesId,
        day,
        nextAt,
        validUntil,
        spent,
        reason,
        createdBy,
        createdAt,
        startedAt,
        finishedAt,
        frozenFrom,
        frozenUntil,
        asked,
        leftOut);
  }

  /// What a writer wants of a campaign.
  public record Wish(
      String name,
      Map<String, String> texts,
      ContactFilter audience,
      String readyText,
      boolean legalNeeded,
      Schedule schedule) {}

  /// Why contacts get no row.
  ///
  /// @param optedOut       they asked for no more
  /// @param withoutConsent nobody wrote down that they agreed
  /// @param withoutRoute   no route serves their country
  /// @param withoutText    their contact changed after the preview: no text in their language, or
  ///                       no value for a field of it
  public record LeftOut(long optedOut, long withoutConsent, long withoutRoute, long withoutText) {
    public long all() {
      return optedOut + withoutConsent + withoutRoute + withoutText;
    }
  }
}
