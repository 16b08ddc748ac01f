package org.hamroh.campaign;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hamroh.contact.ContactFilter;

/// One broadcast: a text in each language, for an audience.
///
/// @param texts      by language, with fields such as `{TEL}`
/// @param frozenFrom contacts up to this id are rows already
/// @param asked      recipients that it was started for: the sum of all message states
/// @param leftOut    contacts of the audience that got no row
public record Campaign(
    long id,
    String name,
    CampaignState state,
    ContactFilter audience,
    Map<String, String> texts,
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
