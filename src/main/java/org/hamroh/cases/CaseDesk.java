package org.hamroh.cases;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.Look;
import org.hamroh.cases.CaseFile.Deed;
import org.hamroh.phone.CallerKey;
import org.hamroh.seal.Seal;
import org.hamroh.store.Database;
import org.hamroh.web.LiveFeed;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// All cases. Every look and every change leaves its row in the trail, in the same transaction; who
/// may not see a case gets the answer that a number without a case gets. Whoever changes something
/// names the version that they have seen. Safe for all threads.
public final class CaseDesk implements CaseDoor {

  /// The product's own work, in timelines.
  public static final String ITSELF = "hamroh";

  static final String KIND = "case";

  /// The source of the words that say whom a case is about.
  private static final String ABOUT = "about";

  /// One in a hundred numbers taken would need nine million times more cases than a line has.
  private static final int NUMBER_TRIES = 50;

  private static final int ID_BYTES = 8;

  /// Lines of a timeline that a page shows; the rest is there, but nobody reads so far.
  private static final int MOST_EVENTS = 500;

  /// Cases of one caller; somebody with more has one worry, not many.
  static final int MOST_OF_CALLER = 20;

  /// The hash of nothing: no PIN has it.
  private static final CasePins.Hashed NO_PIN = new CasePins.Hashed("", "");

  private static final SecureRandom CHANCE = new SecureRandom();

  final Database database;
  final CaseStore store;
  final CaseGraph graph;
  final AuditTrail trail;
  final Staff staff;
  final Clock clock;
  final CaseIndex index;
  private final CasePins pins;
  private final UnaryOperator<String> placeNames;
  private final Predicate<String> isTopic;
  private final LiveFeed feed;
  private final CaseNeighbours neighbours;
  private final CaseLists lists = new CaseLists(this);

  /// @param secret  of this site, at least 24 random bytes
  /// @param isTopic whether it is a reason of the contact form
  /// @param places  the names of the place that a text means, empty when it means none
  /// @param feed    told `cases` when one was opened or changed
  /// @param neighbours that hang things on cases
  /// @param clock   in the site's zone
  public CaseDesk(
      Database database,
      CaseGraph graph,
      String secret,
      AuditTrail trail,
      Staff staff,
      Predicate<String> isTopic,
      UnaryOperator<String> places,
      LiveFeed feed,
      CaseNeighbours neighbours,
      Clock clock) {
    this.database = database;
    this.graph = graph;
    this.store = new CaseStore(Seal.ofSite("cases", secret));
    this.pins = new CasePins(secret);
    this.index = new CaseIndex(secret);
    this.placeNames = places;
    this.trail = trail;
    this.staff = staff;
    this.isTopic = isTopic;
    this.feed = feed;
    this.neighbours = neighbours;
    this.clock = clock;
  }

  /// Who asks.
  ///
  /// @param from the browser's address
  public record Asker(String login, String from) {}

  /// @param once   names the form: sent twice it opens one case
  /// @param record the contact record it comes from; empty when none
  public record NewCase(
      String once,
      @Nullable CallerKey caller,
      String record,
      String topic,
      boolean sealed,
      CaseFile.About about) {}

  /// @param pin told once; empty when this form had opened the case before
  public record Opened(CaseFile file, String pin) {}

  public CaseGraph graph() {
    return graph;
  }

  /// The cases as lists show them.
  public CaseLists lists() {
    return lists;
  }

  /// @param mayOwn whether somebody can be given a case
  CaseRules rules(Predicate<String> mayOwn) {
    return new CaseRules(graph, mayOwn, isTopic);
  }

  /// Whoever looks at cases looks again.
  void changed() {
    feed.changed("cases");
  }

  /// @return nothing when the topic is none, or a text too long
  public Optional<Opened> open(NewCase wish, Asker asker) {
    if (!isTopic.test(wish.topic())
        || CaseRules.isTooLong(wish.about())
        || !wish.once().matches("[A-Za-z0-9-]{8,64}")) {
      return Optional.empty();
    }
    Opened opened = database.write(handle -> open(handle, wish, asker));
    feed.changed("cases");
    return Optional.of(opened);
  }

  /// The case that a conversation has and that this person may see; a sealed one is opened where
  /// there is none. In the caller's transaction.
  public CaseId openFor(
      Handle handle, String record, @Nullable CallerKey caller, String topic, Asker asker) {
    return store.ofRecord(handle, record).stream()
        .filter(id -> isOpenTo(handle, id, asker.login()))
        .findFirst()
        .orElseGet(
            () ->
                open(
                        handle,
                        new NewCase(newId(), caller, record, topic, true, CaseFile.About.NOBODY),
                        asker)
                    .file()
                    .id());
  }

