package org.hamroh.directory;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.Look;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.NumberReading;
import org.hamroh.store.Database;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/directory?service=&place=&language=&sex=&open=now`: organisations that a caller may
/// be sent to; and what staff have found out of one by calling it.
public final class DirectoryRoutes implements Routes {

  static final Set<Role> READERS = Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.ADMIN);
  static final Set<Role> KEEPERS = Set.of(Role.SUPERVISOR, Role.ADMIN);

  /// RFC 5321 allows 254.
  private static final String EMAIL =
      "[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,180}\\.[A-Za-z]{2,24}";

  private final Database database;
  private final NumberReader numbers;
  private final String region;
  private final AuditTrail audit;
  private final Clock clock;

  /// @param region of numbers that are written without a country
  public DirectoryRoutes(
      Database database, NumberReader numbers, String region, AuditTrail audit, Clock clock) {
    this.database = database;
    this.numbers = numbers;
    this.region = region;
    this.audit = audit;
    this.clock = clock;
  }

  /// @param open null when nobody has written down its hours
  public record FoundView(@JsonUnwrapped Organisation organisation, @Nullable Boolean open) {}

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/directory", READERS, this::find);
    mount.post("/api/v1/directory/{id}", KEEPERS, this::confirm);
  }

  private Reply find(Request request) {
    DirectorySearch search = search(request);
    List<FoundView> found =
        database.read(handle -> DirectoryStore.find(handle, search, clock.instant())).stream()
            .map(one -> new FoundView(one.organisation(), one.open().orElse(null)))
            .toList();
    return Reply.json(Map.of("organisations", found));
  }

  /// What a request's query looks for.
  ///
  /// @throws Refusal 400 when a value is none
  public static DirectorySearch search(Request request) {
    Optional<String> sex = given(request, "sex");
    Optional<String> open = given(request, "open");
    if (!sex.map(one -> one.matches("[fm]")).orElse(true)) {
      throw new Refusal(400, "sex is f or m.");
    }
    if (!open.map("now"::equals).orElse(true)) {
      throw new Refusal(400, "open is now, or left out.");
    }
    return new DirectorySearch(
        given(request, "service").orElse(null),
        given(request, "place").orElse(null),
        given(request, "language").orElse(null),
        sex.orElse(null),
        open.isPresent());
  }

  private static Optional<String> given(Request request, String name) {
    return request.query(name).filter(text -> !text.isEmpty());
  }

  private Reply confirm(Request request) {
    Told told = request.json(Told.class);
    Organisation.Contact contact =
        contact(
            told.phone == null ? "" : told.phone,
            told.email == null ? "" : told.email,
            told.letters == null ? "" : told.letters,
            told.workingHours == null ? "" : told.workingHours,
            told.sexes == null ? "" : told.sexes);
    return Reply.json(keep(request, contact));
  }

  record Told(
      @Nullable String phone,
      @Nullable String email,
      @Nullable String letters,
      @Nullable String workingHours,
      @Nullable String sexes) {}

  /// @throws Refusal 422 when something of it is not written as it should be
  Organisation.Contact contact(
      String phone, String email, String letters, String hours, String sexes) {
    String number = "";
    if (!phone.isBlank()) {
      number =
          switch (numbers.read(phone, region)) {
            case NumberReading.Read read -> read.number().e164();
            case NumberReading.Unreadable(var reason) ->
                throw new Refusal(422, "directory.phone", "The telephone " + reason + ".");
          };
    }
    if (!email.isEmpty() && !email.matches(EMAIL)) {
      throw new Refusal(422, "directory.email", "The email is no address such as a@union.example.");
    }
    if (!letters.isEmpty() && !Texts.LANGUAGES.contains(letters)) {
      throw new Refusal(422, "Letters are written in " + String.join(", ", Texts.LANGUAGES) + ".");
    }
    if (!hours.isEmpty() && WorkingHours.of(hours).isEmpty()) {
      throw new Refusal(
          422, "directory.hours", "Hours are written like Mo-Fr 08:00-17:00; Sa 09:00-13:00.");
    }
    if (!sexes.matches("[fm]?")) {
      throw new Refusal(422, "sexes is f, m or empty for everybody.");
    }
    return new Organisation.Contact(number, email, letters, hours, sexes);
  }

  Organisation keep(Request request, Organisation.Contact contact) {
    String id = request.path("id");
    LocalDate today = LocalDate.now(clock);
    Look look =
        new Look(request.principal().name(), Act.CHANGE, "organisation", id, "", request.from());
    return database
        .write(
            handle -> {
              if (DirectoryStore.confirm(handle, id, contact, today)) {
                audit.add(handle, look);
              }
              return DirectoryStore.organisation(handle, id);
            })
        .orElseThrow(() -> Refusal.notFound("organisation " + id));
  }
}
