package org.hamroh.training;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hamroh.casework.form.ContactForm;
import org.hamroh.screening.Answer;
import org.hamroh.screening.Result;
import org.hamroh.screening.ScreeningRules;
import org.hamroh.training.PracticeRun.Written;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;

/// Practice under `/api/v1/training`. Learners see their own, supervisors the team's; who may not
/// see a practice call finds none.
public final class TrainingRoutes implements Routes {

  static final Set<Role> DESK = Set.of(Role.OPERATOR, Role.SUPERVISOR);
  static final Set<Role> LEAD = Set.of(Role.SUPERVISOR);

  private final Training training;
  private final PracticeCalls calls;
  private final Supplier<ContactForm> form;
  private final ScreeningRules screening;
  private final Team team;
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

  public TrainingRoutes(
      Training training,
      PracticeCalls calls,
      Supplier<ContactForm> form,
      ScreeningRules screening,
      Team team,
      Clock clock) {
    this.training = training;
    this.calls = calls;
    this.form = form;
    this.screening = screening;
    this.team = team;
    this.clock = clock;
  }

  /// A practice call that can be chosen.
  public record ScriptView(String id, String title, String about, Set<String> languages) {}

  /// What somebody thinks of it.
  public record ScoreView(
      String by, boolean own, int percent, Map<String, Integer> points, String note, Instant at) {}

  /// One practice call.
  ///
  /// @param practice always true: nothing of it is real
  /// @param ended    how; empty while it goes on
  /// @param scene    that is played now; null when none is
  /// @param level    that the learner's answers to the screening come to; null when there are none
  public record RunView(
      String id,
      boolean practice,
      String login,
      String name,
      String script,
      String title,
      String language,
      Instant beganAt,
      @Nullable Instant answeredAt,
      @Nullable Instant endedAt,
      String ended,
      @Nullable String scene,
      List<PracticeRun.Passed> path,
      @Nullable Written written,
      @Nullable String level,
      List<ScoreView> scores) {}

