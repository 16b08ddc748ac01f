package org.hamroh.queue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.hamroh.web.Reply;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;

/// `GET /api/v1/announcements`: what callers heard while they waited.
public final class PlayRoutes implements Routes {

  private static final Set<Role> LOOKING =
      Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);

  /// A month back.
  private static final int DAYS = 31;

  /// @param begun how often it was begun
  /// @param whole how often it was heard to its end
  public record PlayView(
      LocalDate day, String language, String prompt, long begun, long whole, long heardMillis) {}

  private final PlayStore plays;
  private final Clock clock;

  public PlayRoutes(PlayStore plays, Clock clock) {
    this.plays = plays;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/announcements", LOOKING, request -> Reply.json(views()));
  }

  private List<PlayView> views() {
    return plays.since(LocalDate.now(clock).minusDays(DAYS)).stream()
        .map(
            one ->
                new PlayView(
                    one.day(),
                    one.language(),
                    one.prompt(),
                    one.begun(),
                    one.whole(),
                    one.heard().toMillis()))
        .toList();
  }
}
