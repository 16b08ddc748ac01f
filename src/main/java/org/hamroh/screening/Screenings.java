package org.hamroh.screening;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hamroh.alarm.AlarmKind;
import org.hamroh.alarm.Alarms;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.cases.CaseDoor;
import org.hamroh.cases.CaseId;
import org.hamroh.phone.CallerKey;
import org.hamroh.screening.Contacts.Contact;
import org.hamroh.screening.Screening.Deed;
import org.hamroh.screening.Screening.End;
import org.hamroh.screening.Screening.SetLevel;
import org.hamroh.seal.Seal;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// All screenings. Every look and every change leaves its row in the trail, in one transaction with
/// it; as soon as the answers are high, a supervisor is alarmed in the same transaction. Safe for
/// all threads.
public final class Screenings {

  private static final String ID = "s-";
  private static final int ID_BYTES = 8;

  /// A sentence or two.
  private static final int LONGEST_WHY = 500;

  static final String KIND = "screening";
  private static final SecureRandom CHANCE = new SecureRandom();

  private final Database database;
  private final RuleShelf shelf;
  private final ScreeningStore store;
  private final Contacts contacts;
  private final Optional<CaseRoom> cases;
  private final Alarms alarms;
  private final Viewing viewing;
  private final Clock clock;

  /// @param seal  of the callers' words
  /// @param cases absent: nothing can hang on a case
  public Screenings(
      Database database,
      RuleShelf shelf,
      Seal seal,
      Contacts contacts,
      Optional<CaseRoom> cases,
      Alarms alarms,
      AuditTrail trail,
      Clock clock) {
    this.database = database;
    this.shelf = shelf;
    this.store = new ScreeningStore(seal, shelf);
    this.contacts = contacts;
    this.cases = cases;
    this.alarms = alarms;
    this.viewing = new Viewing(contacts, cases, trail);
    this.clock = clock;
  }

  /// Who asks.
  ///
  /// @param supervisor whether they look after the others
  /// @param from       the browser's address
  public record Asker(String login, boolean supervisor, String from) {}

  /// What came of a wish to change one.
  public sealed interface Outcome {

    record Kept(Screening screening) implements Outcome {}

    /// Somebody else has changed it meanwhile, or it has ended. Nothing was kept.
    record Changed(Screening screening) implements Outcome {}

    /// The rules have no such answers, or the wish is not allowed to this person.
    record Wrong(List<String> mistakes) implements Outcome {}

    /// There is none, or none for this person: the two look alike.
    record Nowhere() implements Outcome {}
  }

  RuleShelf shelf() {
    return shelf;
  }

  Optional<Contact> contact(String id) {
    return contacts.find(id);
  }

  boolean hasCases() {
    return cases.isPresent();
  }

  /// Begins one for a conversation; the one that is open there goes on.
  ///
  /// @param language of the questions; empty for the one that the caller is spoken with in
  public Optional<Screening> begin(String contact, String language, Asker asker) {
    Optional<Contact> known = contacts.find(contact);
    return known.flatMap(
        one ->
            database.write(
                handle -> {
                  Optional<Screening> open =
                      store.ofContact(handle, contact).stream()
                          .filter(Screening::isOpen)
                          .findFirst();
                  return open.isPresent()
                      ? viewing.look(handle, open.get(), asker)
                      : Optional.of(
                          begun(
                              handle,
                              Optional.of(contact),
                              caseOf(handle, contact, asker),
                              one.caller(),
                              spoken(language, one.language()),
                              asker));
                }));
  }

  private Optional<CaseId> caseOf(Handle handle, String contact, Asker asker) {
    return store.ofContact(handle, contact).stream()
        .flatMap(one -> one.matter().stream())
        .findFirst()
        .or(() -> cases.flatMap(room -> room.finder().find(contact, asker)));
  }

  /// Begins one on a case; the one that is open there goes on.
  public Optional<Screening> begin(CaseId matter, String language, Asker asker) {
    return database.write(
        handle -> {
          Optional<CaseDoor.Line> line =
              cases
                  .flatMap(room -> room.door().find(handle, matter))
                  .filter(one -> viewing.isOpen(handle, matter, asker));
          if (line.isEmpty()) {
            viewing.note(handle, Act.REFUSED, "case", matter.value(), asker);
            return Optional.empty();
          }
          Optional<Screening> open =
              store.ofCase(handle, matter).stream().filter(Screening::isOpen).findFirst();
          return open.isPresent()
              ? viewing.look(handle, open.get(), asker)
              : Optional.of(
                  begun(
                      handle,
                      Optional.empty(),
                      Optional.of(matter),
                      Optional.ofNullable(line.get().caller()),
                      spoken(language, ""),
                      asker));
        });
  }