  private Opened open(Handle handle, NewCase wish, Asker asker) {
    Optional<CaseFile> before =
        store.openedOnce(handle, wish.once()).flatMap(id -> store.find(handle, id));
    if (before.filter(one -> one.opened().by().equals(asker.login())).isPresent()) {
      return new Opened(before.get(), "");
    }
    Instant now = clock.instant();
    Deed deed = new Deed(asker.login(), now);
    String pin = CasePins.fresh();
    CaseFile file =
        new CaseFile(
            freeNumber(handle),
            wish.caller(),
            wish.record(),
            wish.topic(),
            asker.login(),
            Set.of(asker.login()),
            wish.sealed(),
            graph.start(),
            now,
            graph.statusOrBare(graph.start()).movesAt(now),
            "",
            wish.about(),
            1,
            deed,
            deed,
            null,
            null);
    store.insert(handle, file, new CaseStore.Entry(wish.once(), wish.record(), pins.hash(pin)));
    index.put(handle, file.id(), ABOUT, searchable(file.about()));
    store.tell(handle, file.id(), new Happening("opened", asker.login(), now, Map.of()));
    note(handle, Act.CHANGE, file.id(), asker);
    if (!wish.record().isEmpty()) {
      neighbours.opened(handle, this, wish.record(), file.id());
    }
    return new Opened(file, pin);
  }

  /// The case that this person has opened by this form already.
  public Optional<CaseId> opened(String once, String login) {
    return database.read(
        handle -> store.openedOnce(handle, once).filter(id -> isOpenTo(handle, id, login)));
  }

  private CaseId freeNumber(Handle handle) {
    for (int i = 0; i < NUMBER_TRIES; i++) {
      CaseId id = new CaseId(String.valueOf(1_000_000 + CHANCE.nextInt(9_000_000)));
      if (!store.isTaken(handle, id)) {
        return id;
      }
    }
    throw new IllegalStateException("no case number is free");
  }

  /// Name and place, and how others write that place: who types `Куляб` finds who came from
  /// `Кӯлоб`.
  String searchable(CaseFile.About about) {
    return about.name() + " " + about.place() + " " + placeNames.apply(about.place());
  }

  void note(Handle handle, Act act, CaseId id, Asker asker) {
    trail.add(handle, new Look(asker.login(), act, KIND, id.value(), "", asker.from()));
  }

