package org.hamroh.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hamroh.call.CallRecord;
import org.hamroh.call.CallRecords;
import org.hamroh.call.ToldEvent;
import org.hamroh.operator.User;
import org.hamroh.operator.Users;
import org.hamroh.queue.OperatorDesk;
import org.hamroh.queue.QueueBoard;
import org.hamroh.queue.QueueMember;
import org.hamroh.queue.QueuePicture;
import org.hamroh.queue.SilentTalks;
import org.hamroh.queue.WaitingCaller;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;
import org.jspecify.annotations.Nullable;

/// The console: `/` shows who waits, who talks, what the operators do, and the last calls. Its
/// pieces are fetched again one by one when the live stream says so.
public final class ConsolePages implements Routes {

  private static final Set<Role> EVERYBODY = EnumSet.allOf(Role.class);

  /// Whoever only lends a voice, or looks after cases, has no business with the live line.
  private static final Set<Role> STAFF =
      EnumSet.complementOf(EnumSet.of(Role.VOICE, Role.CASE_WORKER));

  /// Who talks with callers, and sees how calls went.
  private static final Set<Role> CARE = Set.of(Role.OPERATOR, Role.SUPERVISOR);

  /// What a person may be resting for. The board shows the reason to all colleagues.
  private static final List<String> REASONS = List.of("break", "meeting", "training", "other");

  private static final int LAST_CALLS = 20;

  /// Callers in the list of those who wait, before somebody asks for all: a screen of them.
  private static final int FIRST_WAITING = 12;

  /// More than that waits nowhere.
  private static final int MOST_WAITING = 1_000;

  /// Danger first, then the higher priority, then who has waited longest.
  private static final Comparator<WaitingCaller> WHO_FIRST =
      Comparator.comparingInt((WaitingCaller caller) -> weight(caller.queue()))
          .thenComparing(WaitingCaller::priority, Comparator.reverseOrder())
          .thenComparing(WaitingCaller::since)
          .thenComparing(caller -> caller.call().value());

  /// Answers by key that are shown beside a talk.
  private static final int LAST_ANSWERS = 6;

  /// Events on a call's page; a long call through many menus has some hundreds.
  private static final int MOST_EVENTS = 1_000;

  private final QueueBoard board;
  private final OperatorDesk desk;
  private final CallRecords calls;
  private final SilentTalks silent;
  private final Users users;
  private final Texts texts;
  private final ZoneId zone;
  private final Clock clock;

  public ConsolePages(
      QueueBoard board,
      OperatorDesk desk,
      CallRecords calls,
      SilentTalks silent,
      Users users,
      Texts texts,
      ZoneId zone,
      Clock clock) {
    this.board = board;
    this.desk = desk;
    this.calls = calls;
    this.silent = silent;
    this.users = users;
    this.texts = texts;
    this.zone = zone;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/", EVERYBODY, this::console);
    mount.get("/console/callers", STAFF, r -> page("callers", Map.of("callers", callers(r))));
    mount.get("/console/operators", STAFF, this::operatorsPiece);
    mount.get("/console/own", STAFF, this::ownPiece);
    mount.get("/console/calls", CARE, r -> page("calls", Map.of("calls", lastCalls())));
    mount.post("/console/state", Set.of(Role.OPERATOR, Role.SUPERVISOR), this::setState);
    mount.get("/calls/{id}", CARE, this::story);
  }

  private static Reply page(String piece, Map<String, Object> parameters) {
    return Reply.page("console/" + piece + ".jte", parameters);
  }

  private Reply console(Request request) {
    if (!request.principal().hasAny(STAFF)) {
      return new Reply.Redirect(
          request.principal().hasAny(Set.of(Role.CASE_WORKER)) ? "/cases" : "/recording");
    }
    boolean reads = request.principal().hasAny(CARE);
    return page(
        "index",
        Map.of(
            "callers",
            callers(request),
            "desk",
            request.principal().hasAny(CARE) ? extension(request).map(Desks::topic).orElse("") : "",
            "operators",
            operators(request, ""),
            "calls",
            reads ? lastCalls() : List.<ConsoleView.PastCall>of(),
            "readsCalls",
            reads,
            "reasons",
            REASONS));
  }