  private static String spoken(String wanted, String known) {
    return Optional.of(wanted)
        .filter(Screenings::isSpoken)
        .or(() -> Optional.of(known).filter(Screenings::isSpoken))
        .orElse("tg");
  }

  static boolean isSpoken(String language) {
    return List.of("tg", "ru", "en").contains(language);
  }

  private Screening begun(
      Handle handle,
      Optional<String> contact,
      Optional<CaseId> matter,
      Optional<CallerKey> caller,
      String language,
      Asker asker) {
    byte[] bytes = new byte[ID_BYTES];
    CHANCE.nextBytes(bytes);
    Deed deed = deed(asker);
    Screening made =
        new Screening(
            ID + HexFormat.of().formatHex(bytes),
            contact,
            matter,
            caller,
            shelf.current(),
            language,
            1,
            End.OPEN,
            Sheet.EMPTY,
            Level.LOW,
            Optional.empty(),
            deed,
            deed,
            Optional.empty());
    viewing.note(handle, Act.CHANGE, KIND, made.id(), asker);
    store.insert(handle, made);
    return made;
  }

  private Deed deed(Asker asker) {
    return new Deed(asker.login(), clock.instant());
  }

  /// One for a person's eyes; the look is written down. Empty when there is none for this person.
  public Optional<Screening> read(String id, Asker asker) {
    return database.write(
        handle -> {
          Optional<Screening> found = store.find(handle, id);
          return found.isEmpty() ? found : viewing.look(handle, found.get(), asker);
        });
  }

  /// The sealed case behind which one lies for this supervisor: there the glass can be broken.
  Optional<CaseId> underGlass(String id, Asker asker) {
    return !asker.supervisor()
        ? Optional.empty()
        : database.read(
            handle ->
                store
                    .find(handle, id)
                    .flatMap(Screening::matter)
                    .filter(matter -> !viewing.isOpen(handle, matter, asker))
                    .flatMap(matter -> cases.flatMap(room -> room.door().find(handle, matter)))
                    .filter(CaseDoor.Line::sealed)
                    .map(CaseDoor.Line::id));
  }

  /// The same for who is writing it: their own draft is no new look.
  Optional<Screening> readAgain(String id, Asker asker) {
    Optional<Screening> own =
        database
            .read(
                handle -> store.find(handle, id).filter(one -> viewing.maySee(handle, one, asker)))
            .filter(one -> one.isOpen() && one.changed().by().equals(asker.login()));
    return own.isPresent() ? own : read(id, asker);
  }

  /// Those of a conversation that this person may see, the newest first.
  public List<Screening> ofContact(String contact, Asker asker) {
    return all(handle -> store.ofContact(handle, contact), asker);
  }

  /// Those of a case; empty when this person may not see the case.
  public Optional<List<Screening>> ofCase(CaseId matter, Asker asker) {
    boolean open = database.read(handle -> viewing.isOpen(handle, matter, asker));
    return open
        ? Optional.of(all(handle -> store.ofCase(handle, matter), asker))
        : Optional.empty();
  }

  private List<Screening> all(Function<Handle, List<Screening>> found, Asker asker) {
    if (database.read(found::apply).isEmpty()) {
      return List.of(); // nothing is looked at, and the store's writer has other work
    }
    return database.write(
        handle ->
            found.apply(handle).stream()
                .flatMap(one -> viewing.look(handle, one, asker).stream())
                .toList());
  }

  /// Keeps what has been answered so far. Who cannot speak freely is asked no more.
  ///
  /// @param seen the version that the writer has seen
  public Outcome draft(String id, long seen, Sheet.Sent sent, Asker asker) {
    return write(id, seen, sent, Optional.empty(), asker);
  }

  /// Ends it.
  ///
  /// @param stopped whether there was more to ask
  public Outcome end(String id, long seen, Sheet.Sent sent, boolean stopped, Asker asker) {
    return write(id, seen, sent, Optional.of(stopped ? End.STOPPED : End.DONE), asker);
  }

