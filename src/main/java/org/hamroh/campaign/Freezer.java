package org.hamroh.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hamroh.campaign.Audience.Place;
import org.hamroh.contact.Contact;
import org.hamroh.sms.MessageStore;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// Makes rows of a campaign's audience, piece by piece: each piece is one short write that also
/// says how far it has come, so that a crash loses nothing and repeats nothing.
final class Freezer {

  /// Contacts frozen in one write, some 20 ms: calls must never wait long for the store.
  private static final int CONTACTS_A_WRITE = 600;

  private final Database database;
  private final Function<Campaign, Audience> audiences;
  private final Duration bulkValid;
  private final Clock clock;

  /// @param audiences how a campaign's contacts are judged now
  /// @param bulkValid how long a bulk text may wait for its turn
  Freezer(
      Database database, Function<Campaign, Audience> audiences, Duration bulkValid, Clock clock) {
    this.database = database;
    this.audiences = audiences;
    this.bulkValid = bulkValid;
    this.clock = clock;
  }

  /// Makes rows of the next contacts, and lets the campaign run after the last.
  ///
  /// @return whether more are to come
  boolean freezeSome(long id) {
    Campaign campaign = database.read(handle -> CampaignStore.find(handle, id)).orElseThrow();
    return campaign.state() == CampaignState.READY && freezeSome(campaign);
  }

  private boolean freezeSome(Campaign campaign) {
    List<Contact> contacts =
        database
            .read(
                handle -> Concerned.page(handle, campaign, campaign.frozenFrom(), CONTACTS_A_WRITE))
            .stream()
            .filter(contact -> contact.id() <= campaign.frozenUntil())
            .toList();
    Audience audience = audiences.apply(campaign);
    List<MessageStore.Draft> messages = new ArrayList<>(contacts.size());
    long withoutText = 0;
    long optedOut = 0;
    long withoutConsent = 0;
    long withoutRoute = 0;
    for (Place place : audience.places(contacts)) {
      switch (place) {
        case Place.In(var message) -> messages.add(message);
        case Place.OptedOut() -> optedOut++;
        case Place.WithoutConsent() -> withoutConsent++;
        case Place.WithoutRoute() -> withoutRoute++;
        // The preview refused these; whoever changed since then is left out rather than guessed at.
        case Place.WithoutText _, Place.WithoutFields _ -> withoutText++;
      }
    }
    Campaign.LeftOut leftOut =
        new Campaign.LeftOut(optedOut, withoutConsent, withoutRoute, withoutText);
    boolean last = contacts.size() < CONTACTS_A_WRITE;
    long upTo = contacts.isEmpty() ? campaign.frozenUntil() : contacts.getLast().id();
    return database.write(handle -> keep(handle, campaign, messages, leftOut, upTo, last));
  }

  private boolean keep(
      Handle handle,
      Campaign campaign,
      List<MessageStore.Draft> messages,
      Campaign.LeftOut leftOut,
      long upTo,
      boolean last) {
    boolean stillReady =
        CampaignStore.find(handle, campaign.id())
            .filter(now -> now.state() == CampaignState.READY)
            .isPresent();
    if (!stillReady) {
      return false; // stopped in the meantime
    }
    Instant now = clock.instant();
    int asked =
        MessageStore.queueBulk(
                handle,
                campaign.id(),
                messages,
                campaign.validUntil().orElse(now.plus(bulkValid)),
                now)
            .size();
    CampaignStore.froze(handle, campaign.id(), upTo, asked, leftOut);
    if (last) {
      CampaignStore.move(handle, campaign.id(), CampaignState.READY, CampaignState.RUNNING);
    }
    return !last;
  }
}