  /// A name for a piece of a case.
  static String newId() {
    byte[] bytes = new byte[ID_BYTES];
    CHANCE.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// A case and all that hangs on it.
  ///
  /// @param events the newest first
  public record Whole(
      CaseFile file,
      List<CaseFile.Section> sections,
      List<CaseFile.Task> tasks,
      List<CaseFile.Event> events) {}

  /// One case for a person's eyes. The look is written down first; a refused one, too.
  public Optional<Whole> look(CaseId id, Asker asker) {
    return database.write(handle -> seen(handle, id, asker, Act.OPEN).map(f -> whole(handle, f)));
  }

  /// The same for paper.
  public Optional<Whole> print(CaseId id, Asker asker) {
    return database.write(handle -> seen(handle, id, asker, Act.PRINT).map(f -> whole(handle, f)));
  }

  /// The case if this person may see it; the look, or its refusal, is then in the trail.
  Optional<CaseFile> seen(Handle handle, CaseId id, Asker asker, Act act) {
    Optional<CaseFile> found =
        store.find(handle, id).filter(one -> isOpen(handle, one, asker.login()));
    note(handle, found.isPresent() ? act : Act.REFUSED, id, asker);
    return found;
  }

  /// With what was merged into it.
  private Whole whole(Handle handle, CaseFile file) {
    List<CaseId> all = new ArrayList<>(List.of(file.id()));
    all.addAll(store.mergedInto(handle, file.id()));
    List<CaseFile.Section> sections = new ArrayList<>();
    List<CaseFile.Task> tasks = new ArrayList<>();
    List<CaseFile.Event> events = new ArrayList<>();
    for (CaseId id : all) {
      Seal seal = store.key(handle, id);
      sections.addAll(CasePieces.sections(handle, id, seal));
      tasks.addAll(CasePieces.tasks(handle, id, seal));
      events.addAll(store.events(handle, id, MOST_EVENTS));
    }
    if (all.size() > 1) {
      events.sort(Comparator.comparing(CaseFile.Event::at).reversed());
    }
    return new Whole(file, sections, tasks, events);
  }

  /// @param seen the version that this person had before their eyes
  public CaseOutcome change(CaseId id, long seen, CaseChange change, Asker asker) {
    return told(
        database.write(
            handle -> {
              Optional<CaseFile> found = seen(handle, id, asker, Act.CHANGE);
              return found.isEmpty()
                  ? new CaseOutcome.Nowhere()
                  : change(handle, found.get(), seen, change, asker);
            }));
  }

  private CaseOutcome change(
      Handle handle, CaseFile old, long seen, CaseChange change, Asker asker) {
    if (old.mergedInto() != null) {
      return new CaseOutcome.Wrong("merged");
    }
    if (old.version() != seen) {
      return new CaseOutcome.Stale(old);
    }
    Deed deed = new Deed(asker.login(), clock.instant());
    if (staysOpen(change, asker.login())
        && CaseGlass.openUntil(handle, old.id(), asker.login(), deed.at()).isPresent()
        && !old.people().contains(asker.login())) {
      return new CaseOutcome.Wrong("glass");
    }
    if (change instanceof CaseChange.Sealing(var sealed)
        && !sealed
        && store.mergedInto(handle, old.id()).stream()
            .flatMap(id -> store.find(handle, id).stream())
            .anyMatch(CaseFile::sealed)) {
      return new CaseOutcome.Wrong("merge-sealed");
    }
    if (change instanceof CaseChange.Move(var status, var outcome)
        && graph.statusOrBare(status).isClosed()
        && isReferred(handle, old.id())) {
      return new CaseOutcome.Wrong("referred");
    }
    CaseRules rules = rules(login -> staff.worksOnCases(handle, login));
    return switch (rules.apply(old, change, deed)) {
      case CaseRules.Verdict.Wrong(var why) -> new CaseOutcome.Wrong(why);
      case CaseRules.Verdict.Next(var next, var kind, var facts) -> {
        if (!store.update(handle, next, seen)) {
          yield new CaseOutcome.Stale(old);
        }
        if (!next.about().equals(old.about())) {
          index.put(handle, old.id(), ABOUT, searchable(next.about()));
        }
        store.tell(handle, old.id(), new Happening(kind, asker.login(), deed.at(), facts));
        yield new CaseOutcome.Done(next);
      }
    };
  }

  /// Whether it would make for good what broken glass gives for a while.
  private static boolean staysOpen(CaseChange change, String login) {
    return switch (change) {
      case CaseChange.Give(var owner) -> owner.equals(login);
      case CaseChange.Assign(var one) -> one.equals(login);
      case CaseChange.Sealing(var sealed) -> !sealed;
      case CaseChange.Move move -> false;
      case CaseChange.Dismiss dismiss -> false;
      case CaseChange.Describe describe -> false;
    };
  }

  /// What was merged into it counts, too: its page is this one's.
  private boolean isReferred(Handle handle, CaseId id) {
    return neighbours.isReferred(handle, id)
        || store.mergedInto(handle, id).stream()
            .anyMatch(one -> neighbours.isReferred(handle, one));
  }

  CaseOutcome told(CaseOutcome outcome) {
    if (outcome instanceof CaseOutcome.Done) {
      feed.changed("cases");
    }
    return outcome;
  }

  /// Another PIN; the old one opens nothing any more.
  ///
  /// @return the PIN, to be told once
  public Optional<String> renewPin(CaseId id, Asker asker) {
    return database.write(
        handle ->
            seen(handle, id, asker, Act.CHANGE)
                .map(
                    file -> {
                      String pin = CasePins.fresh();
                      store.pin(handle, id, pins.hash(pin));
                      store.tell(
                          handle,
                          id,
                          new Happening("pin", asker.login(), clock.instant(), Map.of()));
                      return pin;
                    }));
  }

  /// Whether it opens the case by telephone. Takes as long without one.
  boolean isPin(Handle handle, Optional<CaseId> id, String pin) {
    Optional<CasePins.Hashed> hashed = id.flatMap(one -> store.pin(handle, one));
    return pins.matches(pin, hashed.orElse(NO_PIN));
  }

  /// Stands for a text where the text itself must not be kept.
  String blind(String text) {
    return pins.blind(text);
  }

  LocalDate today() {
    return LocalDate.now(clock);
  }

  @Override
  public Optional<Line> find(Handle handle, CaseId id) {
    return store
        .find(handle, id)
        .map(one -> new Line(one.id(), one.caller(), one.owner(), one.status(), one.sealed()));
  }

  @Override
  public Optional<Instant> firstContact(Handle handle, CaseId id) {
    return CaseStore.firstContact(handle, id);
  }

  @Override
  public boolean isOpenTo(Handle handle, CaseId id, String login) {
    return store.find(handle, id).filter(one -> isOpen(handle, one, login)).isPresent();
  }

  /// Who works on the case that another was merged into sees that one, too; a supervisor what is
  /// not sealed, and for a while what the glass was broken of.
  private boolean isOpen(Handle handle, CaseFile file, String login) {
    return file.people().contains(login)
        || (staff.leads(handle, login)
            && (!file.sealed()
                || CaseGlass.openUntil(handle, file.id(), login, clock.instant()).isPresent()))
        || (file.mergedInto() != null && store.isWorkedOnBy(handle, file.mergedInto(), login));
  }

  @Override
  public void tell(Handle handle, CaseId id, Happening happening) {
    store.tell(handle, id, happening);
    feed.changed("cases");
  }
}
