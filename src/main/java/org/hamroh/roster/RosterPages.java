package org.hamroh.roster;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hamroh.queue.OperatorDesk;
import org.hamroh.queue.QueueBoard;
import org.hamroh.queue.QueueMember;
import org.hamroh.queue.QueuePicture;
import org.hamroh.queue.WantedState;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// The operator's own panel (ready, pause with reason, today's shift) and the supervisor's page of
/// skills, the week's plan and the on-call rota.
public final class RosterPages implements Routes {

  private static final java.util.Set<Role> STAFF =
      java.util.Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
  private static final int DAYS_SHOWN = 7;

  private final RosterRoutes api;
  private final QueueBoard board;
  private final OperatorDesk desk;
  private final People people;
  private final List<String> reasons;
  private final ZoneId zone;
  private final Clock clock;

  /// Who sits at which telephone.
  public interface People {
    /// @return `op1`; nothing for who takes no calls
    Optional<String> operatorOf(String login);

    /// @return the person's name, or the telephone's when nobody has it
    String nameOf(String operator);
  }

  public RosterPages(
      RosterRoutes api,
      QueueBoard board,
      OperatorDesk desk,
      People people,
      List<String> reasons,
      ZoneId zone,
      Clock clock) {
    this.api = api;
    this.board = board;
    this.desk = desk;
    this.people = people;
    this.reasons = List.copyOf(reasons);
    this.zone = zone;
    this.clock = clock;
  }

  /// The operator's own panel, as the PBX knows it.
  ///
  /// @param state   empty when the PBX does not know the telephone
  /// @param back    when a rest ends by itself, by the site's clock; empty when it does not
  /// @param trouble why the last wish was not done, as a key of the messages; empty when it was
  /// @param shifts  today's: `08:00-12:30`, and whether by mobile
  /// @param seen    changes with the rest: an unchanged panel is not drawn again under the hand
  public record Own(
      String operator,
      boolean live,
      String state,
      String reason,
      String back,
      String trouble,
      List<Today> shifts,
      boolean onCallNow,
      String seen) {}

  public record Today(String hours, String duty) {}

  /// A line of the plan, as the page shows it.
  public record Line(String name, String duty, String hours) {}

  /// A planned shift, and whose it is.
  public record Planned(RosterRoutes.ShiftView shift, String name) {}

  /// One of the next days.
  public record Day(LocalDate date, boolean holiday, List<Line> lines) {}

  /// A person of the page.
  ///
  /// @param planned whether the plan has this person at the desk now
  public record Person(RosterRoutes.PersonView skills, String name, String state, boolean planned) {

    /// The plan has somebody at the desk whose telephone is not there.
    public boolean isMissing() {
      return planned && state.equals(QueueMember.State.UNREGISTERED.word());
    }

    /// How the state looks.
    public String tone() {
      return switch (state) {
        case "idle" -> "good";
        case "talking", "ringing" -> "busy";
        case "paused", "wrap-up" -> "warn";
        default -> "";
      };
    }
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/panels/roster/own", STAFF, this::ownPiece);
    mount.post("/panels/roster/own", STAFF, this::setState);
    mount.get(
        "/roster/own", STAFF, request -> Reply.page("roster/alone.jte", ownModel(request, "")));
    mount.get("/roster", RosterRoutes.READERS, request -> page(request, ""));
    mount.get("/roster/people", RosterRoutes.READERS, request -> part(request, "people", ""));
    mount.post(
        "/roster/people/{operator}",
        RosterRoutes.PLANNERS,
        request -> after(request, "people", one -> api.put(one, person(one))));
    mount.post(
        "/roster/shifts",
        RosterRoutes.PLANNERS,
        request -> after(request, "plan", one -> api.plan(one, shift(one))));
    mount.post(
        "/roster/shifts/{id}/drop",
        RosterRoutes.PLANNERS,
        request -> after(request, "plan", api::drop));
  }

  // The operator's own panel.

  private Map<String, Object> ownModel(Request request, String trouble) {
    return Map.of("own", own(request, trouble), "reasons", reasons);
  }

  /// Nothing when the panel is the same as the one on the page.
  private Reply ownPiece(Request request) {
    String seen = own(request, "").map(Own::seen).orElse("");
    return request.query("seen").filter(seen::equals).isPresent()
        ? new Reply.NoContent()
        : Reply.page("roster/own.jte", ownModel(request, ""));
  }

  private Optional<Own> own(Request request, String trouble) {
    return people.operatorOf(request.principal().name()).map(one -> own(one, trouble));
  }

  private Own own(String operator, String trouble) {
    QueuePicture picture = board.snapshot();
    Optional<QueueMember> member = picture.operator(operator);
    String state = member.map(one -> one.state().word()).orElse("");
    String reason = member.map(QueueMember::reason).orElse("");
    Optional<WantedState> wanted = desk.state(operator);
    String back =
        wanted
            .filter(one -> one.kind() != WantedState.Kind.READY)
            .map(WantedState::until)
            .map(until -> until.atZone(zone).toLocalTime().withNano(0).withSecond(0).toString())
            .orElse("");
    List<Today> shifts =
        api.roster().plan().on(api.roster().today()).stream()
            .filter(one -> one.shift().operator().equals(operator))
            .map(one -> new Today(one.shift().hours(), one.shift().duty().word()))
            .toList();
    boolean onCall = api.roster().onCall().contains(operator);
    return new Own(
        operator,
        picture.live(),
        state,
        reason,
        back,
        trouble,
        shifts,
        onCall,
        Integer.toHexString(
            List.of(picture.live(), state, reason, back, trouble, shifts, onCall).hashCode()));
  }

