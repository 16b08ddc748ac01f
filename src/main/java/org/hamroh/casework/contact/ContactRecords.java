package org.hamroh.casework.contact;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hamroh.call.CallId;
import org.hamroh.caller.CallerFlags;
import org.hamroh.caller.CallerProfiles;
import org.hamroh.caller.NumberBook;
import org.hamroh.casework.contact.ContactRecord.Aside;
import org.hamroh.casework.contact.ContactRecord.Deed;
import org.hamroh.casework.form.ContactForm;
import org.hamroh.casework.form.FormShelf;
import org.hamroh.phone.CallerKey;
import org.hamroh.seal.Seal;
import org.hamroh.store.Database;
import org.hamroh.web.LiveFeed;
import org.jdbi.v3.core.Handle;

/// All contact records. Whoever writes names the version that they have seen: what was written from
/// an older one is kept beside the record, and its writer decides. So two pages lose nothing. Safe
/// for all threads.
public final class ContactRecords {

  /// Who came without calling.
  private static final String WALK_IN = "w-";

  private static final int ID_BYTES = 8;

  /// Opening the same record again and again is one look.
  private static final Duration SAME_LOOK = Duration.ofMinutes(10);

  private static final SecureRandom CHANCE = new SecureRandom();

  private final Database database;
  private final FormShelf forms;
  private final RecordStore store;
  private final String secret;
  private final LiveFeed feed;
  private final Clock clock;

  /// @param secret of this site, at least 24 random bytes
  /// @param feed   is told `records` when one was saved
  /// @param clock  in the site's zone
  public ContactRecords(
      Database database, FormShelf forms, String secret, LiveFeed feed, Clock clock) {
    this.database = database;
    this.forms = forms;
    this.store = new RecordStore(Seal.ofSite("contact records", secret));
    this.secret = secret;
    this.feed = feed;
    this.clock = clock;
  }

  /// What came of a wish to write.
  public sealed interface Outcome {

    record Kept(ContactRecord record) implements Outcome {}

    /// Somebody else has changed it meanwhile, or it is saved. What was written stands beside it.
    record Beside(ContactRecord record) implements Outcome {}

    /// Saved it cannot be yet.
    ///
    /// @param fields what is missing
    record Incomplete(List<String> fields) implements Outcome {}

    /// The form has no such answers.
    record Wrong(List<String> mistakes) implements Outcome {}

    /// No such call, and no name of ours for who came without one.
    record Nowhere() implements Outcome {}
  }

  /// Who writes what.
  ///
  /// @param id      of the record; it is begun when there is none
  /// @param channel of a record that is begun without a call, else empty
  /// @param seen    the version that the writer has seen, 0 for none
  /// @param page    names the writer's open page
  public record Wish(
      String id, String channel, long seen, String page, Content content, String by) {}

  /// A name for the record of somebody who comes without calling.
  public static String newId() {
    byte[] bytes = new byte[ID_BYTES];
    CHANCE.nextBytes(bytes);
    return WALK_IN + HexFormat.of().formatHex(bytes);
  }

  /// Keeps what is written so far. A saved record is not touched: it is kept beside.
  public Outcome draft(Wish wish) {
    return write(wish, false);
  }

  /// Saves the record: it counts, its answers become the caller's profile, its flag the caller's.
  public Outcome save(Wish wish) {
    Outcome outcome = write(wish, true);
    if (outcome instanceof Outcome.Kept) {
      feed.changed("records");
    }
    return outcome;
  }

  private Outcome write(Wish wish, boolean saves) {
    return database.write(handle -> write(handle, wish, saves, clock.instant()));
  }