  private Reply operatorsPiece(Request request) {
    return page("operators", Map.of("operators", operators(request, "")));
  }

  /// Nothing when the form is the same as the one on the page.
  private Reply ownPiece(Request request) {
    Optional<ConsoleView.Own> own = operators(request, "").own();
    String seen = own.map(ConsoleView.Own::seen).orElse("");
    return request.query("seen").orElse("").equals(seen)
        ? new Reply.NoContent()
        : page("own", Map.of("own", own, "reasons", REASONS));
  }

  private Reply setState(Request request) {
    String extension =
        extension(request)
            .orElseThrow(() -> new Refusal(409, "You have no telephone, so you have no state."));
    String wish = request.form("state").orElse("");
    OperatorDesk.Outcome outcome =
        switch (wish) {
          case "ready" -> desk.ready(extension);
          case "paused" -> desk.pause(extension, reason(request));
          case "wrap-up-done" -> desk.endWrapUp(extension);
          default -> throw new Refusal(422, "A state is ready, paused or wrap-up-done.");
        };
    String trouble =
        switch (outcome) {
          case OperatorDesk.Outcome.Done done -> "";
          case OperatorDesk.Outcome.Later later -> "console.own.later";
          case OperatorDesk.Outcome.Refused refused -> "console.own.refused";
        };
    return page("own", Map.of("own", operators(request, trouble).own(), "reasons", REASONS));
  }

  private static String reason(Request request) {
    String reason = request.form("reason").orElse("");
    if (!REASONS.contains(reason)) {
      throw new Refusal(422, "A reason is one of " + String.join(", ", REASONS) + ".");
    }
    return reason;
  }

  private ConsoleView.Callers callers(Request request) {
    boolean all = request.query("all").orElse("").equals("1");
    QueuePicture picture = board.snapshot();
    Instant now = clock.instant();
    Map<String, User> byExtension = byExtension();
    return new ConsoleView.Callers(
        picture.live(),
        picture.waiting().values().stream()
            .sorted(WHO_FIRST)
            .limit(all ? MOST_WAITING : FIRST_WAITING)
            .map(
                caller ->
                    new ConsoleView.Waiting(
                        caller.queue(),
                        caller.position(),
                        caller.language(),
                        caller.since(),
                        age(caller.since(), now),
                        !caller.ringing().isEmpty()))
            .toList(),
        picture.waiting().size(),
        crowds(picture, now),
        all,
        picture.talkingInOrder().stream()
            .map(
                caller ->
                    new ConsoleView.Talking(
                        caller.queue(),
                        name(byExtension, caller.operator()), // of a partner: none
                        caller.language(),
                        caller.since(),
                        age(caller.since(), now),
                        silent
                            .of(caller.call(), caller.queue())
                            .filter(answers -> request.principal().hasAny(CARE))
                            .map(answers -> newestFirst(answers))))
            .toList());
  }

