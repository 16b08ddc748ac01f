package org.hamroh.erasure;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// Finds who is meant. Numbers lie open in some tables, keys in others: from a key its number is
/// found by making the key of every number that there is.
public final class Finder {

  /// Where numbers lie open.
  private static final String NUMBERS =
      """
      select number from contact union select number from opt_out union select number from opt_in
      union select number from message union select number from incoming_text
      union select number from inbox_thread union select number from campaign_heard
      union select number from campaign_call union select number from call_listener
      union select number from receipt_early union select number from callback where number <> ''
      """;

  /// Where callers are known by their keys.
  private static final String KEYS =
      """
      select caller from call_record where caller is not null
      union select caller_key from case_file where caller_key is not null
      union select caller_key from contact_record where caller_key is not null
      union select caller_key from screening where caller_key is not null
      union select caller_key from voice_message where caller_key is not null
      union select caller_key from callback
      union select caller_key from caller_memory union select caller_key from caller_number
      union select caller_key from caller_profile union select caller_key from caller_flag
      union select caller_key from caller_unmasking
      union select caller_key from safety_card union select caller_key from whereabouts
      union select caller_key from incoming_text where caller_key <> ''
      union select caller_key from inbox_thread union select caller_key from stop_confirmed
      union select caller_key from poll_answer where caller_key <> ''
      union select who from gate_count union select who from gate_refusal
      """;

  private final Database database;
  private final Function<PhoneNumber, CallerKey> keys;
  private final Function<CallerKey, Optional<PhoneNumber>> book;

  /// @param book numbers of callers, sealed, for some days
  public Finder(
      Database database,
      Function<PhoneNumber, CallerKey> keys,
      Function<CallerKey, Optional<PhoneNumber>> book) {
    this.database = database;
    this.keys = keys;
    this.book = book;
  }

  public Subject byNumber(PhoneNumber number) {
    return new Subject(Set.of(keys.apply(number).hex()), Set.of(number.e164()), Set.of());
  }

  public Subject byKey(CallerKey key) {
    return withNumbers(Set.of(key.hex()), Set.of());
  }

  /// The person of a case, by all that is known of them; the case alone when it has no caller.
  ///
  /// @param id seven digits
  /// @return nothing when there is no such case
  public Optional<Subject> byCase(String id) {
    return database
        .read(
            handle ->
                handle
                    .createQuery("select coalesce(caller_key, '') from case_file where id = ?")
                    .bind(0, id)
                    .mapTo(String.class)
                    .findOne())
        .map(key -> withNumbers(key.isEmpty() ? Set.of() : Set.of(key), Set.of(id)));
  }

  /// Those of the store whom a file of tombstones names.
  Subject byMarks(Set<String> marks, Tombstones tombstones) {
    return database.read(
        handle -> {
          Set<String> found = new LinkedHashSet<>();
          handle
              .createQuery(KEYS)
              .mapTo(String.class)
              .forEach(
                  key -> {
                    if (marks.contains(tombstones.ofCaller(key))) {
                      found.add(key);
                    }
                  });
          Set<String> numbers = new LinkedHashSet<>();
          openNumbers(handle)
              .forEach(
                  number -> {
                    String key = keys.apply(number).hex();
                    if (marks.contains(tombstones.ofCaller(key))) {
                      found.add(key);
                      numbers.add(number.e164());
                    }
                  });
          Set<String> cases = new LinkedHashSet<>();
          handle
              .createQuery("select id from case_file")
              .mapTo(String.class)
              .forEach(
                  id -> {
                    if (marks.contains(tombstones.ofCase(id))) {
                      cases.add(id);
                    }
                  });
          return new Subject(found, numbers, cases);
        });
  }

  private Subject withNumbers(Set<String> callers, Set<String> cases) {
    Set<String> numbers = new LinkedHashSet<>();
    callers.forEach(
        key -> book.apply(new CallerKey(key)).ifPresent(number -> numbers.add(number.e164())));
    database.read(
        handle -> {
          openNumbers(handle)
              .forEach(
                  number -> {
                    if (callers.contains(keys.apply(number).hex())) {
                      numbers.add(number.e164());
                    }
                  });
          return true;
        });
    return new Subject(callers, numbers, cases);
  }

  private static Set<PhoneNumber> openNumbers(Handle handle) {
    Set<PhoneNumber> numbers = new LinkedHashSet<>();
    handle
        .createQuery(NUMBERS)
        .mapTo(String.class)
        .forEach(
            text -> {
              if (text.matches("\\+[1-9][0-9]{6,14}")) { // senders of texts may be words
                numbers.add(new PhoneNumber(text));
              }
            });
    return numbers;
  }
}
