package org.hamroh.authoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.ivr.check.CallPaths;
import org.hamroh.ivr.check.ValidityCheck;
import org.hamroh.voice.SoundBook;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Routes;
import org.hamroh.yaml.Problem;

/// The linter over HTTP: what is wrong with a state of the scripts, and how far its callers are
/// from a person.
public final class CheckRoutes implements Routes {

  /// A page asks after every change; the sounds of the same texts seldom change.
  private static final Duration FRESH = Duration.ofSeconds(30);

  private static final int KEPT = 4;

  private final Versions versions;
  private final Readings readings;
  private final SoundWorks voices;
  private final Clock clock;
  private final Deque<Counted> counted = new ArrayDeque<>();

  /// @param clock at the site
  public CheckRoutes(Versions versions, Readings readings, SoundWorks voices, Clock clock) {
    this.versions = versions;
    this.readings = readings;
    this.voices = voices;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/scripts/check", ScriptRoutes.READERS, request -> Reply.json(check(request)));
  }

  /// @param revision of the draft
  /// @param problems errors first
  /// @param paths    empty while there is an error
  record Check(
      String of,
      long revision,
      int errors,
      int warnings,
      List<ProblemView> problems,
      List<CallPaths.Path> paths) {}

  /// Ways that were counted a moment ago.
  private record Counted(String tree, Instant at, List<CallPaths.Path> paths) {}

  private Check check(Request request) {
    Of of = ScriptRoutes.of(request.query("of").orElse("draft"));
    long revision = versions.draft().revision(); // first: a change in between is then seen as one
    ScriptReading reading =
        readings.of(of).orElseThrow(() -> Refusal.notFound("version " + of.word()));
    LocalDate today = LocalDate.now(clock);
    List<Problem> all = new ArrayList<>(reading.problems());
    all.addAll(ValidityCheck.problems(reading, today));
    reading.book().ifPresent(book -> all.addAll(book.hours().warnings(today)));
    List<ProblemView> problems =
        all.stream().sorted(Comparator.comparing(Problem::severity)).map(ProblemView::of).toList();
    int errors = (int) all.stream().filter(Problem::isError).count();
    return new Check(
        of.word(), revision, errors, problems.size() - errors, problems, paths(reading));
  }

  private synchronized List<CallPaths.Path> paths(ScriptReading reading) {
    String tree = Digest.of(reading.files().texts());
    Instant now = clock.instant();
    counted.removeIf(one -> Duration.between(one.at(), now).compareTo(FRESH) > 0);
    for (Counted one : counted) {
      if (one.tree().equals(tree)) {
        return one.paths();
      }
    }
    SoundBook made = voices.find(reading.prompts());
    List<CallPaths.Path> paths =
        CallPaths.of(
            reading,
            readings.rules(),
            (language, prompt) -> made.find(language, prompt).map(SoundBook.Playable::length));
    counted.addFirst(new Counted(tree, now, paths));
    while (counted.size() > KEPT) {
      counted.removeLast();
    }
    return paths;
  }
}
