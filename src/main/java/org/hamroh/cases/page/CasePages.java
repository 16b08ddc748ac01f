package org.hamroh.cases.page;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
import org.hamroh.casework.form.ContactForm;
import org.hamroh.phone.CallerKey;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;
import org.hamroh.web.Wording;
import org.jspecify.annotations.Nullable;

/// The pages of cases, and the small piece of the record's page from which one is opened.
public final class CasePages implements Routes {

  private static final int ON_PAGE = 50;

  private final CaseDesk desk;
  private final CaseMerges merges;
  private final CaseSearch search;
  private final CaseAttachments files;
  private final CaseGlass glass;
  private final CaseNumber number;
  private final CaseActs acts;
  private final Supplier<ContactForm> form;
  private final Function<String, Optional<Origin>> origins;
  private final UnaryOperator<String> nameOf;
  private final BinaryOperator<String> partner;
  private final Texts texts;
  private final Clock clock;

  /// What a contact record tells of the case that is opened from it.
  ///
  /// @param topic its main reason, empty when none is chosen yet
  public record Origin(@Nullable CallerKey caller, String topic) {}

  /// @param form    whose reasons are the topics
  /// @param origins a contact record by its id
  /// @param nameOf  a login's name as colleagues know it
  /// @param partner an organisation's name by its id and the reader's language
  /// @param clock   in the site's zone
  public CasePages(
      CaseDesk desk,
      CaseNotes notes,
      CaseMerges merges,
      CaseSearch search,
      CaseAttachments files,
      CaseGlass glass,
      CaseNumber number,
      Supplier<ContactForm> form,
      Function<String, Optional<Origin>> origins,
      UnaryOperator<String> nameOf,
      BinaryOperator<String> partner,
      Texts texts,
      Clock clock) {
    this.desk = desk;
    this.merges = merges;
    this.search = search;
    this.files = files;
    this.glass = glass;
    this.number = number;
    this.acts = new CaseActs(desk, notes, merges);
    this.form = form;
    this.origins = origins;
    this.nameOf = nameOf;
    this.partner = partner;
    this.texts = texts;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/cases", CaseRoutes.WORKERS, this::list);
    mount.post("/cases", CaseRoutes.OPENERS, this::open);
    mount.get("/cases/new", CaseRoutes.OPENERS, request -> fresh(request, ""));
    mount.get("/cases/{id}", CaseRoutes.WORKERS, request -> one(request, "", ""));
    mount.get("/panels/cases/record/{id}", CaseRoutes.OPENERS, this::recordPanel);
    mount.get("/cases/{id}/print", CaseRoutes.WORKERS, this::print);
    mount.post("/cases/{id}/pin", CaseRoutes.WORKERS, this::pin);
    mount.post("/cases/{id}/glass", CaseRoutes.LEADS, this::smash);
    mount.post("/cases/{id}/number", CaseRoutes.UNMASKERS, this::number);
    mount.post(
        "/cases/{id}/sections/{section}",
        CaseRoutes.WORKERS,
        r -> answer(r, acts.rewrite(r, CaseActs.Sent.of(r))));
    mount.post(
        "/cases/{id}/sections/{section}/beside/{place}/settle",
        CaseRoutes.WORKERS,
        r -> answer(r, acts.settle(r)));
    mount.post("/cases/{id}/tasks/{task}/done", CaseRoutes.WORKERS, r -> answer(r, acts.done(r)));
    mount.post(
        "/cases/{id}/{act}", CaseRoutes.WORKERS, r -> answer(r, acts.act(r, CaseActs.Sent.of(r))));
  }

  private Reply answer(Request request, CaseOutcome outcome) {
    Wording words = texts.in(request.language());
    String typed = request.form("text").orElse("");
    return switch (outcome) {
      case CaseOutcome.Done done -> new Reply.Redirect("/cases/" + CaseActs.id(request).value());
      case CaseOutcome.Stale stale -> one(request, words.of("cases.stale"), "");
      case CaseOutcome.Wrong wrong -> one(request, words.of("cases.wrong." + wrong.why()), typed);
      case CaseOutcome.Nowhere nowhere -> throw CaseActs.nowhere();
    };
  }

  private Reply one(Request request, String trouble, String typed) {
    CaseId id = CaseActs.id(request);
    Optional<CaseFile.Line> title = glass.title(id, CaseActs.asker(request));
    if (title.isPresent()) {
      return title(id, title.get(), request, trouble);
    }
    CaseDesk.Whole whole = desk.look(id, CaseActs.asker(request)).orElseThrow(CaseActs::nowhere);
    CaseId goesOn = whole.file().mergedInto();
    return goesOn == null
        ? Reply.page(
            "cases/show.jte",
            Map.of(
                "one",
                shown(whole, request.language(), request.principal().name(), trouble, typed)))
        : new Reply.Redirect("/cases/" + goesOn.value());
  }

