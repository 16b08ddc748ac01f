package org.hamroh.wellbeing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;

/// The operator's panel on the console (a pause is offered, a call was hard, please call me) and
/// the page of the load.
public final class WellbeingPages implements Routes {

  private static final Set<Role> DESK = WellbeingRoutes.DESK;
  private static final Set<Role> LEAD = WellbeingRoutes.LEAD;

  private final WellbeingRoutes api;

  public WellbeingPages(WellbeingRoutes api) {
    this.api = api;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/panels/wellbeing/own", DESK, this::ownPiece);
    mount.post("/panels/wellbeing/own", DESK, this::act);
    mount.get("/wellbeing", DESK, this::page);
    mount.post("/wellbeing/debriefs/{id}/done", LEAD, this::talked);
  }

  /// Nothing when the panel is the same as the one on the page.
  private Reply ownPiece(Request request) {
    WellbeingRoutes.OwnView own = api.own(request);
    return request.query("seen").filter(seen(own)::equals).isPresent()
        ? new Reply.NoContent()
        : panel(own, "");
  }

  private static String seen(WellbeingRoutes.OwnView own) {
    return Integer.toHexString(own.hashCode());
  }

  private static Reply panel(WellbeingRoutes.OwnView own, String trouble) {
    return Reply.page(
        "wellbeing/own.jte", Map.of("own", own, "seen", seen(own), "trouble", trouble));
  }

  private Reply act(Request request) {
    String login = request.principal().name();
    String act = request.form("act").orElse("");
    String trouble = "";
    switch (act) {
      case "call-me" -> api.ask(request);
      case "hard", "not-hard" ->
          api.say(login, request.form("contact").orElse(""), act.equals("hard"));
      default ->
          trouble =
              switch (api.answer(login, act, minutes(request))) {
                case DONE -> "";
                case LATER -> "wellbeing.later";
                case TOO_LATE -> "wellbeing.too-late";
                case WRONG -> "wellbeing.too-long";
              };
    }
    return panel(api.own(request), trouble);
  }

  private static int minutes(Request request) {
    String written = request.form("minutes").orElse("0");
    if (!written.matches("[0-9]{1,3}")) {
      throw new Refusal(422, "Minutes are a number.");
    }
    return Integer.parseInt(written);
  }

  private Reply page(Request request) {
    return Reply.page(
        "wellbeing/page.jte",
        Map.of(
            "people",
            api.load(request),
            "debriefs",
            request.principal().hasAny(LEAD) ? api.open() : List.of()));
  }

  private Reply talked(Request request) {
    api.done(request);
    return new Reply.Redirect("/wellbeing");
  }
}
