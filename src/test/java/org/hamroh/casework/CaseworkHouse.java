package org.hamroh.casework;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallLog;
import org.hamroh.call.CallRecords;
import org.hamroh.call.Callers;
import org.hamroh.caller.CallerFlags;
import org.hamroh.caller.CallerMemory;
import org.hamroh.caller.CallerProfiles;
import org.hamroh.caller.CallerRoutes;
import org.hamroh.caller.NumberBook;
import org.hamroh.casework.contact.ContactRecords;
import org.hamroh.casework.contact.ContactRoutes;
import org.hamroh.casework.contact.Content;
import org.hamroh.casework.form.ContactForm;
import org.hamroh.casework.form.FormRoutes;
import org.hamroh.casework.form.FormShelf;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.web.Routes;
import org.hamroh.web.TestClock;

/// The room of contact records over a real store, for tests.
public final class CaseworkHouse implements AutoCloseable {

  public static final CallId CALL = new CallId("hamroh-1795314088.7");
  static final CallId OTHER_CALL = new CallId("hamroh-1795314099.8");
  public static final String SECRET = "a key of 32 letters for tests ok";
  static final PhoneNumber NUMBER = new PhoneNumber("+992900000070");

  public final Database database;
  public final TestClock clock = new TestClock();
  public final CallRecords calls;
  public final FormShelf forms;
  public final ContactRecords records;
  public final NumberBook numbers;
  public final CallerFlags flags;
  public final CallerProfiles profiles;
  public final CallerKey caller;
  final List<String> ended = new ArrayList<>();
  Optional<Instant> wrapUpEnds = Optional.empty();
  private final CallLog journal;
  private final Callers callers =
      new Callers(
          shown -> Optional.of(new PhoneNumber(shown)), "a secret for tests only".getBytes());

  public CaseworkHouse(Path folder) {
    database = Database.open(folder.resolve("casework.db"));
    calls = new CallRecords(database, topic -> {});
    journal = new CallLog(database);
    forms = new FormShelf(database, clock);
    forms.start(Path.of("."));
    records = new ContactRecords(database, forms, SECRET, topic -> {}, clock);
    numbers = new NumberBook(database, SECRET, clock);
    flags = new CallerFlags(database, clock);
    profiles = new CallerProfiles(database);
    caller = callers.key(NUMBER);
    rings(CALL);
  }

  /// Somebody rings, from the same telephone each time.
  void rings(CallId call) {
    journal.tell(
        call, clock.instant(), new CallEvent.CallStarted(caller, "TJ", "700", "PJSIP/demo-1"));
    journal.tell(call, clock.instant(), new CallEvent.LanguageChosen("tg", true));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              calls.refresh();
              return calls
                  .find(call.value())
                  .filter(one -> one.language().equals("tg"))
                  .isPresent();
            });
  }

  ContactForm form() {
    return forms.current();
  }

  public Routes[] routes() {
    ContactRoutes contacts =
        new ContactRoutes(records, (login, call) -> ended.add(login + " " + call), clock);
    CallerRoutes callerRoutes =
        new CallerRoutes(
            new CallerMemory(database, clock),
            calls,
            numbers,
            profiles,
            flags,
            new CallerRoutes.FlagKinds() {
              @Override
              public Optional<Kind> flag(String id) {
                return form()
                    .flag(id)
                    .map(one -> new Kind(one.isSlower(), Duration.ofDays(one.days())));
              }

              @Override
              public boolean isReason(String id) {
                return form().unmaskReasons().stream().anyMatch(one -> one.id().equals(id));
              }
            },
            topic -> {});
    return new Routes[] {
      new FormRoutes(forms),
      contacts,
      callerRoutes,
      new CaseworkPages(
          records,
          contacts,
          forms,
          calls,
          numbers,
          profiles,
          flags,
          callerRoutes,
          new WrapUps() {
            @Override
            public Optional<Instant> endsAt(String login) {
              return wrapUpEnds;
            }

            @Override
            public void done(String login, CallId call) {
              ended.add(login + " " + call);
            }
          },
          login -> "Ms " + login,
          clock)
    };
  }

  /// All that a record needs to be saved.
  public static Content whole(String note) {
    return new Content(
        "help",
        List.of("wages-not-paid-abroad", "passport-taken"),
        Map.of("language", "tajik", "sex", "man", "note", note),
        "advice-given",
        "call-back",
        "2026-11-23");
  }

  public static ContactRecords.Wish wish(String id, long seen, String page, Content content) {
    return new ContactRecords.Wish(id, "walk-in", seen, page, content, "zarina");
  }

  @Override
  public void close() {
    journal.close();
    calls.close();
    database.close();
  }
}
