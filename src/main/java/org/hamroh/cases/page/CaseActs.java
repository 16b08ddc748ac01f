package org.hamroh.cases.page;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.hamroh.cases.CaseChange;
import org.hamroh.cases.CaseDesk;
import org.hamroh.cases.CaseDesk.Asker;
import org.hamroh.cases.CaseFile;
import org.hamroh.cases.CaseId;
import org.hamroh.cases.CaseMerges;
import org.hamroh.cases.CaseNotes;
import org.hamroh.cases.CaseOutcome;
import org.hamroh.web.Refusal;
import org.hamroh.web.Request;
import org.jspecify.annotations.Nullable;

/// What people do to cases, the same for pages and programs: the pages send forms, programs JSON.
final class CaseActs {

  private final CaseDesk desk;
  private final CaseNotes notes;
  private final CaseMerges merges;

  CaseActs(CaseDesk desk, CaseNotes notes, CaseMerges merges) {
    this.desk = desk;
    this.notes = notes;
    this.merges = merges;
  }

  /// What was sent; each act reads its own part.
  ///
  /// @param version of the case or the section, as the writer had seen it
  /// @param other   another case
  /// @param on      a day: of what happened, or by when it is to be done
  record Sent(
      @Nullable Long version,
      @Nullable String status,
      @Nullable String outcome,
      @Nullable String login,
      @Nullable Boolean sealed,
      @Nullable String name,
      @Nullable String place,
      @Nullable String topic,
      @Nullable String kind,
      @Nullable String on,
      @Nullable String text,
      @Nullable String other) {

    static Sent of(Request request) {
      return new Sent(
          request
              .form("version")
              .filter(one -> one.matches("[0-9]{1,12}"))
              .map(Long::valueOf)
              .orElse(null),
          request.form("status").orElse(null),
          request.form("outcome").orElse(null),
          request.form("login").orElse(null),
          request.form("sealed").map("yes"::equals).orElse(null),
          request.form("name").orElse(null),
          request.form("place").orElse(null),
          request.form("topic").orElse(null),
          request.form("kind").orElse(null),
          request.form("on").orElse(null),
          request.form("text").orElse(null),
          request.form("other").orElse(null));
    }

    long seen() {
      return version == null ? 0 : version;
    }

    CaseFile.About about() {
      return new CaseFile.About(or(name).strip(), or(place).strip());
    }

    static String or(@Nullable String text) {
      return text == null ? "" : text;
    }

    Optional<LocalDate> day() {
      if (on == null || on.isBlank()) {
        return Optional.empty();
      }
      try {
        return Optional.of(LocalDate.parse(on));
      } catch (DateTimeException e) {
        throw new Refusal(422, "on is a day such as 2026-11-23.");
      }
    }
  }

  static Asker asker(Request request) {
    return new Asker(request.principal().name(), request.from());
  }

  /// @throws Refusal 404 for what is no number, as for a number without a case
  static CaseId id(Request request) {
    String id = request.path("id");
    if (!CaseId.isOne(id)) {
      throw nowhere();
    }
    return new CaseId(id);
  }

  static Refusal nowhere() {
    return Refusal.notFound("such case");
  }

  CaseOutcome act(Request request, Sent sent) {
    CaseId id = id(request);
    return switch (request.path("act")) {
      case "status" ->
          change(
              request, sent, new CaseChange.Move(Sent.or(sent.status()), Sent.or(sent.outcome())));
      case "give" -> change(request, sent, new CaseChange.Give(Sent.or(sent.login())));
      case "assign" -> change(request, sent, new CaseChange.Assign(Sent.or(sent.login())));
      case "dismiss" -> change(request, sent, new CaseChange.Dismiss(Sent.or(sent.login())));
      case "sealing" ->
          change(request, sent, new CaseChange.Sealing(Boolean.TRUE.equals(sent.sealed())));
      case "about" ->
          change(request, sent, new CaseChange.Describe(sent.about(), Sent.or(sent.topic())));
      case "merge" ->
          CaseId.isOne(Sent.or(sent.other()))
              ? merges.merge(new CaseId(Sent.or(sent.other())), id, asker(request))
              : new CaseOutcome.Wrong("number");
      case "part" -> merges.undo(id, asker(request));
      case "sections" -> notes.add(id, writing(sent), asker(request));
      case "tasks" ->
          notes.promise(
              id,
              Sent.or(sent.text()),
              sent.day()
                  .orElseThrow(() -> new Refusal(422, "cases.wrong.day", "A task has a day.")),
              sent.login() == null ? request.principal().name() : sent.login(),
              asker(request));
      default -> throw Refusal.notFound("such act");
    };
  }

  private CaseOutcome change(Request request, Sent sent, CaseChange change) {
    return desk.change(id(request), sent.seen(), change, asker(request));
  }

  private static CaseNotes.Writing writing(Sent sent) {
    return new CaseNotes.Writing(
        Sent.or(sent.kind()), sent.day().orElse(null), Sent.or(sent.text()));
  }

  CaseOutcome rewrite(Request request, Sent sent) {
    return notes.rewrite(
        id(request), request.path("section"), sent.seen(), writing(sent), asker(request));
  }

  CaseOutcome settle(Request request) {
    String place = request.path("place");
    return place.matches("[0-9]{1,9}")
        ? notes.settle(id(request), request.path("section"), Long.parseLong(place), asker(request))
        : new CaseOutcome.Nowhere();
  }

  CaseOutcome done(Request request) {
    return notes.done(id(request), request.path("task"), asker(request));
  }
}
