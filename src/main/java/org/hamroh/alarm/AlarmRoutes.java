package org.hamroh.alarm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;

/// The red lines on the console, and the same over the API.
public final class AlarmRoutes implements Routes {

  private static final Set<Role> LOOKING =
      Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
  private static final Set<Role> TAKING = Set.of(Role.OPERATOR, Role.SUPERVISOR);

  /// @param kind  `danger`, `silent-emergency`, `high-risk` or `line`
  /// @param about the id of a call or a screening, or a number of ours
  public record AlarmView(long id, String kind, String about, Instant since) {}

  /// @param age since the trouble began
  public record RedLine(Alarm alarm, Duration age) {}

  private final Alarms alarms;
  private final Clock clock;

  public AlarmRoutes(Alarms alarms, Clock clock) {
    this.alarms = alarms;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/console/alarms", LOOKING, this::piece);
    mount.post("/console/alarms/{id}/take", TAKING, this::takeOnPage);
    mount.get("/api/v1/alarms", LOOKING, request -> Reply.json(views(request)));
    mount.post("/api/v1/alarms/{id}/take", TAKING, this::take);
  }

  private List<Alarm> red(Request request) {
    return alarms.red().stream().filter(one -> one.kind().isFor(request.principal())).toList();
  }

  private List<AlarmView> views(Request request) {
    return red(request).stream()
        .map(one -> new AlarmView(one.id(), one.kind().word(), one.about(), one.since()))
        .toList();
  }

  private Reply piece(Request request) {
    Instant now = clock.instant();
    List<RedLine> lines =
        red(request).stream().map(one -> new RedLine(one, age(one.since(), now))).toList();
    return Reply.page("alarm/red.jte", Map.of("lines", lines));
  }

  private static Duration age(Instant since, Instant now) {
    Duration age = Duration.between(since, now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  /// Who was second sees that it is gone.
  private Reply takeOnPage(Request request) {
    take(id(request), request);
    return piece(request);
  }

  private Reply take(Request request) {
    if (!take(id(request), request)) {
      throw new Refusal(409, "This alarm is over, or somebody has taken it on.");
    }
    return new Reply.NoContent();
  }

  /// What is not shown to somebody cannot be taken on, either.
  private boolean take(long id, Request request) {
    return red(request).stream().anyMatch(one -> one.id() == id)
        && alarms.take(id, request.principal().name());
  }

  private static long id(Request request) {
    String id = request.path("id");
    if (!id.matches("[0-9]{1,18}")) {
      throw Refusal.notFound("alarm");
    }
    return Long.parseLong(id);
  }
}
