package org.hamroh.authoring;

import java.util.Map;
import java.util.Set;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;

/// The page "Scripts": a frame. What it shows, it asks from the API, for it lives in the browser:
/// the drawing, the editors, the telephone.
public final class ScriptPages implements Routes {

  private static final Set<Role> READERS =
      Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);

  private static final Set<Role> EDITORS = Set.of(Role.MANAGER, Role.ADMIN);

  @Override
  public void mount(Mount mount) {
    mount.get("/scripts", READERS, this::page);
  }

  private Reply page(Request request) {
    return Reply.page("script/index.jte", Map.of("mayEdit", request.principal().hasAny(EDITORS)));
  }
}
