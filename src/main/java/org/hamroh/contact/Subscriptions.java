package org.hamroh.contact;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.hamroh.gate.OptOuts;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

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
    database.write(handle -> add(handle, number, language, country, group, BY_KEY));
  }

  /// The same in the caller's transaction.
  ///
  /// @param way how the person agreed, as the list of contacts shows it
  /// @return whether the number is new
  public boolean add(
      Handle handle,
      PhoneNumber number,
      String language,
      String country,
      String group,
      String way) {
    Instant now = clock.instant();
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
            Optional.of(new Contact.Consent(now, way))),
        language,
        now);
    OptOuts.remove(handle, number);
    return !known;
  }

  /// The language that a contact reads, if it is one.
  public static Optional<String> languageOf(Handle handle, PhoneNumber number) {
    return handle
        .createQuery("select language from contact where number = ?")
        .bind(0, number.e164())
        .mapTo(String.class)
        .findOne();
  }

  /// The person has called or written, whatever about: campaigns ask who has been in touch. Nothing
  /// happens when the number is no contact's.
  public static void inTouch(Handle handle, PhoneNumber number, Instant at) {
    handle.execute(
        """
        update contact set last_contact_at = ?, changed_at = ?
        where number = ? and (last_contact_at is null or last_contact_at < ?)
        """,
        at.toEpochMilli(),
        at.toEpochMilli(),
        number.e164(),
        at.toEpochMilli());
  }

  /// The person has said in which language to write.
  public static void speak(Handle handle, PhoneNumber number, String language, Instant now) {
    handle.execute(
        "update contact set language = ?, changed_at = ? where number = ?",
        language,
        now.toEpochMilli(),
        number.e164());
  }
}
