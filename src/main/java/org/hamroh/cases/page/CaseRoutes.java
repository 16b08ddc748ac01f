package org.hamroh.cases.page;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hamroh.cases.CaseAttachments;
import org.hamroh.cases.CaseDesk;
import org.hamroh.cases.CaseFile;
import org.hamroh.cases.CaseGlass;
import org.hamroh.cases.CaseId;
import org.hamroh.cases.CaseLists;
import org.hamroh.cases.CaseMerges;
import org.hamroh.cases.CaseNotes;
import org.hamroh.cases.CaseNumber;
import org.hamroh.cases.CaseOutcome;
import org.hamroh.cases.CaseSearch;
import org.hamroh.phone.CallerKey;
import org.hamroh.web.ListPage;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// Cases over the API. A case that somebody may not see answers like a number that has no case.
public final class CaseRoutes implements Routes {

  public static final Set<Role> WORKERS = Set.of(Role.OPERATOR, Role.CASE_WORKER, Role.SUPERVISOR);

  /// Who breaks the glass over sealed cases.
  static final Set<Role> LEADS = Set.of(Role.SUPERVISOR);

  /// Who may ask for a whole number; operators ring through the line without seeing it.
  static final Set<Role> UNMASKERS = Set.of(Role.CASE_WORKER, Role.SUPERVISOR);

  /// Who opens cases: those who speak with callers.
  static final Set<Role> OPENERS = Set.of(Role.OPERATOR, Role.SUPERVISOR);

  private final CaseDesk desk;
  private final CaseSearch search;
  private final CaseAttachments files;
  private final CaseGlass glass;
  private final CaseNumber number;
  private final CaseActs acts;

  public CaseRoutes(
      CaseDesk desk,
      CaseNotes notes,
      CaseMerges merges,
      CaseSearch search,
      CaseAttachments files,
      CaseGlass glass,
      CaseNumber number) {
    this.desk = desk;
    this.search = search;
    this.files = files;
    this.glass = glass;
    this.number = number;
    this.acts = new CaseActs(desk, notes, merges);
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/cases", WORKERS, this::list);
    mount.post("/api/v1/cases", OPENERS, this::open);
    mount.get("/api/v1/cases/{id}", WORKERS, this::shown);
    mount.post("/api/v1/cases/{id}/pin", WORKERS, this::pin);
    mount.post("/api/v1/cases/{id}/glass", LEADS, this::smash);
    mount.post("/api/v1/cases/{id}/number", UNMASKERS, this::number);
    mount.post(
        "/api/v1/cases/{id}/sections/{section}", WORKERS, r -> reply(acts.rewrite(r, sent(r)), r));
    mount.post(
        "/api/v1/cases/{id}/sections/{section}/beside/{place}/settle",
        WORKERS,
        r -> reply(acts.settle(r), r));
    mount.post("/api/v1/cases/{id}/tasks/{task}/done", WORKERS, r -> reply(acts.done(r), r));
    mount.post("/api/v1/cases/{id}/{act}", WORKERS, r -> reply(acts.act(r, sent(r)), r));
  }

  private static CaseActs.Sent sent(Request request) {
    return request.json(CaseActs.Sent.class);
  }

  /// @param caller stands for the number; null when there was no telephone
  record CaseView(
      String id,
      @Nullable String caller,
      String record,
      String topic,
      String owner,
      Set<String> people,
      boolean sealed,
      String status,
      Instant statusSince,
      @Nullable Instant movesAt,
      String outcome,
      CaseFile.About about,
      long version,
      String openedBy,
      Instant openedAt,
      @Nullable Instant closedAt,
      List<SectionView> sections,
      List<TaskView> tasks,
      List<FileView> attachments,
      List<EventView> events) {

    static CaseView of(CaseDesk.Whole whole, List<CaseAttachments.Attachment> files) {
      CaseFile one = whole.file();
      return new CaseView(
          one.id().value(),
          Optional.ofNullable(one.caller()).map(CallerKey::hex).orElse(null),
          one.record(),
          one.topic(),
          one.owner(),
          new TreeSet<>(one.people()),
          one.sealed(),
          one.status(),
          one.since(),
          one.movesAt(),
          one.outcome(),
          one.about(),
          one.version(),
          one.opened().by(),
          one.opened().at(),
          one.closedAt(),
          whole.sections().stream().map(SectionView::of).toList(),
          whole.tasks().stream().map(TaskView::of).toList(),
          files.stream().map(FileView::of).toList(),
          whole.events().stream()
              .map(event -> new EventView(event.at(), event.kind(), event.who(), event.facts()))
              .toList());
    }
  }

