package org.hamroh.cases;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hamroh.audit.AuditTrail;
import org.hamroh.cases.CaseDesk.Asker;
import org.hamroh.cases.page.CaseFileRoutes;
import org.hamroh.cases.page.CasePages;
import org.hamroh.cases.page.CaseRoutes;
import org.hamroh.casework.form.ContactForm;
import org.hamroh.casework.form.FormReader;
import org.hamroh.directory.PlaceFinder;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.web.Routes;
import org.hamroh.web.TestClock;
import org.hamroh.web.Texts;
import org.hamroh.yaml.Problems;
import org.jdbi.v3.core.Handle;

/// The room of cases over a real store, for tests. Zarina and Parvin are operators, Malika
/// supervises.
public final class CaseHouse implements AutoCloseable {

  public static final CallerKey CALLER = new CallerKey("0123456789abcdef0123456789abcdef");
  public static final CallerKey OTHER = new CallerKey("ffffffffffffffff0123456789abcdef");
  public static final Asker ZARINA = new Asker("zarina", "127.0.0.1");
  public static final Asker PARVIN = new Asker("parvin", "127.0.0.1");
  public static final Asker MALIKA = new Asker("malika", "127.0.0.1");
  static final String SECRET = "a key of 32 letters for tests ok";

  public final Database database;
  public final TestClock clock = new TestClock();
  public final ContactForm form;
  public final CaseDesk desk;
  public final CaseNotes notes;
  public final CaseMerges merges;
  public final CaseSearch search;
  public final CaseAttachments files;
  public final CaseGlass glass;

  /// What the others were told: `1234567-malika`.
  public final List<String> alarms = new java.util.concurrent.CopyOnWriteArrayList<>();

  /// The one number that is kept, of [#CALLER].
  public static final PhoneNumber NUMBER = new PhoneNumber("+992900000001");
  private int made;

  public CaseHouse(Path folder) {
    database = Database.open(folder.resolve("cases.db"));
    form = FormReader.read(Path.of("."), new Problems()).orElseThrow();
    PlaceFinder places = PlaceFinder.ofSource();
    desk =
        new CaseDesk(
            database,
            CaseGraphReader.read(Path.of(".")),
            SECRET,
            new AuditTrail(clock),
            new People(),
            topic -> form.reason(topic).isPresent(),
            place -> places.find(place).map(one -> one.nameTg() + " " + one.nameRu()).orElse(""),
            topic -> {},
            new Hung(),
            clock);
    notes = new CaseNotes(desk);
    merges = new CaseMerges(desk);
    search = new CaseSearch(desk);
    files = new CaseAttachments(desk, folder.resolve("attachments"));
    glass = new CaseGlass(desk, new Told(), Duration.ofMinutes(60));
  }

  private final class Told implements CaseGlass.Alarm {
    @Override
    public void raise(Handle handle, String about, Instant at) {
      alarms.add(about);
    }

    @Override
    public void announce() {}
  }

  private CaseNumber number() {
    return new CaseNumber(
        desk,
        reason -> form.unmaskReasons().stream().anyMatch(one -> one.id().equals(reason)),
        (caller, reason, by) -> caller.equals(CALLER) ? Optional.of(NUMBER) : Optional.empty());
  }

  /// Cases whose people were sent on, and the records that cases were opened from.
  public final Set<CaseId> referred = new HashSet<>();

  public final List<String> openedFrom = new ArrayList<>();

  private final class Hung implements CaseNeighbours {

    @Override
    public void opened(Handle handle, CaseDoor door, String record, CaseId id) {
      openedFrom.add(record);
    }

    @Override
    public boolean isReferred(Handle handle, CaseId id) {
      return referred.contains(id);
    }
  }

  private static final class People implements Staff {

    @Override
    public boolean worksOnCases(Handle handle, String login) {
      return caseWorkers(handle).contains(login);
    }

    @Override
    public boolean leads(Handle handle, String login) {
      return login.equals("malika");
    }

    @Override
    public List<String> caseWorkers(Handle handle) {
      return List.of("malika", "parvin", "zarina");
    }
  }

  public Routes[] routes() {
    Texts texts = texts();
    Function<String, Optional<CasePages.Origin>> records =
        record ->
            record.equals("w-0000000000000001")
                ? Optional.of(new CasePages.Origin(CALLER, "passport-taken"))
                : Optional.empty();
    return new Routes[] {
      new CaseRoutes(desk, notes, merges, search, files, glass, number()),
      new CaseFileRoutes(files),
      new CasePages(
          desk,
          notes,
          merges,
          search,
          files,
          glass,
          number(),
          () -> form,
          records,
          login -> "Ms " + login,
          (id, language) -> id + " in " + language,
          texts,
          clock)
    };
  }

  public static Texts texts() {
    return Texts.load(ZoneId.of("Asia/Dushanbe"), List.of("console", "cases"));
  }

  public CaseDesk.Opened opens(Asker asker, boolean sealed, String name) {
    made++;
    return desk.open(
            new CaseDesk.NewCase(
                "form-%08d".formatted(made),
                CALLER,
                "",
                "wages-not-paid-abroad",
                sealed,
                new CaseFile.About(name, "Ғарм")),
            asker)
        .orElseThrow();
  }

  CaseFile file(CaseId id) {
    return database.read(handle -> desk.store.find(handle, id)).orElseThrow();
  }

  public List<String> told(String sql) {
    return database.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  @Override
  public void close() {
    database.close();
  }
}
