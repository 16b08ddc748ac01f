package org.hamroh.contact;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.hamroh.gate.OptOuts;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;

/// People who ask by themselves to be written to.
public final class Subscriptions {

  /// How they agreed, as the list of contacts shows it.
  static final String BY_KEY = "key pressed in a call";

  private final Database database;
  private final Clock clock;

  public Subscriptions(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Puts a number into a group, with today's consent when there was none. Whoever had opted out
  /// has come back by this. What the contact already says of language and name stays.
  ///
  /// @param language for a number that is new
  /// @param group    a tag: `vacancies`
  public void add(PhoneNumber number, String language, String country, String group) {
    Instant now = clock.instant();
    database.write(
        handle -> {
          boolean known = ContactStore.isKnown(handle, number);
          ContactStore.save(
              handle,
              new ContactStore.Card(
                  number,
                  "",
                  known ? "" : language,
                  country,
                  "",
                  Set.of(group),
                  Optional.of(new Contact.Consent(now, BY_KEY))),
              language,
              now);
          OptOuts.remove(handle, number);
          return true;
        });
  }
}