  private Outcome write(String id, long seen, Sheet.Sent sent, Optional<End> wanted, Asker asker) {
    return change(
        id,
        asker,
        (handle, old) -> {
          List<String> mistakes = sent.mistakes(old.rules());
          if (!mistakes.isEmpty()) {
            return new Outcome.Wrong(mistakes);
          }
          Sheet sheet = sent.sheet();
          End end = old.rules().isUnsafe(sheet.answers()) ? End.UNSAFE : wanted.orElse(End.OPEN);
          if (old.version() != seen || !old.isOpen()) {
            return old.sheet().equals(sheet) && old.end() == end
                ? new Outcome.Kept(old) // told twice: the answer was lost on its way
                : new Outcome.Changed(old);
          }
          Screening next = old.with(seen + 1, sheet, end, old.set(), deed(asker));
          if (!next.isOpen() || !old.changed().by().equals(asker.login())) {
            viewing.note(handle, Act.CHANGE, KIND, id, asker); // a draft each second is one change
          }
          settle(handle, next, asker);
          return new Outcome.Kept(next);
        });
  }

  /// A person judges otherwise than the rule, and says why. More urgent anybody may; less urgent is
  /// for a supervisor.
  public Outcome setLevel(String id, Level level, String why, Asker asker) {
    return change(
        id,
        asker,
        (handle, old) -> {
          String said = why.strip();
          if (said.isEmpty() || said.length() > LONGEST_WHY) {
            return new Outcome.Wrong(List.of("say why, in at most " + LONGEST_WHY + " letters"));
          }
          if (!asker.supervisor() && old.weighed().isMoreUrgentThan(level)) {
            return new Outcome.Wrong(List.of("a supervisor makes a level less urgent"));
          }
          Screening next =
              old.with(
                  old.version() + 1,
                  old.sheet(),
                  old.end(),
                  Optional.of(new SetLevel(level, asker.login(), said)),
                  deed(asker));
          viewing.note(handle, Act.CHANGE, KIND, id, asker);
          settle(handle, next, asker);
          return new Outcome.Kept(next);
        });
  }

  /// Hangs it on a case: the one that the conversation has, or a new one.
  public Outcome openCase(String id, Asker asker) {
    return change(
        id,
        asker,
        (handle, old) -> {
          if (old.matter().isPresent()) {
            return new Outcome.Kept(old);
          }
          if (cases.isEmpty() || old.contact().isEmpty()) {
            return new Outcome.Wrong(List.of("there is no case to open"));
          }
          String contact = old.contact().get();
          CaseId matter = cases.get().opener().open(handle, contact, old, asker);
          viewing.note(handle, Act.CHANGE, KIND, id, asker);
          ScreenedCases.attach(
              handle, cases.get().door(), contact, matter); // a new case has them already
          return new Outcome.Kept(store.find(handle, id).orElseThrow());
        });
  }

  private interface Change {
    Outcome of(Handle handle, Screening old);
  }

  private Outcome change(String id, Asker asker, Change change) {
    Step step =
        database.write(
            handle -> {
              Optional<Screening> old = store.find(handle, id);
              if (old.isEmpty()) {
                return new Step(new Outcome.Nowhere(), false);
              }
              if (!viewing.maySee(handle, old.get(), asker)) {
                viewing.note(handle, Act.REFUSED, KIND, id, asker);
                return new Step(new Outcome.Nowhere(), false);
              }
              boolean was = old.get().weighed().opensReferral();
              Outcome outcome = change.of(handle, old.get());
              boolean is =
                  outcome instanceof Outcome.Kept(var kept) && kept.weighed().opensReferral();
              return new Step(outcome, is && !was);
            });
    if (step.alarmed) {
      alarms.announce();
    }
    return step.outcome;
  }

  private record Step(Outcome outcome, boolean alarmed) {}

  /// Keeps it, alarms when it is high, and tells its case when it has ended.
  private void settle(Handle handle, Screening next, Asker asker) {
    store.update(handle, next);
    if (next.weighed().opensReferral()) {
      alarms.raise(handle, AlarmKind.HIGH_RISK, next.id(), next.changed().at());
    }
    if (!next.isOpen() && cases.isPresent()) {
      Instant at = next.ended().map(Deed::at).orElseGet(clock::instant);
      ScreenedCases.ended(handle, cases.get().door(), next, new Deed(asker.login(), at));
    }
  }

  /// Erases what a caller said in screenings; answers and levels stay and count.
  ///
  /// @return in how many
  public static int forget(Handle handle, CallerKey caller) {
    return ScreeningStore.forget(handle, caller);
  }
}
