package org.hamroh.surge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.hamroh.store.Database;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;

/// Tells whoever approves a campaign what it will do to the line: a piece of the campaign's page,
/// and the API.
public final class SurgeRoutes implements Routes {

  private static final Set<Role> ROLES = Set.of(Role.MANAGER, Role.ADMIN);

  /// An assumption until thirty talks of our own have been counted: six minutes and two after them.
  static final Duration ASSUMED_HANDLING = Duration.ofMinutes(8);

  private final Database database;
  private final Supplier<EchoCurve> curve;
  private final Supplier<Double> segmentsPerSecond;
  private final Predicate<Instant> open;
  private final ToIntFunction<Instant> planned;
  private final ZoneId zone;
  private final Clock clock;

  /// @param curve             of past campaigns
  /// @param segmentsPerSecond of all routes together
  /// @param open              whether texts leave at a moment
  /// @param planned           operators at a moment, by the roster
  /// @param zone              where the site's clock hangs
  public SurgeRoutes(
      Database database,
      Supplier<EchoCurve> curve,
      Supplier<Double> segmentsPerSecond,
      Predicate<Instant> open,
      ToIntFunction<Instant> planned,
      ZoneId zone,
      Clock clock) {
    this.database = database;
    this.curve = curve;
    this.segmentsPerSecond = segmentsPerSecond;
    this.open = open;
    this.planned = planned;
    this.zone = zone;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/panels/reach/surge", ROLES, this::panel);
    mount.get("/api/v1/campaigns/{id}/surge", ROLES, this::api);
  }

  /// @param handlingSeconds of a call
  /// @param assumedHandling whether that is an assumption
  public record View(
      long texts,
      double hours,
      Instant busiestFrom,
      long calls,
      int operators,
      int needed,
      int shortHalfHours,
      @org.jspecify.annotations.Nullable Integer betterHours,
      double callsPerThousand,
      int learntFrom,
      long handlingSeconds,
      boolean assumedHandling) {}

  private Reply panel(Request request) {
    long id = id(request.query("campaign").orElse(""));
    return Reply.page("surge/panel.jte", Map.of("surge", forecast(id, request)));
  }

  private Reply api(Request request) {
    return Reply.json(
        forecast(id(request.path("id")), request)
            .orElseThrow(() -> new Refusal(409, "It has no recipients yet.")));
  }

  private Optional<View> forecast(long id, Request request) {
    if (database.read(handle -> SurgeStore.nameOf(handle, id)).isEmpty()) {
      throw Refusal.notFound("campaign " + id);
    }
    String given = request.query("recipients").orElse("");
    long texts =
        given.matches("[0-9]{1,9}")
            ? Long.parseLong(given)
            : database.read(handle -> SurgeStore.asked(handle, id));
    double perHour = segmentsPerSecond.get() * 3600 / SurgeStore.USUAL_SEGMENTS;
    return texts == 0 || perHour <= 0 ? Optional.empty() : Optional.of(view(texts, perHour));
  }

  private View view(long texts, double perHour) {
    Instant now = clock.instant();
    Instant start = Instant.ofEpochSecond(now.getEpochSecond() / 1800 * 1800);
    double[] usual = database.read(handle -> SurgeStore.usual(handle, now, zone));
    Optional<Duration> handling = database.read(handle -> SurgeStore.handling(handle, now));
    SurgeForecast.Result result =
        new SurgeForecast(
                curve.get(),
                handling.orElse(ASSUMED_HANDLING),
                open,
                at -> usual[SurgeStore.slot(at, zone)],
                planned)
            .of(texts, perHour, start);
    return new View(
        result.texts(),
        result.hours(),
        result.busiest().from(),
        Math.round(result.busiest().calls()),
        result.busiest().operators(),
        result.busiest().needed(),
        result.shortOf(),
        result.better().isPresent() ? Integer.valueOf(result.better().getAsInt()) : null,
        result.curve().inTwoDays(),
        result.curve().campaigns(),
        handling.orElse(ASSUMED_HANDLING).toSeconds(),
        handling.isEmpty());
  }

  private static long id(String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw Refusal.notFound("campaign " + id);
    }
    return Long.parseLong(id);
  }
}