  /// Whether somebody may take hard calls before the others.
  ///
  /// @param holds  now
  /// @param until  of the last grant, null when there never was one
  /// @param passed practice calls that were passed lately, each of another script
  public record PermissionView(
      String login,
      String name,
      boolean holds,
      @Nullable Instant grantedAt,
      @Nullable String grantedBy,
      @Nullable Instant until,
      boolean withdrawn,
      int passed,
      int wanted,
      boolean mayBeGranted) {}

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/training/scripts", DESK, r -> Reply.json(Map.of("scripts", scripts(r))));
    mount.get("/api/v1/training/runs", DESK, r -> Reply.json(Map.of("runs", runs(r))));
    mount.post("/api/v1/training/runs", DESK, r -> Reply.created(begin(r, r.json(Wish.class))));
    mount.get("/api/v1/training/runs/{id}", DESK, r -> Reply.json(view(mine(r, true), r)));
    mount.post("/api/v1/training/runs/{id}/key", DESK, this::key);
    mount.post("/api/v1/training/runs/{id}/stop", DESK, this::stop);
    mount.post("/api/v1/training/runs/{id}/record", DESK, this::record);
    mount.post("/api/v1/training/runs/{id}/score", DESK, this::score);
    mount.get(
        "/api/v1/training/permissions",
        DESK,
        r -> Reply.json(Map.of("permissions", permissions(r))));
    mount.post("/api/v1/training/permissions/{login}/grant", LEAD, this::grant);
    mount.post("/api/v1/training/permissions/{login}/withdraw", LEAD, this::withdraw);
  }

  List<ScriptView> scripts(Request request) {
    return training.scripts().entrySet().stream()
        .map(
            one ->
                new ScriptView(
                    one.getKey(),
                    one.getValue().title().in(request.language()),
                    one.getValue().about().in(request.language()),
                    one.getValue().languages()))
        .toList();
  }

  List<RunView> runs(Request request) {
    String whose = isLead(request) ? request.query("login").orElse("") : name(request);
    return training.runs(whose).stream().map(run -> view(run, request)).toList();
  }

  static String name(Request request) {
    return request.principal().name();
  }

  static boolean isLead(Request request) {
    return request.principal().hasAny(LEAD);
  }

  /// @param script one of those that can be chosen
  record Wish(String script, String language) {}

  RunView begin(Request request, Wish wish) {
    String operator =
        team.operatorOf.apply(name(request)).orElseThrow(() -> refused("no-telephone"));
    PracticeScript script =
        training.script(wish.script()).orElseThrow(() -> Refusal.notFound("practice call"));
    if (!script.languages().contains(wish.language())) {
      throw new Refusal(422, "This caller does not speak that language.");
    }
    return switch (calls.begin(name(request), operator, wish.script(), script, wish.language())) {
      case PracticeCalls.Begun.Started started -> view(started.run(), request);
      case PracticeCalls.Begun.Refused refused -> throw refused(refused.word());
    };
  }

  private static Refusal refused(String word) {
    String sentence =
        switch (word) {
          case "no-telephone" -> "Your telephone is not connected.";
          case "talking" -> "Your telephone is on a call, or a talk is not written down yet.";
          case "caller-waits" -> "A caller waits, and nobody else is free.";
          default -> "You are on a practice call already.";
        };
    return new Refusal(409, "training.refused." + word, sentence);
  }

  /// @param lead whether a supervisor may have it too
  PracticeRun mine(Request request, boolean lead) {
    return training
        .find(request.path("id"))
        .filter(run -> run.login().equals(name(request)) || (lead && isLead(request)))
        .orElseThrow(() -> Refusal.notFound("practice call"));
  }

  private record Key(String key) {}

  private Reply key(Request request) {
    press(request, request.json(Key.class).key);
    return Reply.json(view(mine(request, false), request));
  }

  void press(Request request, String key) {
    if (!key.matches("[1-9*]")) {
      throw new Refusal(422, "A key is 1 to 9, or * to hear it again.");
    }
    if (!calls.press(mine(request, false), key.charAt(0))) {
      throw new Refusal(409, "training.over", "The practice call is over.");
    }
  }

  private Reply stop(Request request) {
    stopNow(request);
    return Reply.json(view(mine(request, true), request));
  }

  void stopNow(Request request) {
    calls.stop(mine(request, true));
  }

  private record Sent(
      @Nullable String reason,
      @Nullable String next,
      @Nullable String note,
      @Nullable Map<String, String> answers) {}

  private Reply record(Request request) {
    Sent sent = request.json(Sent.class);
    write(
        request,
        new Written(
            or(sent.reason),
            or(sent.next),
            or(sent.note),
            sent.answers == null ? Map.of() : sent.answers));
    return Reply.json(view(mine(request, true), request));
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }

  void write(Request request, Written written) {
    ContactForm now = form.get();
    boolean knownReason =
        written.reason().isEmpty()
            || now.reasons().stream()
                .flatMap(group -> group.children().stream())
                .anyMatch(one -> one.id().equals(written.reason()));
    boolean knownNext =
        written.next().isEmpty()
            || now.nextActions().stream().anyMatch(one -> one.id().equals(written.next()));
    Set<String> questions = screening.ids().collect(java.util.stream.Collectors.toSet());
    boolean knownAnswers =
        written.answers().entrySet().stream()
            .allMatch(
                one -> questions.contains(one.getKey()) && Answer.of(one.getValue()).isPresent());
    if (!knownReason || !knownNext || !knownAnswers) {
      throw new Refusal(422, "The form has no such reason, next action, question or answer.");
    }
    training.write(mine(request, false), written);
  }

  private record Points(Map<String, Integer> points, @Nullable String note) {}

  private Reply score(Request request) {
    Points sent = request.json(Points.class);
    score(request, sent.points, or(sent.note));
    return Reply.json(view(mine(request, true), request));
  }

  void score(Request request, Map<String, Integer> points, String note) {
    training.score(mine(request, true), name(request), points, note);
  }

  List<PermissionView> permissions(Request request) {
    return team.logins.get().stream()
        .filter(login -> isLead(request) || login.equals(name(request)))
        .map(this::permission)
        .sorted(Comparator.comparing(PermissionView::name))
        .toList();
  }

  private PermissionView permission(String login) {
    Training.Standing one = training.standing(login);
    Optional<Grant> grant = one.grant();
    return new PermissionView(
        login,
        team.nameOf.apply(login),
        one.holds(clock.instant()),
        grant.map(Grant::at).orElse(null),
        grant.map(given -> team.nameOf.apply(given.by())).orElse(null),
        grant.map(Grant::until).orElse(null),
        grant.flatMap(Grant::withdrawn).isPresent(),
        one.passed().size(),
        one.wanted(),
        one.mayBeGranted());
  }

  private Reply grant(Request request) {
    grantTo(request);
    return Reply.json(permission(request.path("login")));
  }

  void grantTo(Request request) {
    if (!team.logins.get().contains(request.path("login"))) {
      throw Refusal.notFound("person at the desk");
    }
    training.grant(request.path("login"), request);
  }

  private Reply withdraw(Request request) {
    withdrawFrom(request);
    return Reply.json(permission(request.path("login")));
  }

  void withdrawFrom(Request request) {
    training.withdraw(request.path("login"), request);
  }

  RunView view(PracticeRun run, Request request) {
    String title =
        training
            .script(run.script())
            .map(script -> script.title().in(request.language()))
            .orElse(run.script());
    List<ScoreView> scores = new ArrayList<>();
    for (Score one : training.scores(run.id())) {
      scores.add(
          new ScoreView(
              team.nameOf.apply(one.by()),
              one.own(),
              one.percent(),
              one.points(),
              one.note(),
              one.at()));
    }
    return new RunView(
        run.id(),
        true,
        run.login(),
        team.nameOf.apply(run.login()),
        run.script(),
        title,
        run.language(),
        run.beganAt(),
        run.answeredAt().orElse(null),
        run.endedAt().orElse(null),
        run.end().word(),
        calls.scene(run).orElse(null),
        run.path(),
        run.written().orElse(null),
        result(run).map(found -> found.level().word()).orElse(null),
        scores);
  }

  /// What the rules of screening say to the learner's answers.
  Optional<Result> result(PracticeRun run) {
    return run.written()
        .filter(written -> !written.answers().isEmpty())
        .map(
            written -> {
              Map<String, Answer> answers = new TreeMap<>();
              written
                  .answers()
                  .forEach((id, word) -> Answer.of(word).ifPresent(one -> answers.put(id, one)));
              return screening.judge(answers);
            });
  }

  /// What the pages draw their forms from.
  ContactForm form() {
    return form.get();
  }

  ScreeningRules screening() {
    return screening;
  }

  Training training() {
    return training;
  }
}