  private Reply setState(Request request) {
    String operator =
        people
            .operatorOf(request.principal().name())
            .orElseThrow(() -> new Refusal(409, "You have no telephone, so you have no state."));
    OperatorDesk.Outcome outcome =
        switch (request.form("state").orElse("")) {
          case "ready" -> desk.ready(operator);
          case "paused" -> desk.pause(operator, reason(request));
          case "wrap-up-done" -> desk.endWrapUp(operator);
          default -> throw new Refusal(422, "A state is ready, paused or wrap-up-done.");
        };
    String trouble =
        switch (outcome) {
          case OperatorDesk.Outcome.Done done -> "";
          case OperatorDesk.Outcome.Later later -> "roster.own.later";
          case OperatorDesk.Outcome.Refused refused -> "roster.own.refused";
        };
    return Reply.page("roster/own.jte", ownModel(request, trouble));
  }

  private String reason(Request request) {
    String reason = request.form("reason").orElse("");
    if (!reasons.contains(reason)) {
      throw new Refusal(422, "A reason is one of " + String.join(", ", reasons) + ".");
    }
    return reason;
  }

  // The supervisor's page.

  private Reply page(Request request, String trouble) {
    return Reply.page("roster/index.jte", model(request, trouble));
  }

  private Reply part(Request request, String part, String trouble) {
    return Reply.page("roster/" + part + ".jte", model(request, trouble));
  }

  private Map<String, Object> model(Request request, String trouble) {
    RosterRoutes.RosterView view = api.view(request);
    QueuePicture picture = board.snapshot();
    List<Person> everybody =
        view.people().stream()
            .map(
                one ->
                    new Person(
                        one,
                        people.nameOf(one.operator()),
                        picture
                            .operator(one.operator())
                            .map(member -> member.state().word())
                            .orElse(""),
                        view.deskNow().contains(one.operator())))
            .toList();
    List<Planned> planned = view.shifts().stream().map(this::planned).toList();
    return Map.of(
        "people",
        everybody,
        "weekly",
        planned.stream().filter(one -> one.shift().date() == null).toList(),
        "dated",
        planned.stream().filter(one -> one.shift().date() != null).toList(),
        "days",
        days(),
        "onCallNow",
        view.onCallNow().stream().map(people::nameOf).toList(),
        "languages",
        api.languages(),
        "topics",
        RosterRoutes.TOPICS,
        "mayPlan",
        request.principal().hasAny(RosterRoutes.PLANNERS),
        "trouble",
        trouble);
  }

  private Planned planned(RosterRoutes.ShiftView one) {
    return new Planned(one, people.nameOf(one.operator()));
  }

  private List<Day> days() {
    ShiftPlan plan = api.roster().plan();
    LocalDate today = clock.instant().atZone(zone).toLocalDate();
    List<Day> days = new ArrayList<>();
    for (int i = 0; i < DAYS_SHOWN; i++) {
      LocalDate day = today.plusDays(i);
      days.add(
          new Day(
              day,
              plan.holidays().test(day),
              plan.on(day).stream()
                  .map(
                      one ->
                          new Line(
                              people.nameOf(one.shift().operator()),
                              one.shift().duty().word(),
                              one.shift().hours()))
                  .toList()));
    }
    return days;
  }

  private Reply after(Request request, String part, Consumer<Request> change) {
    try {
      change.accept(request);
      return part(request, part, "");
    } catch (Refusal refusal) {
      if (refusal.status() != 400 && refusal.status() != 409) {
        throw refusal;
      }
      return part(request, part, String.valueOf(refusal.getMessage()));
    }
  }

  private RosterRoutes.PersonWish person(Request request) {
    return new RosterRoutes.PersonWish(
        ticked(request, "language-", api.languages()),
        ticked(request, "topic-", RosterRoutes.TOPICS),
        request.form("woman").isPresent(),
        request.form("mobile").orElse(""));
  }

  private static List<String> ticked(Request request, String prefix, List<String> all) {
    return all.stream().filter(one -> request.form(prefix + one).isPresent()).toList();
  }

  private static RosterRoutes.ShiftWish shift(Request request) {
    String when = request.form("when").orElse("");
    boolean onDate = when.equals("date");
    return new RosterRoutes.ShiftWish(
        request.form("operator").orElse(""),
        request.form("duty").orElse(""),
        onDate ? null : when,
        onDate ? request.form("date").orElse("") : null,
        request.form("off").isPresent() ? "off" : hours(request));
  }

  private static @Nullable String hours(Request request) {
    String until = request.form("until").orElse("");
    return request.form("from").orElse("") + "-" + (until.equals("00:00") ? "24:00" : until);
  }

  /// The days of the week in their order, for the form.
  public static List<String> weekdays() {
    List<String> days = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      days.add(day.name().toLowerCase(Locale.ROOT));
    }
    return days;
  }
}
