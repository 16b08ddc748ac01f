package org.hamroh.claims.party;

import java.util.Map;
import java.util.Set;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;

/// The page of those who are named often, for supervisors.
public final class ClusterPages implements Routes {

  private static final Set<Role> LEADS = Set.of(Role.SUPERVISOR);

  private final Clusters clusters;

  public ClusterPages(Clusters clusters) {
    this.clusters = clusters;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/clusters", LEADS, this::page);
    mount.post("/clusters/join", LEADS, this::join);
    mount.post("/clusters/apart", LEADS, this::apart);
    mount.get("/api/v1/clusters", LEADS, request -> Reply.json(view(request)));
  }

  private Clusters.View view(Request request) {
    return clusters.view(request.principal().name(), request.from());
  }

  private Reply page(Request request) {
    return Reply.page("claims/clusters.jte", Map.of("view", view(request)));
  }

  private Reply join(Request request) {
    clusters.join(
        id(request, "one"), id(request, "other"), request.principal().name(), request.from());
    return new Reply.Redirect("/clusters");
  }

  private Reply apart(Request request) {
    clusters.apart(
        id(request, "one"), id(request, "other"), request.principal().name(), request.from());
    return new Reply.Redirect("/clusters");
  }

  private static long id(Request request, String name) {
    return request
        .form(name)
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(Long::valueOf)
        .orElseThrow(() -> Refusal.notFound("name"));
  }
}
