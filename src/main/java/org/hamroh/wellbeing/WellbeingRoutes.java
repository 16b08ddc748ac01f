package org.hamroh.wellbeing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.Look;
import org.hamroh.queue.OperatorDesk;
import org.hamroh.store.Database;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// Hard calls under `/api/v1/wellbeing`: the own offer, the own load, and for supervisors the
/// team's. Nobody else sees either.
public final class WellbeingRoutes implements Routes {

  static final Set<Role> DESK = Set.of(Role.OPERATOR, Role.SUPERVISOR);
  static final Set<Role> LEAD = Set.of(Role.SUPERVISOR);
  private static final Duration WEEK = Duration.ofDays(7);

  private final HardCalls calls;
  private final Debriefs debriefs;
  private final OperatorDesk desk;
  private final Team team;
  private final Database database;
  private final AuditTrail trail;
  private final ZoneId zone;
  private final Clock clock;

  /// Those who speak with callers.
  ///
  /// @param logins     of all of them
  /// @param nameOf     by login
  /// @param operatorOf by login: `op1`
  public record Team(
      Supplier<Set<String>> logins,
      Function<String, String> nameOf,
      Function<String, Optional<String>> operatorOf) {}

  public WellbeingRoutes(
      HardCalls calls,
      Debriefs debriefs,
      OperatorDesk desk,
      Team team,
      Database database,
      AuditTrail trail,
      ZoneId zone,
      Clock clock) {
    this.calls = calls;
    this.debriefs = debriefs;
    this.desk = desk;
    this.team = team;
    this.database = database;
    this.trail = trail;
    this.zone = zone;
    this.clock = clock;
  }

  /// What the operator is offered, and has.
  ///
  /// @param offered the contact after which a pause is offered; null when none is
  /// @param minutes that may be chosen
  /// @param restUntil when the pause that is taken ends; null when there is none
  /// @param contact   the talk that may be called hard now; null when there is none
  /// @param hard      whether the operator has said so
  /// @param asked     whether a supervisor was asked for a talk
  public record OwnView(
      @Nullable String offered,
      List<Integer> minutes,
      @Nullable Instant restUntil,
      boolean restEnding,
      @Nullable String contact,
      boolean hard,
      boolean asked) {}

  /// The load of one person.
  public record PersonView(String login, String name, Load today, Load week) {}

  /// Somebody who would like to talk.
  public record DebriefView(String id, String login, String name, Instant askedAt) {}

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/wellbeing/own", DESK, request -> Reply.json(own(request)));
    mount.post("/api/v1/wellbeing/offer", DESK, this::answer);
    mount.post("/api/v1/wellbeing/said", DESK, this::say);
    mount.get("/api/v1/wellbeing/load", DESK, r -> Reply.json(Map.of("people", load(r))));
    mount.get("/api/v1/wellbeing/debriefs", LEAD, r -> Reply.json(Map.of("debriefs", open())));
    mount.post("/api/v1/wellbeing/debriefs", DESK, r -> Reply.created(ask(r)));
    mount.post("/api/v1/wellbeing/debriefs/{id}/done", LEAD, this::talked);
  }

  OwnView own(Request request) {
    String login = request.principal().name();
    Optional<Rest> rest = team.operatorOf.apply(login).flatMap(one -> Rest.of(desk, one));
    Optional<String> contact = calls.latest(login);
    return new OwnView(
        calls.offered(login).map(HardCall::contact).orElse(null),
        calls.rules().pause().minutes(),
        rest.map(Rest::until).orElse(null),
        rest.filter(one -> one.isEnding(clock.instant())).isPresent(),
        contact.orElse(null),
        contact.filter(calls::isSaidHard).isPresent(),
        debriefs.isOpen(login));
  }

  private record Answered(String answer, @Nullable Integer minutes) {}

  private Reply answer(Request request) {
    Answered given = request.json(Answered.class);
    done(answer(request.principal().name(), given.answer, given.minutes));
    return Reply.json(own(request));
  }

  HardCalls.Outcome answer(String login, String answer, @Nullable Integer minutes) {
    int chosen = minutes == null ? 0 : minutes;
    return switch (answer) {
      case "take" -> calls.take(login, chosen);
      case "decline" -> calls.decline(login);
      case "longer" -> calls.longer(login, chosen);
      default -> throw new Refusal(422, "An answer is take, decline or longer.");
    };
  }

  private static void done(HardCalls.Outcome outcome) {
    switch (outcome) {
      case DONE, LATER -> {}
      case TOO_LATE -> throw new Refusal(409, "There is nothing to answer any more.");
      case WRONG -> throw new Refusal(422, "A pause is not that long.");
    }
  }

  private record Said(String contact, boolean hard) {}

  private Reply say(Request request) {
    Said said = request.json(Said.class);
    say(request.principal().name(), said.contact, said.hard);
    return Reply.json(own(request));
  }

  void say(String login, String contact, boolean hard) {
    if (calls.say(login, contact, hard) != HardCalls.Outcome.DONE) {
      throw Refusal.notFound("call of yours");
    }
  }

  /// By name: this is no list of who did most.
  List<PersonView> load(Request request) {
    String me = request.principal().name();
    boolean all = request.principal().hasAny(LEAD);
    if (all) {
      database.write(
          handle -> {
            trail.addOnce(handle, Look.of(request, Act.SEARCH, "workload", "", ""));
            return true;
          });
    }
    Instant now = clock.instant();
    Instant midnight = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    List<HardCall> hard = calls.since(now.minus(WEEK));
    return team.logins.get().stream()
        .filter(login -> all || login.equals(me))
        .map(
            login ->
                new PersonView(
                    login,
                    team.nameOf.apply(login),
                    Load.of(hard, login, midnight),
                    Load.of(hard, login, now.minus(WEEK))))
        .sorted(Comparator.comparing(PersonView::name))
        .toList();
  }

  List<DebriefView> open() {
    return debriefs.open().stream().map(this::view).toList();
  }

  private DebriefView view(Debriefs.Wish one) {
    return new DebriefView(one.id(), one.login(), team.nameOf.apply(one.login()), one.askedAt());
  }

  DebriefView ask(Request request) {
    return view(debriefs.ask(request.principal().name()));
  }

  private Reply talked(Request request) {
    done(request);
    return Reply.json(Map.of("debriefs", open()));
  }

  void done(Request request) {
    if (!debriefs.done(request.path("id"), request.principal().name())) {
      throw Refusal.notFound("such wish");
    }
  }
}
