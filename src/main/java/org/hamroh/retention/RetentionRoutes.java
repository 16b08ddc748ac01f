package org.hamroh.retention;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// `/retention` and `GET /api/v1/retention`: what is kept how long and when it was last let go.
/// When the clock is in doubt a person says here that it is right.
public final class RetentionRoutes implements Routes {

  private static final Set<Role> READERS = Set.of(Role.SUPERVISOR, Role.ADMIN, Role.AUDITOR);
  private static final Set<Role> BELIEVERS = Set.of(Role.SUPERVISOR, Role.ADMIN);

  private final Retention retention;

  public RetentionRoutes(Retention retention) {
    this.retention = retention;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/retention", READERS, request -> page());
    mount.post("/retention/clock", BELIEVERS, this::believeAndShow);
    mount.get("/api/v1/retention", READERS, request -> Reply.json(view()));
    mount.post("/api/v1/retention/clock", BELIEVERS, this::believe);
  }

  /// One class.
  ///
  /// @param kept  as ISO 8601 has it: `P3D`, `P24M`
  /// @param ranAt absent before the first round
  public record Line(
      String name,
      String kept,
      int days,
      int months,
      @Nullable Instant ranAt,
      int gone,
      @Nullable Instant goneAt,
      boolean failed) {}

  /// @param doubtedAt since when the clock is doubted; absent while it is believed
  /// @param seenAt    when it was last believed
  public record View(List<Line> classes, @Nullable Instant doubtedAt, @Nullable Instant seenAt) {}

  private View view() {
    Map<String, RetentionStore.Done> done = new HashMap<>();
    retention.done().forEach(one -> done.put(one.rule(), one));
    ClockState state = retention.state();
    return new View(
        retention.rules().stream().map(rule -> line(rule, done.get(rule.name()))).toList(),
        state.doubtedAt().orElse(null),
        state.seenAt().equals(Instant.EPOCH) ? null : state.seenAt());
  }

  private static Line line(Rule rule, RetentionStore.@Nullable Done done) {
    return new Line(
        rule.name(),
        rule.kept().toString(),
        rule.kept().getDays(),
        (int) rule.kept().toTotalMonths(),
        done == null ? null : done.at(),
        done == null ? 0 : done.gone(),
        done == null || done.gone() == 0 ? null : done.goneAt(),
        done != null && done.failed());
  }

  private Reply page() {
    return Reply.page("retention/page.jte", Map.of("view", view()));
  }

  private Reply believe(Request request) {
    if (!retention.state().isDoubted()) {
      throw new Refusal(409, "Nobody doubts the clock.");
    }
    retention.believe(request.principal().name());
    return new Reply.NoContent();
  }

  private Reply believeAndShow(Request request) {
    if (retention.state().isDoubted()) {
      believe(request);
    }
    return new Reply.Redirect("/retention");
  }
}
