package org.hamroh.talk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hamroh.call.CallId;
import org.hamroh.sms.Prices;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Routes;
import org.hamroh.yaml.ProblemsException;

/// `/panels/talk/{id}`: the buttons beside a talk. A piece of the console; `/talk/{id}` shows it in
/// a page of its own.
public final class TalkPages implements Routes {

  private final TalkRoutes routes;
  private final TalkTexts texts;
  private final Partners partners;
  private final Supplier<List<String>> idle;
  private final List<String> languages;
  private final Prices prices;

  /// @param idle      operators who could be asked now: `op2`
  /// @param languages of texts, the usual one first
  /// @param prices    of a segment
  public TalkPages(
      TalkRoutes routes,
      TalkTexts texts,
      Partners partners,
      Supplier<List<String>> idle,
      List<String> languages,
      Prices prices) {
    this.routes = routes;
    this.texts = texts;
    this.partners = partners;
    this.idle = idle;
    this.languages = languages;
    this.prices = prices;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/panels/talk/{id}", TalkRoutes.ROLES, request -> panel(request, "", "panel"));
    mount.get("/talk/{id}", TalkRoutes.ROLES, request -> panel(request, "", "page"));
    mount.post("/panels/talk/{id}/{act}", TalkRoutes.ROLES, this::act);
  }

  private Reply panel(Request request, String notice, String template) {
    CallId call = TalkRoutes.call(request);
    String own = routes.operator(request, null);
    return Reply.page(
        "talk/" + template + ".jte",
        Map.of(
            "talk", routes.view(call, own),
            "queues", TalkRoutes.QUEUES,
            "operators", idle.get().stream().filter(one -> !one.equals(own)).toList(),
            "partners", partners.all(),
            "texts", texts.ready(),
            "languages", languages,
            "notice", notice,
            "prices", prices.json()));
  }

  /// What is refused is said in the panel, which then shows how things are.
  private Reply act(Request request) {
    String notice;
    try {
      notice = done(request);
    } catch (Refusal refused) {
      if (refused.status() == 503) {
        throw refused;
      }
      notice = refused.key().isEmpty() ? String.valueOf(refused.getMessage()) : refused.key();
    } catch (ProblemsException refused) {
      notice = String.valueOf(refused.getMessage());
    }
    return panel(request, notice, "panel");
  }

  private String done(Request request) {
    CallId call = TalkRoutes.call(request);
    String own = routes.operator(request, null);
    switch (request.path("act")) {
      case "transfer" -> {
        String[] to = request.form("to").orElse("").split(":", 2);
        Optional<String> name = to.length < 2 ? Optional.empty() : Optional.of(to[1]);
        routes.transfer(
            call,
            own,
            name.filter(one -> to[0].equals("operator")),
            name.filter(one -> to[0].equals("queue")),
            name.filter(one -> to[0].equals("partner")),
            request.form("how").orElse("").equals("warm"));
      }
      case "text" -> {
        routes.send(
            call,
            own,
            request.form("language").orElse(""),
            request.form("template").orElse(""),
            request.form("text").orElse(""));
        return "sent";
      }
      default -> routes.simple(request.path("act"), call, own);
    }
    return "";
  }
}
