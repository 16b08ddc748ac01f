package org.hamroh.casework.contact;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hamroh.call.CallId;
import org.hamroh.casework.contact.ContactRecords.Outcome;
import org.hamroh.phone.CallerKey;
import org.hamroh.web.ListPage;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// Contact records over HTTP. Operators list their own; supervisors all. Whoever may open a record
/// may write it, for the one who answers next goes on with it.
public final class ContactRoutes implements Routes {

  public static final Set<Role> WRITERS = Set.of(Role.OPERATOR, Role.SUPERVISOR);

  /// Who sees the lists of others.
  private static final Set<Role> ALL = Set.of(Role.SUPERVISOR);

  private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

  private final ContactRecords records;
  private final BiConsumer<String, CallId> wrapUpDone;
  private final Clock clock;

  /// @param wrapUpDone told who has saved the record of which call
  /// @param clock      in the site's zone
  public ContactRoutes(ContactRecords records, BiConsumer<String, CallId> wrapUpDone, Clock clock) {
    this.records = records;
    this.wrapUpDone = wrapUpDone;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/records", WRITERS, request -> Reply.json(page(request)));
    mount.get("/api/v1/records/due", WRITERS, request -> Reply.json(due(request)));
    mount.get("/api/v1/records/{id}", WRITERS, request -> Reply.json(View.of(record(request))));
    mount.post("/api/v1/records/{id}/draft", WRITERS, this::draft);
    mount.post("/api/v1/records/{id}/save", WRITERS, this::save);
    mount.post("/api/v1/records/{id}/ready", WRITERS, this::ready);
    mount.post("/api/v1/records/{id}/next-done", WRITERS, this::nextDone);
    mount.post("/api/v1/records/{id}/asides/{page}/drop", WRITERS, this::dropAside);
  }

  /// A record as the API shows it.
  ///
  /// @param caller stands for the number; absent when withheld
  record View(
      String id,
      @Nullable String call,
      String channel,
      @Nullable String caller,
      long formVersion,
      long version,
      Content content,
      String nextBy,
      @Nullable Instant nextDoneAt,
      String createdBy,
      Instant createdAt,
      String changedBy,
      Instant changedAt,
      @Nullable String savedBy,
      @Nullable Instant savedAt) {

    static View of(ContactRecord one) {
      return new View(
          one.id(),
          one.call().map(CallId::value).orElse(null),
          one.channel(),
          one.caller().map(CallerKey::hex).orElse(null),
          one.formVersion(),
          one.version(),
          one.content(),
          one.nextBy(),
          one.done().orElse(null),
          one.created().by(),
          one.created().at(),
          one.changed().by(),
          one.changed().at(),
          one.saved().map(ContactRecord.Deed::by).orElse(null),
          one.saved().map(ContactRecord.Deed::at).orElse(null));
    }
  }

  /// One line of a list: nothing that people wrote by hand.
  public record Line(
      String id,
      @Nullable String call,
      String channel,
      String callType,
      List<String> reasons,
      String disposition,
      String nextAction,
      String nextOn,
      boolean saved,
      String createdBy,
      Instant createdAt) {

    public static Line of(ContactRecord one) {
      return new Line(
          one.id(),
          one.call().map(CallId::value).orElse(null),
          one.channel(),
          one.content().callType(),
          one.content().reasons(),
          one.content().disposition(),
          one.content().nextAction(),
          one.done().isPresent() ? "" : one.content().nextOn(),
          one.isSaved(),
          one.created().by(),
          one.created().at());
    }
  }

  /// @param next the cursor of the next page, absent on the last
  public record Page(List<Line> records, @Nullable String next) {}

  /// @throws Refusal 400 when the question cannot be understood
  public Page page(Request request) {
    int limit = ListPage.limit(request);
    List<ContactRecord> found =
        records.list(
            new RecordStore.Wanted(
                day(request, "from", 0).orElse(Instant.EPOCH),
                day(request, "to", 1).orElse(NEVER),
                request.query("reason").orElse(""),
                whose(request),
                request.query("caller").orElse(""),
                request
                    .query("cursor")
                    .map(text -> ListPage.after(text, RecordStore.Cursor::new))
                    .orElse(RecordStore.Cursor.BEGINNING),
                limit + 1));
    ListPage<ContactRecord> page =
        ListPage.of(found, limit, one -> one.created().at(), ContactRecord::id);
    return new Page(page.rows().stream().map(Line::of).toList(), page.next());
  }

