package org.hamroh.authoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.authoring.ScriptView.DraftView;
import org.hamroh.authoring.ScriptView.FileText;
import org.hamroh.authoring.ScriptView.FileView;
import org.hamroh.authoring.ScriptView.NoticeView;
import org.hamroh.authoring.ScriptView.PublishingView;
import org.hamroh.authoring.ScriptView.State;
import org.hamroh.authoring.ScriptView.VersionView;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;

/// Looks at the scripts over HTTP: what is on the line, the draft, the graph, the
/// history and how they differ, and how callers go through them.
public final class ScriptRoutes implements Routes {

  /// Who may look.
  static final Set<Role> READERS =
      Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN, Role.AUDITOR);

  private static final int USUAL_PAGE = 50;
  private static final int USUAL_DAYS = 7;
  private static final int MOST_DAYS = 92;

  private final Versions versions;
  private final Readings readings;
  private final Publishing publishing;
  private final Notices notices;
  private final Traffic traffic;
  private final String defaultLanguage;

  public ScriptRoutes(
      Versions versions,
      Readings readings,
      Publishing publishing,
      Notices notices,
      Traffic traffic,
      String defaultLanguage) {
    this.versions = versions;
    this.readings = readings;
    this.publishing = publishing;
    this.notices = notices;
    this.traffic = traffic;
    this.defaultLanguage = defaultLanguage;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/scripts", READERS, request -> Reply.json(state()));
    mount.get("/api/v1/scripts/file", READERS, request -> Reply.json(file(request)));
    mount.get("/api/v1/scripts/graph", READERS, request -> Reply.json(graph(request)));
    mount.get("/api/v1/scripts/traffic", READERS, request -> Reply.json(traffic(request)));
    mount.get("/api/v1/scripts/versions", READERS, request -> Reply.json(versions(request)));
    mount.get(
        "/api/v1/scripts/versions/{version}/diff", READERS, request -> Reply.json(diff(request)));
  }

  private State state() {
    Version published = versions.published().orElseThrow(() -> Refusal.notFound("version yet"));
    Draft draft = versions.draft();
    return new State(
        VersionView.of(published),
        DraftView.of(draft, versions.conflicts()),
        publishing.now().map(PublishingView::of).orElse(null),
        notices.list().stream().map(NoticeView::of).toList(),
        readings.rules().languages(),
        defaultLanguage,
        files(draft));
  }

  private List<FileView> files(Draft draft) {
    Map<String, VersionStore.Kept> line = versions.keptNow();
    List<FileView> files = new ArrayList<>();
    line.forEach(
        (path, kept) -> {
          if (draft.changes().stream().noneMatch(change -> change.path().equals(path))) {
            files.add(new FileView(path, false, kept.changedBy(), kept.changedAt()));
          }
        });
    draft.changes().stream()
        .filter(change -> change.text().isPresent())
        .map(change -> new FileView(change.path(), true, change.changedBy(), change.changedAt()))
        .forEach(files::add);
    files.sort(Comparator.comparing(FileView::path));
    return files;
  }

  private FileText file(Request request) {
    Of of = of(request.query("of").orElse("draft"));
    String path = request.query("path").orElse("");
    long revision = versions.draft().revision(); // first: a change in between is then seen as one
    String text =
        versions
            .files(of)
            .flatMap(files -> files.text(path))
            .orElseThrow(() -> Refusal.notFound("file " + path + " in " + of.word()));
    return new FileText(path, of.word(), text, revision);
  }

  private ScriptGraph graph(Request request) {
    Of of = of(request.query("of").orElse("draft"));
    return ScriptGraph.of(of, reading(of), readings.rules());
  }

  private Traffic.Counted traffic(Request request) {
    return traffic.last(number(request, "days", USUAL_DAYS, MOST_DAYS));
  }

  private ScriptView.Versions versions(Request request) {
    int before = number(request, "before", Integer.MAX_VALUE, Integer.MAX_VALUE);
    List<Version> page = versions.list(before, USUAL_PAGE);
    String next = page.size() < USUAL_PAGE ? null : Integer.toString(page.getLast().number());
    return new ScriptView.Versions(page.stream().map(VersionView::of).toList(), next);
  }

  private ScriptDiff diff(Request request) {
    Of to = of(request.path("version"));
    Of from = of(request.query("from").orElseGet(() -> before(to)));
    return ScriptDiff.between(from.word(), reading(from), to.word(), reading(to));
  }

  /// What a state is compared with when nothing else is said: the draft with the line, a version
  /// with the one before it.
  private static String before(Of to) {
    return switch (to) {
      case Of.Numbered numbered when numbered.number() > 1 ->
          Integer.toString(numbered.number() - 1);
      default -> "published";
    };
  }

  private ScriptReading reading(Of of) {
    return readings.of(of).orElseThrow(() -> Refusal.notFound("version " + of.word()));
  }

  static Of of(String word) {
    return Of.read(word)
        .orElseThrow(
            () -> new Refusal(400, "of is published, draft or a version's number, not " + word));
  }

  private static int number(Request request, String name, int otherwise, int most) {
    String text = request.query(name).orElse("");
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new Refusal(400, name + " is " + text + "; give a whole number from 1.");
    }
    return Math.min(Integer.parseInt(text), most);
  }
}
