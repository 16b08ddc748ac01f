package org.hamroh.selftest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/self-tests` and the same as a line on the console: when our numbers were last
/// proven. `POST /api/v1/self-tests/{number}` tries one now.
public final class SelfTestRoutes implements Routes {

  private static final Set<Role> LOOKING =
      Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);

  private static final Set<Role> DEMANDING = Set.of(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);

  /// @param from     `outside`: through the carrier; `inside`: its way to us is not proven
  /// @param failures in a row
  public record ProofView(
      String number,
      String from,
      Instant triedAt,
      @Nullable Instant provenAt,
      @Nullable Instant failingSince,
      int failures,
      String reason) {}

  private final SelfTests tests;

  public SelfTestRoutes(SelfTests tests) {
    this.tests = tests;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/self-tests", LOOKING, request -> Reply.json(views()));
    mount.post("/api/v1/self-tests/{number}", DEMANDING, this::testSoon);
    mount.get(
        "/console/line",
        LOOKING,
        request -> Reply.page("alarm/line.jte", Map.of("proofs", views())));
  }

  private Reply testSoon(Request request) {
    if (!tests.soon(request.path("number"))) {
      throw Refusal.notFound("number of this line");
    }
    return new Reply.Json(202, Map.of("number", request.path("number")));
  }

  private List<ProofView> views() {
    return tests.proofs().stream()
        .map(
            proof ->
                new ProofView(
                    proof.number(),
                    proof.reach().word(),
                    proof.triedAt(),
                    proof.provenAt(),
                    proof.failingSince(),
                    proof.failures(),
                    proof.reason()))
        .toList();
  }
}
