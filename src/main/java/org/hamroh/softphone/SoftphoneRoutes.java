package org.hamroh.softphone;

import java.util.Map;
import java.util.Set;
import org.hamroh.web.Reply;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;

/// The telephone in the browser: its signalling at `/sip`, what it registers with at
/// `POST /api/v1/softphone`, and a page `/phone` that shows it alone.
public final class SoftphoneRoutes implements Routes {

  private static final Set<Role> TALKING = Set.of(Role.OPERATOR, Role.SUPERVISOR);

  private final Softphones softphones;

  public SoftphoneRoutes(Softphones softphones) {
    this.softphones = softphones;
  }

  @Override
  public void mount(Mount mount) {
    mount.tunnel("/sip", TALKING, softphones);
    mount.post(
        "/api/v1/softphone",
        TALKING,
        request -> Reply.created(softphones.account(request.principal().name())));
    mount.get("/phone", TALKING, request -> Reply.page("softphone/phone.jte", Map.of()));
  }
}
