package org.hamroh.reach;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.Look;
import org.hamroh.store.Database;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;

/// A report as a file. Without numbers unless somebody who leads campaigns gives a reason; each
/// file leaves a row in the trail before its first byte leaves the house.
public final class ExportRoutes implements Routes {

  /// Who may have numbers in a file.
  static final Set<Role> WHOLE = Set.of(Role.MANAGER);

  /// Why a file has numbers; words of the form's list.
  public static final List<String> REASONS = List.of("carrier", "partner", "receipts");

  private final Database database;
  private final Reports reports;
  private final AuditTrail trail;

  public ExportRoutes(Database database, Reports reports, AuditTrail trail) {
    this.database = database;
    this.reports = reports;
    this.trail = trail;
  }

  @Override
  public void mount(Mount mount) {
    mount.post("/campaigns/{id}/report/export", ReachRoutes.ROLES, this::form);
    mount.post("/api/v1/campaigns/{id}/report/export", ReachRoutes.ROLES, this::api);
  }

  /// What is asked for.
  ///
  /// @param format  `csv` (the recipients) or `xlsx` (the figures, too)
  /// @param numbers `none`, `masked` or `whole`
  /// @param reason  one of [#REASONS] when there are numbers
  public record Wanted(
      @org.jspecify.annotations.Nullable String format,
      @org.jspecify.annotations.Nullable String numbers,
      @org.jspecify.annotations.Nullable String reason) {}

  private Reply form(Request request) {
    return export(
        request,
        request.form("format").orElse("csv"),
        request.form("numbers").orElse("none"),
        request.form("reason").orElse(""));
  }

  private Reply api(Request request) {
    Wanted wanted = request.json(Wanted.class);
    return export(
        request,
        wanted.format == null ? "csv" : wanted.format,
        wanted.numbers == null ? "none" : wanted.numbers,
        wanted.reason == null ? "" : wanted.reason);
  }

  private Reply export(Request request, String formatWord, String numbersWord, String reason) {
    long id = ReachRoutes.id(request.path("id"));
    if (reports.nameOf(id).isEmpty()) {
      throw Refusal.notFound("campaign " + id);
    }
    ExportFile.Format format =
        ExportFile.Format.of(formatWord)
            .orElseThrow(() -> new Refusal(422, "format is csv or xlsx."));
    Recipients.Numbers numbers =
        Recipients.Numbers.of(numbersWord)
            .orElseThrow(() -> new Refusal(422, "numbers is none, masked or whole."));
    if (numbers != Recipients.Numbers.NONE) {
      if (!request.principal().hasAny(WHOLE)) {
        throw new Refusal(403, "Numbers are for those who lead campaigns.");
      }
      if (!REASONS.contains(reason)) {
        throw new Refusal(
            422, "A file with numbers needs a reason: " + String.join(", ", REASONS) + ".");
      }
    }
    String why = numbersWord + (reason.isEmpty() ? "" : " " + reason);
    database.write(
        handle -> {
          trail.add(handle, Look.of(request, Act.EXPORT, "campaign", Long.toString(id), why));
          return true;
        });
    return new Reply.Download(
        format.contentType,
        "campaign-" + id + "." + format.ending,
        out -> ExportFile.write(format, sheets(id, numbers), out));
  }

  private Map<String, ExportFile.Rows> sheets(long id, Recipients.Numbers numbers) {
    Recipients recipients = new Recipients(database, reports.carriers(), reports.regions());
    Map<String, ExportFile.Rows> sheets = new LinkedHashMap<>();
    sheets.put("figures", row -> reports.of(id).ifPresent(one -> figures(id, one, row)));
    sheets.put(
        "recipients",
        row -> {
          row.accept(Recipients.columns(numbers));
          recipients.each(id, numbers, row);
        });
    return sheets;
  }

  private void figures(long id, Report report, java.util.function.Consumer<List<String>> row) {
    ReportView view = ReportView.of(reports.nameOf(id).orElse(""), report, report.states());
    row.accept(List.of("table", "name", "asked", "delivered", "on_the_way", "unknown", "failed"));
    row.accept(
        List.of(
            "all",
            view.name(),
            text(view.asked()),
            text(view.of("delivered")),
            text(view.of("on-the-way")),
            text(view.of("unknown")),
            text(view.of("failed"))));
    view.networks().forEach(one -> row.accept(cells("network", one)));
    view.places().forEach(one -> row.accept(cells("place", one)));
    view.failures()
        .forEach(
            one ->
                row.accept(
                    List.of(
                        "failure",
                        (one.state() + " " + one.reason()).strip(),
                        "",
                        "",
                        "",
                        "",
                        text(one.texts()))));
    row.accept(List.of("rang within 48 hours", "people", text(view.rang().people())));
    row.accept(List.of("rang in the 48 hours before", "people", text(view.rang().peopleBefore())));
    row.accept(List.of("stopped within 48 hours", "people", text(view.stopped().people())));
    row.accept(List.of("heard", "people", text(view.heard().people())));
  }

  private static List<String> cells(String table, Report.Row one) {
    return List.of(
        table,
        one.name(),
        text(one.asked()),
        text(one.delivered()),
        text(one.onTheWay()),
        text(one.unknown()),
        text(one.failed()));
  }

  private static String text(@org.jspecify.annotations.Nullable Long count) {
    return count == null ? "1-4" : Long.toString(count);
  }
}