  private static String whose(Request request) {
    return request.principal().hasAny(ALL)
        ? request.query("by").orElse("")
        : request.principal().name();
  }

  private Page due(Request request) {
    LocalDate until =
        request.query("until").isPresent()
            ? date(request.query("until").orElse(""), "until")
            : LocalDate.now(clock);
    return new Page(
        records.due(whose(request), until, ListPage.LARGEST).stream().map(Line::of).toList(), null);
  }

  private Optional<Instant> day(Request request, String name, int plus) {
    return request
        .query(name)
        .filter(text -> !text.isEmpty())
        .map(text -> date(text, name).plusDays(plus).atStartOfDay(clock.getZone()).toInstant());
  }

  private static LocalDate date(String text, String name) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new Refusal(400, name + " is a day such as 2026-11-22.");
    }
  }

  private ContactRecord record(Request request) {
    return records
        .read(request.path("id"), request.principal().name())
        .orElseThrow(() -> Refusal.notFound("record"));
  }

  /// What a page sends.
  ///
  /// @param version that it has seen, 0 for none
  /// @param page    names it among the open ones: up to 32 letters and digits
  /// @param channel of a record without a call, when it begins
  record Sent(long version, String page, @Nullable String channel, Content.Sent content) {}

  private Reply draft(Request request) {
    return reply(records.draft(wish(request)));
  }

  private Reply save(Request request) {
    Outcome outcome = records.save(wish(request));
    if (outcome instanceof Outcome.Kept(var record)) {
      record.call().ifPresent(call -> wrapUpDone.accept(request.principal().name(), call));
    }
    return reply(outcome);
  }

  private static ContactRecords.Wish wish(Request request) {
    Sent sent = request.json(Sent.class);
    if (!sent.page.matches("[A-Za-z0-9]{1,32}")) {
      throw new Refusal(422, "page is up to 32 letters and digits.");
    }
    return new ContactRecords.Wish(
        request.path("id"),
        sent.channel == null ? "" : sent.channel,
        sent.version,
        sent.page,
        sent.content.content(),
        request.principal().name());
  }

  private static Reply reply(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Kept(var record) -> Reply.json(View.of(record));
      case Outcome.Beside(var record) ->
          problem(
              409,
              "The record has changed, or is saved. What was sent is kept beside it.",
              "record",
              View.of(record));
      case Outcome.Incomplete(var fields) ->
          problem(422, "Still missing: " + String.join(", ", fields) + ".", "missing", fields);
      case Outcome.Wrong(var mistakes) -> throw new Refusal(422, String.join("; ", mistakes) + ".");
      case Outcome.Nowhere() -> throw Refusal.notFound("such call, and no such channel,");
    };
  }

  /// Problem details with something more to go on with.
  private static Reply problem(int status, String detail, String name, Object more) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("status", status);
    problem.put("title", status == 409 ? "Conflict" : "Unprocessable Content");
    problem.put("detail", detail);
    problem.put(name, more);
    return new Reply.Json(status, problem);
  }

  /// The talk ended after the record was saved.
  private Reply ready(Request request) {
    ContactRecord record = record(request);
    if (record.isSaved()) {
      record.call().ifPresent(call -> wrapUpDone.accept(request.principal().name(), call));
    }
    return new Reply.NoContent();
  }

  private Reply nextDone(Request request) {
    if (!records.nextDone(record(request).id())) {
      throw new Refusal(409, "There is nothing to be done any more.");
    }
    return new Reply.NoContent();
  }

  private Reply dropAside(Request request) {
    if (!records.dropAside(record(request).id(), request.path("page"))) {
      throw Refusal.notFound("such text");
    }
    return new Reply.NoContent();
  }
}