  private Reply title(CaseId id, CaseFile.Line line, Request request, String trouble) {
    return line.id().equals(id)
        ? Reply.page(
            "cases/title.jte",
            Map.of(
                "title",
                new CaseShown.Title(
                    rows(List.of(line), request.language()).getFirst(),
                    CaseGlass.REASONS,
                    glass.opens().toMinutes(),
                    trouble)))
        : new Reply.Redirect("/cases/" + line.id().value());
  }

  private Reply smash(Request request) {
    CaseId id = CaseActs.id(request);
    String reason = request.form("reason").orElse("");
    if (!CaseGlass.REASONS.contains(reason)) {
      return one(request, texts.in(request.language()).of("cases.wrong.reason"), "");
    }
    if (glass.smash(id, reason, CaseActs.asker(request)).isEmpty()) {
      throw CaseActs.nowhere();
    }
    return new Reply.Redirect("/cases/" + id.value());
  }

  private Reply number(Request request) {
    Wording words = texts.in(request.language());
    String reason = request.form("reason").orElse("");
    return switch (number.show(CaseActs.id(request), reason, CaseActs.asker(request))) {
      case CaseNumber.Answer.Whole(var whole) -> number(whole.e164(), "");
      case CaseNumber.Answer.Gone gone -> number("", words.of("cases.telephone.gone"));
      case CaseNumber.Answer.NoReason none -> number("", words.of("cases.wrong.reason"));
      case CaseNumber.Answer.Nowhere nowhere -> throw CaseActs.nowhere();
    };
  }

  private static Reply number(String number, String trouble) {
    return Reply.page("cases/number.jte", Map.of("number", number, "trouble", trouble));
  }

  private CaseShown.One shown(
      CaseDesk.Whole whole, String language, String reader, String trouble, String typed) {
    Wording words = texts.in(language);
    CaseFile file = whole.file();
    List<String> workers = desk.lists().workers();
    Map<String, String> names = new TreeMap<>();
    Stream.of(
            workers.stream(),
            file.people().stream(),
            whole.tasks().stream().map(CaseFile.Task::owner),
            whole.sections().stream()
                .flatMap(
                    one ->
                        Stream.concat(
                            Stream.of(one.changed().by()),
                            one.beside().stream().map(beside -> beside.written().by()))))
        .flatMap(logins -> logins)
        .distinct()
        .forEach(login -> names.put(login, nameOf.apply(login)));
    return new CaseShown.One(
        file,
        desk.graph(),
        form.get(),
        CaseShown.topic(form.get(), file.topic(), language),
        whole.sections().stream()
            .map(
                one ->
                    new CaseShown.Piece(
                        one, CaseShown.choice(desk.graph().sections(), one.kind(), language)))
            .toList(),
        whole.tasks(),
        whole.events().stream()
            .map(event -> CaseShown.happened(event, desk, words, nameOf, partner))
            .toList(),
        names,
        workers.stream().filter(login -> !file.people().contains(login)).toList(),
        search
            .doubles(
                new CaseSearch.NewPerson(Optional.ofNullable(file.caller()), file.about().name()),
                Optional.of(file.id()),
                reader)
            .stream()
            .map(CaseId::value)
            .toList(),
        merges.of(file.id()).stream().map(CaseId::value).toList(),
        files.of(file.id()),
        LocalDate.now(clock),
        trouble,
        typed,
        glass
            .openUntil(file.id(), reader)
            .filter(at -> !file.people().contains(reader))
            .orElse(null));
  }

  private Reply list(Request request) {
    String query = request.query("q").orElse("").strip();
    if (!query.isEmpty()) {
      return Reply.page(
          "cases/list.jte",
          Map.of(
              "listing",
              new CaseShown.Listing(
                  "",
                  query,
                  rows(search.find(query, CaseActs.asker(request)), request.language()),
                  "")));
    }
    CaseLists.Show show = CaseRoutes.show(request);
    CaseLists.Page page =
        desk.lists()
            .list(show, request.principal().name(), request.query("cursor").orElse(""), ON_PAGE);
    String name = show.name().toLowerCase(java.util.Locale.ROOT);
    return Reply.page(
        "cases/list.jte",
        Map.of(
            "listing",
            new CaseShown.Listing(
                name,
                "",
                rows(page.lines(), request.language()),
                page.next() == null ? "" : "/cases?show=" + name + "&cursor=" + page.next())));
  }