  /// How many wait in each queue: what a long list cannot tell at a glance.
  private static List<ConsoleView.Crowd> crowds(QueuePicture picture, Instant now) {
    return picture.waiting().values().stream()
        .collect(Collectors.groupingBy(WaitingCaller::queue))
        .entrySet()
        .stream()
        .map(
            one ->
                new ConsoleView.Crowd(
                    one.getKey(),
                    one.getValue().size(),
                    one.getValue().stream()
                        .map(caller -> age(caller.since(), now))
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO)))
        .sorted(
            Comparator.comparingInt((ConsoleView.Crowd crowd) -> weight(crowd.queue()))
                .thenComparing(ConsoleView.Crowd::queue))
        .toList();
  }

  private static int weight(String queue) {
    return switch (queue) {
      case ConsoleView.DANGER -> 0;
      case ConsoleView.HIGH -> 1;
      default -> 2;
    };
  }

  /// What was answered last is what the operator asked last.
  private static List<SilentTalks.Answer> newestFirst(List<SilentTalks.Answer> answers) {
    return answers.reversed().stream().limit(LAST_ANSWERS).toList();
  }

  private ConsoleView.Operators operators(Request request, String trouble) {
    Instant now = clock.instant();
    QueuePicture picture = board.snapshot();
    Map<String, User> byExtension = byExtension();
    List<ConsoleView.Colleague> colleagues = new ArrayList<>();
    for (QueueMember member : picture.operatorsInOrder()) {
      User user = byExtension.remove(member.operator());
      if (isShown(member, user)) {
        colleagues.add(
            new ConsoleView.Colleague(
                member.operator(),
                user == null ? member.operator() : user.displayName(),
                member.state().word(),
                member.reason(),
                Optional.of(age(member.since(), now)),
                isYou(user, request)));
      }
    }
    // The rest are people whose telephone the PBX does not know, or not yet.
    byExtension.forEach(
        (extension, user) ->
            colleagues.add(
                new ConsoleView.Colleague(
                    extension,
                    user.displayName(),
                    QueueMember.State.UNREGISTERED.word(),
                    "",
                    Optional.empty(),
                    isYou(user, request))));
    return new ConsoleView.Operators(
        colleagues, extension(request).map(mine -> own(mine, picture, trouble)));
  }

  /// A telephone that nobody has and that is not there would only be noise.
  private static boolean isShown(QueueMember member, @Nullable User user) {
    return user != null || member.state() != QueueMember.State.UNREGISTERED;
  }

  private Map<String, User> byExtension() {
    return users.list().stream()
        .filter(user -> user.extension().isPresent())
        .collect(Collectors.toMap(user -> user.extension().orElseThrow(), Function.identity()));
  }

  private static String name(Map<String, User> byExtension, String extension) {
    User user = byExtension.get(extension);
    return user == null ? extension : user.displayName();
  }

  private static boolean isYou(@Nullable User user, Request request) {
    return user != null && user.login().equals(request.principal().name());
  }

  private static ConsoleView.Own own(String extension, QueuePicture picture, String trouble) {
    Optional<QueueMember> member = picture.operator(extension);
    String state = member.map(one -> one.state().word()).orElse("");
    String reason = member.map(QueueMember::reason).orElse("");
    return new ConsoleView.Own(
        extension,
        picture.live(),
        state,
        reason,
        trouble,
        String.join(".", state, reason, trouble, picture.live() ? "" : "away"));
  }

  private Optional<String> extension(Request request) {
    return users.find(request.principal().name()).flatMap(User::extension);
  }

  private List<ConsoleView.PastCall> lastCalls() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    Map<String, User> byExtension = byExtension();
    return calls.latest(LAST_CALLS).stream()
        .map(
            record ->
                ConsoleView.PastCall.of(
                    record,
                    LocalDate.ofInstant(record.startedAt(), zone).equals(today),
                    name(byExtension, record.operator())))
        .toList();
  }

  private Reply story(Request request) {
    String id = request.path("id");
    CallRecord record = calls.find(id).orElseThrow(() -> Refusal.notFound("call"));
    EventSentence sentence = new EventSentence(texts.in(request.language()));
    List<ConsoleView.Happened> happened =
        calls.events(record.call()).stream()
            .limit(MOST_EVENTS)
            .map(
                told ->
                    new ConsoleView.Happened(
                        age(record.startedAt(), told.at()),
                        told.at(),
                        sentence.of(told.event()),
                        told.source() != ToldEvent.Source.IVR))
            .toList();
    String ending = ConsoleView.ending(record);
    return page(
        "story",
        Map.of(
            "story",
            new ConsoleView.Story(
                record,
                ending,
                ConsoleView.tone(ending),
                happened,
                request.principal().hasAny(CARE))));
  }

  /// A clock that was set back shows zero, never less.
  private static Duration age(Instant since, Instant now) {
    Duration age = Duration.between(since, now);
    return age.isNegative() ? Duration.ZERO : age;
  }
}