  record SectionView(
      String id,
      String kind,
      @Nullable LocalDate on,
      String text,
      long version,
      String changedBy,
      Instant changedAt,
      List<BesideView> beside) {

    static SectionView of(CaseFile.Section one) {
      return new SectionView(
          one.id(),
          one.kind(),
          one.eventOn(),
          one.text(),
          one.version(),
          one.changed().by(),
          one.changed().at(),
          one.beside().stream()
              .map(b -> new BesideView(b.place(), b.text(), b.written().by(), b.written().at()))
              .toList());
    }
  }

  record BesideView(long place, String text, String writtenBy, Instant writtenAt) {}

  record TaskView(String id, String what, LocalDate dueOn, String owner, @Nullable Instant doneAt) {
    static TaskView of(CaseFile.Task one) {
      return new TaskView(
          one.id(),
          one.what(),
          one.dueOn(),
          one.owner(),
          one.done() == null ? null : one.done().at());
    }
  }

  record FileView(
      String id,
      String name,
      String kind,
      long size,
      boolean removed,
      String addedBy,
      Instant addedAt) {

    static FileView of(CaseAttachments.Attachment one) {
      return new FileView(
          one.id(),
          one.name(),
          one.kind(),
          one.size(),
          one.removed(),
          one.added().by(),
          one.added().at());
    }
  }

  record EventView(Instant at, String kind, String who, Map<String, String> facts) {}

  /// @param topic empty of a sealed case that this person does not work on
  /// @param due   the earliest day on which something is to be done
  record LineView(
      String id,
      String topic,
      String owner,
      boolean sealed,
      String status,
      Instant statusSince,
      Instant openedAt,
      @Nullable LocalDate due) {

    static LineView of(CaseFile.Line one) {
      return new LineView(
          one.id().value(),
          one.topic(),
          one.owner(),
          one.sealed(),
          one.status(),
          one.since(),
          one.openedAt(),
          one.due());
    }
  }

  /// @param next the cursor of the next page, null on the last
  record ListView(List<LineView> cases, @Nullable String next) {}

  /// @param once names the wish: sent twice it opens one case
  record Wish(
      @Nullable String once,
      @Nullable String caller,
      @Nullable String topic,
      @Nullable Boolean sealed,
      @Nullable String name,
      @Nullable String place) {}

  private Reply list(Request request) {
    String query = request.query("q").orElse("");
    if (!query.isBlank()) {
      return Reply.json(
          new ListView(
              search.find(query, CaseActs.asker(request)).stream().map(LineView::of).toList(),
              null));
    }
    CaseLists.Page page =
        desk.lists()
            .list(
                show(request),
                request.principal().name(),
                request.query("cursor").orElse(""),
                ListPage.limit(request));
    return Reply.json(new ListView(page.lines().stream().map(LineView::of).toList(), page.next()));
  }

  /// @throws Refusal 400 for a list that is none
  static CaseLists.Show show(Request request) {
    String wanted = request.query("show").orElse("mine");
    try {
      return CaseLists.Show.valueOf(wanted.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "show is mine, open, overdue or closed.");
    }
  }

