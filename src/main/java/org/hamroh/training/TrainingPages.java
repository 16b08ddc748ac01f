package org.hamroh.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.screening.ScreeningRules;
import org.hamroh.training.PracticeRun.Written;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;

/// Where operators practise: choose a call, take it, write it down, score it; and where supervisors
/// score it and say who may take hard calls.
public final class TrainingPages implements Routes {

  private static final Set<Role> DESK = TrainingRoutes.DESK;
  private static final Set<Role> LEAD = TrainingRoutes.LEAD;

  private final TrainingRoutes api;

  public TrainingPages(TrainingRoutes api) {
    this.api = api;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/training", DESK, request -> page(request, ""));
    mount.post("/training/runs", DESK, this::begin);
    mount.get("/training/runs/{id}", DESK, request -> run(request, ""));
    mount.get("/training/runs/{id}/live", DESK, this::live);
    mount.post("/training/runs/{id}/key", DESK, this::key);
    mount.post("/training/runs/{id}/stop", DESK, this::stop);
    mount.post("/training/runs/{id}/record", DESK, this::write);
    mount.post("/training/runs/{id}/score", DESK, this::score);
    mount.post("/training/permissions/{login}/grant", LEAD, r -> permission(r, true));
    mount.post("/training/permissions/{login}/withdraw", LEAD, r -> permission(r, false));
  }

  private Reply page(Request request, String trouble) {
    return Reply.page(
        "training/page.jte",
        Map.of(
            "scripts", api.scripts(request),
            "runs", api.runs(request),
            "permissions", api.permissions(request),
            "trouble", trouble));
  }

  private Reply begin(Request request) {
    try {
      TrainingRoutes.RunView run =
          api.begin(
              request,
              new TrainingRoutes.Wish(
                  request.form("script").orElse(""), request.form("language").orElse("")));
      return new Reply.Redirect("/training/runs/" + run.id());
    } catch (Refusal refusal) {
      return page(request, trouble(refusal));
    }
  }

  /// The key of the words for it.
  private static String trouble(Refusal refusal) {
    if (refusal.key().isEmpty()) {
      throw refusal;
    }
    return refusal.key();
  }

  private Map<String, Object> model(Request request, String trouble) {
    PracticeRun run = api.mine(request, true);
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("run", api.view(run, request));
    model.put("script", api.training().script(run.script()));
    model.put("learner", run.login().equals(TrainingRoutes.name(request)));
    model.put("trouble", trouble);
    return model;
  }

  private Reply run(Request request, String trouble) {
    Map<String, Object> model = model(request, trouble);
    model.put("sheet", api.training().sheet());
    model.put("form", api.form());
    model.put("screening", api.screening());
    model.put("result", api.result(api.mine(request, true)));
    return Reply.page("training/run.jte", model);
  }

  /// The part that moves while the call goes on.
  private Reply live(Request request) {
    return Reply.page("training/live.jte", model(request, ""));
  }

  private Reply key(Request request) {
    try {
      api.press(request, request.form("key").orElse(""));
      return live(request);
    } catch (Refusal refusal) {
      return Reply.page("training/live.jte", model(request, trouble(refusal)));
    }
  }

  private Reply stop(Request request) {
    api.stopNow(request);
    return live(request);
  }

  private Reply write(Request request) {
    Map<String, String> answers = new LinkedHashMap<>();
    ScreeningRules rules = api.screening();
    rules.ids().forEach(id -> request.form("q-" + id).ifPresent(word -> answers.put(id, word)));
    api.write(
        request,
        new Written(
            request.form("reason").orElse(""),
            request.form("next").orElse(""),
            request.form("note").orElse(""),
            answers));
    return back(request);
  }

  private Reply score(Request request) {
    Map<String, Integer> points = new LinkedHashMap<>();
    for (ScoreSheet.Criterion one : api.training().sheet().criteria()) {
      Optional<String> given = request.form("p-" + one.id()).filter(p -> p.matches("[0-9]{1,2}"));
      given.ifPresent(text -> points.put(one.id(), Integer.valueOf(text)));
    }
    try {
      api.score(request, points, request.form("note").orElse(""));
      return back(request);
    } catch (Refusal refusal) {
      return run(request, trouble(refusal));
    }
  }

  private static Reply back(Request request) {
    return new Reply.Redirect("/training/runs/" + request.path("id"));
  }

  private Reply permission(Request request, boolean grant) {
    try {
      if (grant) {
        api.grantTo(request);
      } else {
        api.withdrawFrom(request);
      }
      return new Reply.Redirect("/training");
    } catch (Refusal refusal) {
      return page(request, trouble(refusal));
    }
  }
}
