package org.hamroh.referral;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hamroh.cases.CaseDoor;
import org.hamroh.day.FollowUps;
import org.hamroh.store.Database;
import org.hamroh.web.Texts;
import org.hamroh.web.Wording;

/// Calls to people who were sent on, until it is known how it ended: on the list of the day of who
/// looks after the case.
public final class ReferralFollowUps implements FollowUps {

  private static final int MOST = 200;

  private final Database database;
  private final CaseDoor cases;
  private final Texts texts;
  private final ZoneId zone;

  /// @param zone of the site
  public ReferralFollowUps(Database database, CaseDoor cases, Texts texts, ZoneId zone) {
    this.database = database;
    this.cases = cases;
    this.texts = texts;
    this.zone = zone;
  }

  @Override
  public List<FollowUp> of(String login, LocalDate day, String language) {
    Wording words = texts.in(language);
    return database.read(
        handle ->
            ReferralStore.toFollowUp(handle, day.plusDays(1).atStartOfDay(zone).toInstant())
                .stream()
                .filter(
                    one ->
                        cases
                            .find(handle, one.id().caseId())
                            .filter(found -> found.owner().equals(login))
                            .isPresent())
                .limit(MOST)
                .map(
                    one ->
                        new FollowUp(
                            "referral-" + one.id(),
                            words.of(
                                one.state() == ReferralState.DECLINED
                                    ? "referral.day.declined"
                                    : "referral.day.call",
                                one.id()),
                            one.offeredAt(),
                            one.followUp().orElse(one.offeredAt()),
                            Optional.empty(),
                            "/cases/" + one.id().caseId().value()))
                .toList());
  }

  /// Two lists as one.
  public static FollowUps both(FollowUps one, FollowUps other) {
    return (login, day, language) -> {
      List<FollowUp> all = new java.util.ArrayList<>(one.of(login, day, language));
      all.addAll(other.of(login, day, language));
      all.sort(java.util.Comparator.comparing(FollowUp::due));
      return List.copyOf(all);
    };
  }
}
