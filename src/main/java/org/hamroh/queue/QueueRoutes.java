package org.hamroh.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hamroh.call.CallId;
import org.hamroh.queue.OperatorDesk.Outcome;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// The queues over HTTP: `GET /api/v1/queue`, `GET /api/v1/operators` and
/// `POST /api/v1/operators/{id}/state`. No number and no name of a caller is in them.
public final class QueueRoutes implements Routes {

  private static final Set<Role> LOOKING =
      Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN, Role.AUDITOR);
  private static final Set<Role> SETTING = Set.of(Role.OPERATOR, Role.SUPERVISOR);

  /// @param live      false when the PBX cannot be reached: then this is how it last stood
  /// @param liveSince when the PBX began to tell us, or stopped
  public record QueueView(
      boolean live,
      Instant liveSince,
      List<WaitingView> waiting,
      List<TalkingView> talking,
      List<OperatorView> operators) {}

  public record WaitingView(
      String call,
      String queue,
      int position,
      int priority,
      String language,
      Instant since,
      long waitingMillis,
      Set<String> ringing) {}

  /// @param silentAnswers of a caller who cannot speak and answers by key; null when the caller can
  public record TalkingView(
      String call,
      String queue,
      String operator,
      String language,
      Instant since,
      long talkingMillis,
      @Nullable List<SilentTalks.Answer> silentAnswers) {}

  /// @param state       `unregistered`, `idle`, `ringing`, `talking`, `wrap-up` or `paused`
  /// @param wanted      what was asked for: `ready`, `paused` or `wrap-up`, empty when nothing was
  /// @param trouble     why the PBX has not done it yet, empty when it has
  /// @param wrapUpUntil when the wrap-up ends by itself
  public record OperatorView(
      String id,
      String state,
      String reason,
      @Nullable String call,
      Instant since,
      long stateMillis,
      String wanted,
      String trouble,
      @Nullable Instant wrapUpUntil,
      Set<String> queues) {}

  /// @param state  `ready`, `paused` or `wrap-up-done`
  /// @param reason for a pause
  public record StateWish(String state, @Nullable String reason) {}

  private final QueueBoard board;
  private final OperatorDesk desk;
  private final SilentTalks silent;
  private final Clock clock;

  public QueueRoutes(QueueBoard board, OperatorDesk desk, SilentTalks silent, Clock clock) {
    this.board = board;
    this.desk = desk;
    this.silent = silent;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/queue", LOOKING, request -> Reply.json(view()));
    mount.get("/api/v1/operators", LOOKING, request -> Reply.json(operators(board.snapshot())));
    mount.post("/api/v1/operators/{id}/state", SETTING, this::setState);
  }

  /// As `GET /api/v1/queue` answers; the console's page shows the same.
  public QueueView view() {
    QueuePicture picture = board.snapshot();
    Instant now = clock.instant();
    return new QueueView(
        picture.live(),
        picture.liveSince(),
        picture.waitingInOrder().stream()
            .map(
                caller ->
                    new WaitingView(
                        caller.call().value(),
                        caller.queue(),
                        caller.position(),
                        caller.priority(),
                        caller.language(),
                        caller.since(),
                        millis(caller.since(), now),
                        new TreeSet<>(caller.ringing())))
            .toList(),
        picture.talkingInOrder().stream()
            .map(
                caller ->
                    new TalkingView(
                        caller.call().value(),
                        caller.queue(),
                        caller.operator(),
                        caller.language(),
                        caller.since(),
                        millis(caller.since(), now),
                        silent.of(caller.call(), caller.queue()).orElse(null)))
            .toList(),
        operators(picture));
  }

  private List<OperatorView> operators(QueuePicture picture) {
    Instant now = clock.instant();
    return picture.operatorsInOrder().stream().map(member -> operator(member, now)).toList();
  }

  private OperatorView operator(QueueMember member, Instant now) {
    WantedState wanted = desk.state(member.operator()).orElse(null);
    return new OperatorView(
        member.operator(),
        member.state().word(),
        member.reason(),
        member.call().map(CallId::value).orElse(null),
        member.since(),
        millis(member.since(), now),
        wanted == null ? "" : wanted.kind().word(),
        wanted == null ? "" : wanted.trouble(),
        wanted == null ? null : wanted.until(),
        new TreeSet<>(member.queues()));
  }

  /// A clock that was set back shows zero, never less.
  private static long millis(Instant since, Instant now) {
    return Math.max(0, Duration.between(since, now).toMillis());
  }

  private Reply setState(Request request) {
    String operator = request.path("id");
    boolean own = request.principal().name().equals(operator);
    if (!own && !request.principal().roles().contains(Role.SUPERVISOR)) {
      throw new Refusal(403, "Only a supervisor may change another operator's state.");
    }
    StateWish wish = request.json(StateWish.class);
    Outcome outcome =
        switch (wish.state() == null ? "" : wish.state()) {
          case "ready" -> desk.ready(operator);
          case "paused" -> desk.pause(operator, wish.reason() == null ? "" : wish.reason().strip());
          case "wrap-up-done" -> desk.endWrapUp(operator);
          default -> throw new Refusal(400, "state is one of ready, paused and wrap-up-done.");
        };
    return switch (outcome) {
      case Outcome.Done done -> new Reply.NoContent();
      case Outcome.Later later -> new Reply.Json(202, later);
      case Outcome.Refused refused -> throw new Refusal(409, refused.why());
    };
  }
}
