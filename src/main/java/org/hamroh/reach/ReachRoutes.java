package org.hamroh.reach;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;

/// What a campaign came to: a page, a piece for the campaign's own page, and the API.
public final class ReachRoutes implements Routes {

  static final Set<Role> ROLES = Set.of(Role.MANAGER, Role.ADMIN);

  private final Reports reports;

  public ReachRoutes(Reports reports) {
    this.reports = reports;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/campaigns/{id}/report", ROLES, this::page);
    mount.get("/panels/reach/report", ROLES, request -> part(request, "reach/panel.jte"));
    mount.get("/panels/reach/summary", ROLES, request -> part(request, "reach/summary.jte"));
    mount.get("/api/v1/campaigns/{id}/report", ROLES, this::api);
  }

  private Reply page(Request request) {
    long id = id(request.path("id"));
    return Reply.page(
        "reach/report.jte",
        Map.of(
            "campaign", id,
            "name", name(id),
            "view", view(id),
            "regions", reports.regions(),
            "whole", request.principal().hasAny(ExportRoutes.WHOLE)));
  }

  private Reply part(Request request, String template) {
    long id = id(request.query("campaign").orElse(""));
    return Reply.page(
        template,
        Map.of("campaign", id, "name", name(id), "view", view(id), "regions", reports.regions()));
  }

  private Reply api(Request request) {
    long id = id(request.path("id"));
    name(id);
    return Reply.json(
        view(id)
            .orElseThrow(
                () ->
                    new Refusal(
                        409, "Nothing is counted yet: it has not begun, or has just begun.")));
  }

  private Optional<ReportView> view(long id) {
    return reports.of(id).map(report -> ReportView.of(name(id), report, reports.states(id)));
  }

  private String name(long id) {
    return reports.nameOf(id).orElseThrow(() -> Refusal.notFound("campaign " + id));
  }

  static long id(String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw Refusal.notFound("campaign " + id);
    }
    return Long.parseLong(id);
  }
}