  private Outcome write(Handle handle, Wish wish, boolean saves, Instant now) {
    Optional<ContactRecord> there = store.find(handle, wish.id());
    ContactForm form = there.map(one -> forms.of(one.formVersion())).orElseGet(forms::current);
    List<String> mistakes = ContentRules.mistakes(form, wish.content());
    if (!mistakes.isEmpty()) {
      return new Outcome.Wrong(mistakes);
    }
    List<String> missing = saves ? ContentRules.missing(form, wish.content()) : List.<String>of();
    if (!missing.isEmpty()) {
      return new Outcome.Incomplete(missing);
    }
    Content content = saves ? ContentRules.settled(form, wish.content()) : wish.content();
    if (there.isEmpty()) {
      return begin(handle, wish, content, form, saves, now);
    }
    ContactRecord old = there.get();
    if (old.version() != wish.seen() || (old.isSaved() && !saves)) {
      if (old.content().equals(content) && old.isSaved() == saves) {
        return new Outcome.Kept(old); // told twice: the answer was lost on its way
      }
      store.aside(handle, wish.id(), new Aside(wish.page(), wish.content(), deed(wish, now)));
      return new Outcome.Beside(old);
    }
    ContactRecord next = changed(handle, old, wish, content, saves, now);
    store.update(handle, next, form, wish.seen());
    store.dropAside(handle, wish.id(), wish.page());
    if (saves) {
      settle(handle, next, Optional.of(old), form, now);
    }
    return new Outcome.Kept(next);
  }

  private Outcome begin(
      Handle handle, Wish wish, Content content, ContactForm form, boolean saves, Instant now) {
    boolean walkIn = wish.id().matches(WALK_IN + "[0-9a-f]{16}");
    boolean channel = form.channels().stream().anyMatch(one -> one.id().equals(wish.channel()));
    Optional<CallId> call = walkIn ? Optional.empty() : callId(wish.id());
    Optional<Optional<CallerKey>> caller = call.flatMap(one -> RecordStore.callerOf(handle, one));
    if (walkIn ? !channel : caller.isEmpty()) {
      return new Outcome.Nowhere();
    }
    ContactRecord made =
        new ContactRecord(
            wish.id(),
            call,
            walkIn ? wish.channel() : ContactRecord.CALL,
            caller.flatMap(one -> one),
            form.version(),
            1,
            content,
            wish.by(),
            Optional.empty(),
            deed(wish, now),
            deed(wish, now),
            saves ? Optional.of(deed(wish, now)) : Optional.empty());
    store.insert(handle, made, form);
    if (saves) {
      settle(handle, made, Optional.empty(), form, now);
    }
    return new Outcome.Kept(made);
  }

  private static Optional<CallId> callId(String id) {
    return id.matches("[A-Za-z0-9._-]{1,80}") ? Optional.of(new CallId(id)) : Optional.empty();
  }

  private static ContactRecord changed(
      Handle handle, ContactRecord old, Wish wish, Content content, boolean saves, Instant now) {
    // The first draft may have come before the call's record knew who calls.
    Optional<CallerKey> caller =
        old.caller()
            .or(
                () ->
                    old.call()
                        .flatMap(call -> RecordStore.callerOf(handle, call))
                        .flatMap(one -> one));
    return new ContactRecord(
        old.id(),
        old.call(),
        old.channel(),
        caller,
        old.formVersion(),
        old.version() + 1,
        content,
        saves && !old.isSaved() ? wish.by() : old.nextBy(),
        old.done(),
        old.created(),
        deed(wish, now),
        saves ? old.saved().or(() -> Optional.of(deed(wish, now))) : old.saved());
  }

  private static Deed deed(Wish wish, Instant now) {
    return new Deed(wish.by(), now);
  }