  private List<CaseShown.Row> rows(List<CaseFile.Line> lines, String language) {
    LocalDate today = LocalDate.now(clock);
    return lines.stream()
        .map(
            one ->
                new CaseShown.Row(
                    one.id().value(),
                    one.topic().isEmpty() ? "" : CaseShown.topic(form.get(), one.topic(), language),
                    nameOf.apply(one.owner()),
                    one.sealed(),
                    desk.graph().statusOrBare(one.status()).label().in(language),
                    desk.graph().statusOrBare(one.status()).isLate()
                        || (one.due() != null && one.due().isBefore(today)),
                    one.since(),
                    one.due(),
                    one.open()))
        .toList();
  }

  private Reply fresh(Request request, String trouble) {
    String record = field(request, "record");
    String caller = field(request, "caller");
    Optional<Origin> origin = record.isEmpty() ? Optional.empty() : origins.apply(record);
    String login = request.principal().name();
    CallerKey key = caller(origin, caller);
    return Reply.page(
        "cases/new.jte",
        Map.of(
            "fresh",
            new CaseShown.Fresh(
                form.get(),
                request.form("once").orElseGet(() -> UUID.randomUUID().toString()),
                origin.isPresent() ? record : "",
                caller,
                request.form("topic").or(() -> origin.map(Origin::topic)).orElse(""),
                Stream.concat(
                        record.isEmpty()
                            ? Stream.of()
                            : desk.lists().ofRecord(record, login).stream(),
                        search
                            .doubles(
                                new CaseSearch.NewPerson(
                                    Optional.ofNullable(key), request.form("name").orElse("")),
                                Optional.empty(),
                                login)
                            .stream())
                    .map(CaseId::value)
                    .distinct()
                    .toList(),
                request.form("name").orElse(""),
                request.form("place").orElse(""),
                request.form("sealed").isPresent(),
                trouble)));
  }

  private static String field(Request request, String name) {
    return request.form(name).or(() -> request.query(name)).orElse("");
  }

  private static @Nullable CallerKey caller(Optional<Origin> origin, String caller) {
    return origin
        .map(Origin::caller)
        .orElseGet(() -> caller.matches("[0-9a-f]{32}") ? new CallerKey(caller) : null);
  }

  private Reply open(Request request) {
    CaseActs.Sent sent = CaseActs.Sent.of(request);
    String record = field(request, "record");
    Optional<Origin> origin = record.isEmpty() ? Optional.empty() : origins.apply(record);
    Optional<CaseId> before = desk.opened(field(request, "once"), request.principal().name());
    if (before.isPresent()) { // the same form once more
      return told(before.get(), "");
    }
    CallerKey key = caller(origin, field(request, "caller"));
    if (request.form("sure").isEmpty()
        && !search
            .doubles(
                new CaseSearch.NewPerson(Optional.ofNullable(key), sent.about().name()),
                Optional.empty(),
                request.principal().name())
            .isEmpty()) {
      return fresh(request, texts.in(request.language()).of("cases.double.sure"));
    }
    Optional<CaseDesk.Opened> opened =
        desk.open(
            new CaseDesk.NewCase(
                field(request, "once"),
                key,
                origin.isPresent() ? record : "",
                CaseActs.Sent.or(sent.topic()),
                Boolean.TRUE.equals(sent.sealed()),
                sent.about()),
            CaseActs.asker(request));
    return opened
        .map(one -> told(one.file().id(), one.pin()))
        .orElseGet(() -> fresh(request, texts.in(request.language()).of("cases.wrong.topic")));
  }

  /// Number and PIN on a page of their own: it is shown once, and has no address to come back to.
  private static Reply told(CaseId id, String pin) {
    return pin.isEmpty()
        ? new Reply.Redirect("/cases/" + id.value())
        : Reply.page("cases/told.jte", Map.of("id", id.value(), "pin", pin));
  }

  private Reply pin(Request request) {
    CaseId id = CaseActs.id(request);
    return told(id, desk.renewPin(id, CaseActs.asker(request)).orElseThrow(CaseActs::nowhere));
  }

  /// For the union's lawyer, in the language that the lawyer reads.
  private Reply print(Request request) {
    String language =
        request.query("language").filter(Texts.LANGUAGES::contains).orElse(request.language());
    CaseDesk.Whole whole =
        desk.print(CaseActs.id(request), CaseActs.asker(request)).orElseThrow(CaseActs::nowhere);
    return Reply.page(
        "cases/print.jte",
        Map.of(
            "one", shown(whole, language, request.principal().name(), "", ""),
            "words", texts.in(language),
            "now", clock.instant(),
            "by", nameOf.apply(request.principal().name())));
  }

  private Reply recordPanel(Request request) {
    String record = request.path("id");
    return Reply.page(
        "cases/record.jte",
        Map.of(
            "record",
            record,
            "saved",
            origins.apply(record).isPresent(),
            "cases",
            desk.lists().ofRecord(record, request.principal().name()).stream()
                .map(CaseId::value)
                .toList()));
  }
}
