package org.hamroh.screening;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.alarm.AlarmConfig;
import org.hamroh.alarm.AlarmWords;
import org.hamroh.alarm.Alarms;
import org.hamroh.audit.AuditTrail;
import org.hamroh.cases.CaseDoor;
import org.hamroh.cases.CaseId;
import org.hamroh.phone.CallerKey;
import org.hamroh.seal.Seal;
import org.hamroh.store.Database;
import org.hamroh.web.Routes;
import org.hamroh.web.TestClock;
import org.hamroh.web.Texts;
import org.jdbi.v3.core.Handle;

/// The room of screenings over a real store, for tests. Conversations and cases are what the test
/// says they are.
final class ScreeningHouse implements AutoCloseable {

  static final String CALL = "hamroh-1795314088.7";
  static final String WALK_IN = "w-0123456789abcdef";
  static final CaseId CASE = new CaseId("4711008");
  static final CallerKey CALLER = new CallerKey("0123456789abcdef0123456789abcdef");
  static final String SECRET = "a key of 32 letters for tests ok";

  final Database database;
  final TestClock clock = new TestClock();
  final RuleShelf shelf;
  final Alarms alarms;
  final Screenings screenings;
  final Map<String, Contacts.Contact> contacts = new HashMap<>();
  final Set<String> answeredBy = new HashSet<>();
  final Set<String> caseOpenTo = new HashSet<>();
  final List<CaseDoor.Happening> told = new ArrayList<>();
  final CaseDoor door = new Door();
  final List<String> topics = new ArrayList<>();

  ScreeningHouse(Path folder) {
    this(folder, Path.of("."));
  }

  /// @param home with `forms/screening.json`
  ScreeningHouse(Path folder, Path home) {
    database = Database.open(folder.resolve("screening.db"));
    shelf = new RuleShelf(database, clock);
    shelf.start(home);
    alarms =
        new Alarms(
            new AlarmConfig(List.of("duty@union.example"), List.of("+992900000091"), null),
            database,
            Optional.empty(),
            (handle, number, text) -> Optional.empty(),
            new AlarmWords(
                "Hamroh", Texts.load(ZoneId.of("Asia/Dushanbe"), List.of("alarm")).in("en")),
            topics::add,
            clock);
    contacts.put(CALL, new Contacts.Contact(Optional.of(CALLER), "ru", true));
    contacts.put(WALK_IN, new Contacts.Contact(Optional.empty(), "", false));
    screenings =
        new Screenings(
            database,
            shelf,
            Seal.ofSite("screenings", SECRET),
            new Known(),
            Optional.of(
                new CaseRoom(
                    door,
                    (handle, contact, screening, asker) -> open(asker.login()),
                    (contact, asker) ->
                        Optional.of(CASE).filter(one -> caseOpenTo.contains(asker.login())))),
            alarms,
            new AuditTrail(clock),
            clock);
  }

  private CaseId open(String login) {
    caseOpenTo.add(login);
    return CASE;
  }

  Routes[] routes() {
    ScreeningRoutes api = new ScreeningRoutes(screenings);
    return new Routes[] {api, new ScreeningPages(screenings, api, SECRET, login -> "Ms " + login)};
  }

  /// Who did what to which, from the trail.
  List<String> trail() {
    return database.read(
        handle ->
            handle
                .createQuery("select who || ' ' || act || ' ' || kind from audit order by seq")
                .mapTo(String.class)
                .list());
  }

  private final class Known implements Contacts {
    @Override
    public Optional<Contact> find(String id) {
      return Optional.ofNullable(contacts.get(id));
    }

    @Override
    public boolean isOf(String id, String login) {
      return answeredBy.contains(login);
    }
  }

  private final class Door implements CaseDoor {
    @Override
    public Optional<Line> find(Handle handle, CaseId id) {
      return id.equals(CASE)
          ? Optional.of(new Line(id, CALLER, "zarina", "open", false))
          : Optional.empty();
    }

    @Override
    public boolean isOpenTo(Handle handle, CaseId id, String login) {
      return id.equals(CASE) && caseOpenTo.contains(login);
    }

    @Override
    public void tell(Handle handle, CaseId id, Happening happening) {
      told.add(happening);
    }
  }

  @Override
  public void close() {
    alarms.close();
    database.close();
  }
}