  /// What a saved record says of its caller.
  private void settle(
      Handle handle,
      ContactRecord record,
      Optional<ContactRecord> before,
      ContactForm form,
      Instant now) {
    CallerKey caller = record.caller().orElse(null);
    if (caller == null) {
      return;
    }
    String by = record.changed().by();
    Map<String, String> ofPerson = new TreeMap<>();
    form.fields().stream()
        .filter(field -> field.ofPerson() && field.isChoice())
        .filter(field -> !record.content().value(field.id()).isEmpty())
        .forEach(field -> ofPerson.put(field.id(), record.content().value(field.id())));
    CallerProfiles.learn(handle, caller, ofPerson, by, now);
    record
        .content()
        .nextDay()
        .ifPresent(
            day ->
                NumberBook.keepFor(handle, caller, day.atStartOfDay(clock.getZone()).toInstant()));
    Optional<ContactForm.Flag> wanted = flagOf(form, record);
    Optional<ContactForm.Flag> was =
        before.filter(ContactRecord::isSaved).flatMap(one -> flagOf(form, one));
    if (was.isPresent() && !was.equals(wanted)) {
      // The wrong key: the flag goes with it, unless it was there before.
      Instant since = before.flatMap(ContactRecord::saved).map(Deed::at).orElse(now);
      CallerFlags.lift(handle, caller, was.get().id(), since, by, now);
    }
    if (wanted.isPresent() && !was.equals(wanted)) {
      ContactForm.Flag flag = wanted.get();
      CallerFlags.set(
          handle, caller, flag.id(), flag.isSlower(), Duration.ofDays(flag.days()), by, now);
    }
  }

  private static Optional<ContactForm.Flag> flagOf(ContactForm form, ContactRecord record) {
    return form.callType(record.content().callType())
        .flatMap(type -> Optional.ofNullable(type.flag()))
        .flatMap(form::flag);
  }

  public Optional<ContactRecord> find(String id) {
    return database.read(handle -> store.find(handle, id));
  }

  /// One record for a person's eyes. Reading a colleague's is written down first.
  public Optional<ContactRecord> read(String id, String by) {
    Optional<ContactRecord> found = find(id);
    if (found.filter(one -> !one.created().by().equals(by)).isPresent()) {
      Instant now = clock.instant();
      database.write(
          handle -> {
            store.looked(handle, id, by, now.minus(SAME_LOOK), now);
            return true;
          });
    }
    return found;
  }

  /// Erases what people wrote by hand of this caller; what was chosen from lists stays and counts.
  ///
  /// @return in how many records
  public static int forget(Handle handle, CallerKey caller) {
    return TextErasure.allOf(handle, caller);
  }

  /// What could not go into a record, the oldest first.
  public List<Aside> asides(String id) {
    return database.read(handle -> store.asides(handle, id));
  }

  /// Its writer has decided.
  public boolean dropAside(String id, String page) {
    return database.write(handle -> store.dropAside(handle, id, page));
  }

  List<ContactRecord> list(RecordStore.Wanted wanted) {
    return database.read(handle -> store.list(handle, wanted));
  }

  /// The last of a caller, newest first.
  public List<ContactRecord> ofCaller(CallerKey caller, int limit) {
    return database.read(handle -> store.ofCaller(handle, caller, limit));
  }

  /// What is to be done until that day, the oldest first.
  ///
  /// @param by whose, empty for everybody's
  public List<ContactRecord> due(String by, LocalDate until, int limit) {
    return database.read(handle -> store.due(handle, by, until.toString(), limit));
  }

  /// The next action is done.
  ///
  /// @return false when it was, or there is none
  public boolean nextDone(String id) {
    boolean done = database.write(handle -> store.nextDone(handle, id, clock.instant()));
    if (done) {
      feed.changed("records");
    }
    return done;
  }

  /// The key with which a browser seals the copy of what it could not send yet. The same person
  /// gets the same key for the same record; nobody else gets it.
  public String copyKey(String id, String by) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      // Of the oldest key: a copy that waits in a browser outlives a change of keys.
      String oldest = secret.substring(secret.lastIndexOf(Seal.NEXT) + 1);
      mac.init(new SecretKeySpec(oldest.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] key = mac.doFinal(("copy " + id + "\n" + by).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(key);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
