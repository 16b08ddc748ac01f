package org.hamroh.poll;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.reach.ExportFile;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.jspecify.annotations.Nullable;

/// The poll of a campaign: its question, and what people answered, as a page, a file and over the
/// API. No single answer is shown anywhere.
public final class PollRoutes implements Routes {

  private static final Set<Role> ROLES = Set.of(Role.MANAGER, Role.ADMIN);

  private final PollDesk desk;

  public PollRoutes(PollDesk desk) {
    this.desk = desk;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/campaigns/{id}/poll", ROLES, request -> page(id(request), List.of(), null));
    mount.post("/campaigns/{id}/poll", ROLES, this::save);
    mount.get("/panels/poll/results", ROLES, this::panel);
    mount.get("/campaigns/{id}/poll/file", ROLES, this::file);
    mount.get("/api/v1/campaigns/{id}/poll", ROLES, this::api);
    mount.post("/api/v1/campaigns/{id}/poll", ROLES, this::put);
    mount.get("/api/v1/campaigns/{id}/poll/results", ROLES, this::results);
  }

  /// What is posted.
  ///
  /// @param question by language
  /// @param options  labels by language, in the order of their digits
  public record Wanted(
      @Nullable Map<String, String> question, @Nullable List<Map<String, String>> options) {}

  private Reply page(long id, List<String> trouble, @Nullable Poll typed) {
    Optional<Poll> poll = typed == null ? desk.find(id) : Optional.of(typed);
    return Reply.page(
        "poll/poll.jte",
        Map.of(
            "campaign", id,
            "name", desk.campaign(id),
            "poll", poll,
            "fixed", desk.isFixed(id),
            "languages", desk.languages(),
            "results", desk.results(id),
            "regions", desk.regions(),
            "trouble", trouble));
  }

  private Reply save(Request request) {
    long id = id(request);
    Map<String, String> question = new LinkedHashMap<>();
    List<Map<String, String>> options = new ArrayList<>();
    desk.languages()
        .forEach(language -> question.put(language, request.form("q-" + language).orElse("")));
    for (int digit = 1; digit <= Poll.MOST_OPTIONS; digit++) {
      Map<String, String> labels = new LinkedHashMap<>();
      for (String language : desk.languages()) {
        labels.put(language, request.form("o" + digit + "-" + language).orElse(""));
      }
      options.add(labels);
    }
    try {
      desk.put(id, question, options, request.principal().name());
      return new Reply.Redirect("/campaigns/" + id + "/poll");
    } catch (ProblemsException e) {
      List<Poll.Option> typed = new ArrayList<>();
      for (int i = 0; i < options.size(); i++) {
        typed.add(new Poll.Option(i + 1, options.get(i)));
      }
      return page(
          id, e.problems().stream().map(Problem::toString).toList(), new Poll(id, question, typed));
    }
  }

  private Reply panel(Request request) {
    long id = id(request.query("campaign").orElse(""));
    desk.campaign(id);
    return Reply.page(
        "poll/panel.jte",
        Map.of(
            "campaign", id,
            "poll", desk.find(id),
            "results", desk.results(id),
            "regions", desk.regions()));
  }

  private Reply file(Request request) {
    long id = id(request);
    ExportFile.Format format =
        ExportFile.Format.of(request.query("format").orElse("csv"))
            .orElseThrow(() -> new Refusal(422, "format is csv or xlsx."));
    Poll poll = found(id);
    PollResults results = desk.results(id).orElseThrow();
    return new Reply.Download(
        format.contentType,
        "poll-" + id + "." + format.ending,
        out ->
            ExportFile.write(
                format, Map.of("poll", row -> PollTable.rows(poll, results).forEach(row)), out));
  }

  private Reply api(Request request) {
    return Reply.json(found(id(request)));
  }

  private Reply put(Request request) {
    long id = id(request);
    Wanted wanted = request.json(Wanted.class);
    try {
      desk.put(
          id,
          wanted.question == null ? Map.of() : wanted.question,
          wanted.options == null ? List.of() : wanted.options,
          request.principal().name());
    } catch (ProblemsException e) {
      throw new Refusal(422, String.valueOf(e.getMessage()));
    }
    return Reply.json(found(id));
  }

  private Reply results(Request request) {
    long id = id(request);
    found(id);
    return Reply.json(desk.results(id).orElseThrow());
  }

  private Poll found(long id) {
    desk.campaign(id);
    return desk.find(id).orElseThrow(() -> Refusal.notFound("poll of campaign " + id));
  }

  private static long id(Request request) {
    return id(request.path("id"));
  }

  private static long id(String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw Refusal.notFound("campaign " + id);
    }
    return Long.parseLong(id);
  }
}
