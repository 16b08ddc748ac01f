package org.hamroh.cases;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hamroh.casework.form.Choice;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;
import org.hamroh.yaml.YamlFile;

/// Reads how a case goes and names all mistakes with their lines: what the schema says, and what it
/// cannot say, such as a status that no case ever gets to.
public final class CaseGraphReader {

  /// Where it lies below the checkout.
  public static final Path FILE = Path.of("forms", "cases.yaml");

  private static final String SCHEMA = "/forms/cases.schema.json";

  private CaseGraphReader() {}

  /// @param home the checkout
  /// @throws ProblemsException with every mistake
  public static CaseGraph read(Path home) {
    Problems problems = new Problems();
    Optional<CaseGraph> graph = read(home, problems);
    problems.throwIfAny();
    return graph.orElseThrow();
  }

  /// @return empty when it has mistakes, which are then among the problems
  public static Optional<CaseGraph> read(Path home, Problems problems) {
    return YamlFile.read(home.resolve(FILE), problems).flatMap(file -> graph(file, problems));
  }

  static Optional<CaseGraph> graph(YamlFile file, Problems problems) {
    if (!file.fits(SCHEMA, problems)) {
      return Optional.empty();
    }
    CaseGraph graph = file.bind(CaseGraph.class);
    int before = problems.list().size();
    new Check(file, graph, problems).all();
    return problems.list().size() > before ? Optional.empty() : Optional.of(graph);
  }

  private record Check(YamlFile file, CaseGraph graph, Problems problems) {

    void all() {
      unique("/statuses", graph.statuses().stream().map(CaseGraph.Status::id));
      unique("/outcomes", graph.outcomes().stream().map(Choice::id));
      unique("/sections", graph.sections().stream().map(Choice::id));
      List<CaseGraph.Status> statuses = graph.statuses();
      for (int i = 0; i < statuses.size(); i++) {
        status("/statuses/" + i, statuses.get(i));
      }
      if (statuses.stream().noneMatch(CaseGraph.Status::isClosed)) {
        wrong("/statuses", "statuses", "have no end", "give one \"closed: true\"");
      }
      if (graph.status(graph.start()).filter(one -> !one.isClosed()).isEmpty()) {
        wrong("/start", "start", "is no open status", "name one of the statuses");
      } else {
        reachable();
      }
    }

    private void unique(String pointer, Stream<String> ids) {
      Set<String> seen = new HashSet<>();
      ids.filter(id -> !seen.add(id)).forEach(id -> wrong(pointer, id, "stands twice", "keep one"));
    }

    private void status(String at, CaseGraph.Status status) {
      status.moves().stream()
          .filter(to -> graph.status(to).isEmpty())
          .forEach(to -> wrong(at, status.id(), "moves to " + to, "name one of the statuses"));
      CaseGraph.After after = status.after();
      if (after != null) {
        if (status.isClosed()) {
          wrong(at, status.id(), "is closed and moves by itself", "take \"after\" out");
        } else if (graph.status(after.to()).filter(to -> !to.isClosed()).isEmpty()) {
          wrong(
              at,
              status.id(),
              "moves by itself to " + after.to(),
              "name an open status: only people close cases");
        }
      }
      if (status.isClosed() != (status.tells() == CaseGraph.Tells.CLOSED)) {
        wrong(at, status.id(), "tells callers what is not so", "closed ones tell \"closed\"");
      }
    }

    private void reachable() {
      Set<String> reached = new HashSet<>(Set.of(graph.start()));
      Deque<String> next = new ArrayDeque<>(reached);
      while (!next.isEmpty()) {
        graph
            .status(next.pop())
            .ifPresent(
                one ->
                    Stream.concat(
                            one.moves().stream(),
                            Stream.ofNullable(one.after()).map(CaseGraph.After::to))
                        .filter(reached::add)
                        .forEach(next::push));
      }
      List<CaseGraph.Status> statuses = graph.statuses();
      for (int i = 0; i < statuses.size(); i++) {
        if (!reached.contains(statuses.get(i).id())) {
          wrong("/statuses/" + i, statuses.get(i).id(), "is never reached", "let one move to it");
        }
      }
    }

    private void wrong(String pointer, String key, String message, String remedy) {
      problems.add(file.name(), file.line(pointer), key, message, remedy);
    }
  }
}
