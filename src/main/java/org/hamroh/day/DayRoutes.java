package org.hamroh.day;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;
import org.jspecify.annotations.Nullable;

/// The lists of the day: `GET /api/v1/day`, the page `/day`, and its counts as a panel for other
/// pages. Things are taken, given back and settled by POST.
public final class DayRoutes implements Routes {

  private static final Set<Role> ROLES = Set.of(Role.OPERATOR, Role.SUPERVISOR);

  private final DayBoard board;
  private final UnaryOperator<String> nameOf;
  private final Texts texts;
  private final Clock clock;

  /// @param nameOf a login's name as colleagues know it
  public DayRoutes(DayBoard board, UnaryOperator<String> nameOf, Texts texts, Clock clock) {
    this.board = board;
    this.nameOf = nameOf;
    this.texts = texts;
    this.clock = clock;
  }

  /// One thing to do.
  ///
  /// @param what      the kind of it in one word; of a follow-up words of the reader's language
  /// @param call      the call it comes from, null when there is none
  /// @param claimedBy the name of who has it, null when nobody has
  public record ItemView(
      String list,
      String id,
      Instant since,
      @Nullable Instant due,
      boolean overdue,
      String what,
      String language,
      String queue,
      @Nullable String call,
      String link,
      @Nullable String claimedBy,
      @Nullable Instant claimedUntil,
      boolean mine,
      boolean callable) {}

  /// A list with its things, in the order in which they are to be done.
  public record ListView(String list, int count, int overdue, List<ItemView> items) {}

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/day", ROLES, request -> Reply.json(Map.of("lists", views(request))));
    mount.post("/api/v1/day/{list}/{id}/claim", ROLES, r -> answered(claim(r), "claimed"));
    mount.post("/api/v1/day/{list}/{id}/release", ROLES, r -> answered(release(r), "released"));
    mount.post("/api/v1/day/callbacks/{id}/reached", ROLES, r -> answered(reached(r), "reached"));
    mount.post("/api/v1/day/lost/{id}/recall", ROLES, r -> answered(recall(r), "recalled"));
    mount.get("/day", ROLES, request -> page(request, "index", ""));
    mount.get("/day/rows", ROLES, request -> page(request, "rows", ""));
    mount.get("/panels/day", ROLES, request -> page(request, "panel", ""));
    mount.post("/day/{list}/{id}/claim", ROLES, r -> rows(r, claim(r)));
    mount.post("/day/{list}/{id}/release", ROLES, r -> rows(r, release(r)));
    mount.post("/day/callbacks/{id}/reached", ROLES, r -> rows(r, reached(r)));
    mount.post("/day/lost/{id}/recall", ROLES, r -> rows(r, recall(r)));
  }

  private DayBoard.Outcome claim(Request request) {
    return board.claim(list(request), request.path("id"), request.principal().name());
  }

  private DayBoard.Outcome release(Request request) {
    return board.release(list(request), request.path("id"), request.principal().name());
  }

  private DayBoard.Outcome reached(Request request) {
    return board.reached(request.path("id"), request.principal().name());
  }

  private DayBoard.Outcome recall(Request request) {
    return board.recall(request.path("id"), request.principal().name());
  }

  private static DayList list(Request request) {
    return DayList.of(request.path("list"))
        .filter(DayList::isClaimed)
        .orElseThrow(() -> Refusal.notFound("list of this name whose things can be taken"));
  }

  private static Reply answered(DayBoard.Outcome outcome, String state) {
    return switch (outcome) {
      case DONE -> Reply.json(Map.of("state", state));
      case TOO_LATE -> throw new Refusal(409, "Somebody else has it, or it is over.");
      case REFUSED -> throw new Refusal(422, "This person is not to be called.");
      case UNKNOWN -> throw Refusal.notFound("such thing to do");
    };
  }

  /// The rows as they stand, with a word of what went wrong.
  private Reply rows(Request request, DayBoard.Outcome outcome) {
    String trouble =
        switch (outcome) {
          case DONE -> "";
          case TOO_LATE, UNKNOWN -> texts.in(request.language()).of("day.too-late");
          case REFUSED -> texts.in(request.language()).of("day.refused");
        };
    return page(request, "rows", trouble);
  }

  private Reply page(Request request, String template, String trouble) {
    Map<String, Object> parameters =
        template.equals("panel")
            ? Map.of("lists", views(request))
            : Map.of("lists", views(request), "trouble", trouble);
    return Reply.page("day/" + template + ".jte", parameters);
  }

  private List<ListView> views(Request request) {
    String login = request.principal().name();
    Instant now = clock.instant();
    return board.lists(login, request.language()).entrySet().stream()
        .map(
            list -> {
              List<ItemView> items =
                  list.getValue().stream().map(item -> view(item, login, now)).toList();
              int overdue = (int) items.stream().filter(ItemView::overdue).count();
              return new ListView(list.getKey().word(), items.size(), overdue, items);
            })
        .toList();
  }

  private ItemView view(DayItem item, String login, Instant now) {
    return new ItemView(
        item.list().word(),
        item.id(),
        item.since(),
        item.due().orElse(null),
        item.isOverdue(now),
        item.what(),
        item.language(),
        item.queue(),
        item.call().orElse(null),
        item.link(),
        item.claim().map(claim -> nameOf.apply(claim.by())).orElse(null),
        item.claim().map(DayItem.Claim::until).orElse(null),
        item.claim().filter(claim -> claim.by().equals(login)).isPresent(),
        item.callable());
  }
}