  private Reply open(Request request) {
    Wish wish = request.json(Wish.class);
    String caller = CaseActs.Sent.or(wish.caller());
    if (!caller.isEmpty() && !caller.matches("[0-9a-f]{32}")) {
      throw new Refusal(422, "caller is a key of 32 hexadecimal digits.");
    }
    CaseDesk.Opened opened =
        desk.open(
                new CaseDesk.NewCase(
                    CaseActs.Sent.or(wish.once()),
                    caller.isEmpty() ? null : new CallerKey(caller),
                    "",
                    CaseActs.Sent.or(wish.topic()),
                    Boolean.TRUE.equals(wish.sealed()),
                    new CaseFile.About(
                        CaseActs.Sent.or(wish.name()).strip(),
                        CaseActs.Sent.or(wish.place()).strip())),
                CaseActs.asker(request))
            .orElseThrow(
                () ->
                    new Refusal(
                        422,
                        "A case has a topic of the contact form, a name and a place of up to 120"
                            + " letters, and in once 8 to 64 letters and digits."));
    Map<String, String> told = new LinkedHashMap<>();
    told.put("id", opened.file().id().value());
    told.put("pin", opened.pin());
    return Reply.created(told);
  }

  /// A supervisor gets the title of a sealed case of others: what its line in a list says.
  private Reply shown(Request request) {
    CaseId id = CaseActs.id(request);
    Optional<CaseFile.Line> title = glass.title(id, CaseActs.asker(request));
    return Reply.json(
        title.isPresent()
            ? LineView.of(title.get())
            : desk.look(id, CaseActs.asker(request))
                .map(whole -> CaseView.of(whole, files.of(whole.file().id())))
                .orElseThrow(CaseActs::nowhere));
  }

  /// @param reason an id of the form's list
  record Why(@Nullable String reason) {}

  private Reply smash(Request request) {
    CaseId id = CaseActs.id(request);
    String reason = CaseActs.Sent.or(request.json(Why.class).reason());
    if (!CaseGlass.REASONS.contains(reason)) {
      throw noReason(String.join(", ", CaseGlass.REASONS));
    }
    Instant until = glass.smash(id, reason, CaseActs.asker(request)).orElseThrow(CaseActs::nowhere);
    return new Reply.Fleeting(Map.of("id", id.value(), "until", until));
  }

  private static Refusal noReason(String reasons) {
    return new Refusal(422, "cases.wrong.reason", "Say why, in reason: " + reasons + ".");
  }

  private Reply number(Request request) {
    String reason = CaseActs.Sent.or(request.json(Why.class).reason());
    return switch (number.show(CaseActs.id(request), reason, CaseActs.asker(request))) {
      case CaseNumber.Answer.Whole(var whole) -> new Reply.Fleeting(Map.of("number", whole.e164()));
      case CaseNumber.Answer.Gone gone -> throw Refusal.notFound("number of this person any more");
      case CaseNumber.Answer.NoReason none -> throw noReason("the contact form's unmaskReasons");
      case CaseNumber.Answer.Nowhere nowhere -> throw CaseActs.nowhere();
    };
  }

  private Reply pin(Request request) {
    CaseId id = CaseActs.id(request);
    String pin = desk.renewPin(id, CaseActs.asker(request)).orElseThrow(CaseActs::nowhere);
    return Reply.json(Map.of("id", id.value(), "pin", pin));
  }

  private static String sentence(String why) {
    return why.equals("referred")
        ? "A referral of this case is open: finish or withdraw it, then close the case."
        : "This cannot be done: " + why + ".";
  }

  private static Reply reply(CaseOutcome outcome, Request request) {
    return switch (outcome) {
      case CaseOutcome.Done done ->
          Reply.json(Map.of("id", done.file().id().value(), "version", done.file().version()));
      case CaseOutcome.Stale stale ->
          throw new Refusal(
              409,
              "Somebody has changed it meanwhile; a text is kept beside. It has version "
                  + stale.file().version()
                  + " now.");
      case CaseOutcome.Wrong wrong ->
          throw new Refusal(422, "cases.wrong." + wrong.why(), sentence(wrong.why()));
      case CaseOutcome.Nowhere nowhere -> throw CaseActs.nowhere();
    };
  }
}
